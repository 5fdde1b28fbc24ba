import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type AnswerOf, get } from '../../../api.ts';
import { useForm } from '../../../form/useForm.ts';
import {
  AreaField,
  announce,
  Button,
  Cluster,
  FormFrame,
  isDate,
  Loaded,
  Muted,
  Page,
  Panel,
  SelectField,
  Stack,
  TextField,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { type Hours, type HoursList, hoursQuery, setHours } from './data.ts';
import classes from './enrolment.module.css';

type Opening = Hours['days'][number];
type Communes = AnswerOf<'/api/country/provinces/{province}/communes'>;
const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;
const TIME = /^([01][0-9]|2[0-3]):[0-5][0-9]$/;
const USUAL: readonly Opening[] = [1, 2, 3, 4, 5].flatMap((day) => [
  { day, from: '07:30', to: '11:30' },
  { day, from: '13:30', to: '17:00' },
]);

/** When the offices of the area enrol, at how many counters. Whoever has a time already keeps it. */
export function HoursScreen() {
  const { say } = useWords();
  const hours = useQuery(hoursQuery);
  const word = (key: string) => say(`screen.enrolment.hours.${key}`);
  return (
    <Page
      title={word('title')}
      lead={word('lead')}
      error={hours.isError}
      back={{ to: '/desk/enrolment', label: say('screen.enrolment.day.title') }}
    >
      <Loaded query={hours} lines={6}>
        {(given) => <Offices given={given} />}
      </Loaded>
    </Page>
  );
}

function Offices({ given: { hours, own } }: { given: HoursList }) {
  const { say } = useWords();
  const [office, setOffice] = useState(hours[0]?.office ?? '');
  const communes = useQuery({
    queryKey: ['country', 'communes', own],
    queryFn: ({ signal }) => get<Communes>(`/api/country/provinces/${own}/communes`, { signal }),
    enabled: own.length === 2,
  });
  const word = (key: string) => say(`screen.enrolment.hours.${key}`);
  const known = new Map(hours.map((one) => [one.office, one]));
  const named = new Map([
    ...(communes.data?.communes ?? []).map(({ code, name }) => [code, name] as const),
    ...hours.map((one) => [one.office, one.officeName] as const),
    ...(own.length > 2 && !known.has(own) ? [[own, own] as const] : []),
  ]);
  const choices = [...named]
    .map(([value, name]) => ({ value, label: known.has(value) ? `${name} · ${word('set')}` : name }))
    .toSorted((one, other) => Number(known.has(other.value)) - Number(known.has(one.value)));
  return (
    <Stack>
      <SelectField id="office" label={word('office')} none="–" choices={choices} value={office} onChange={setOffice} />
      {office && <Editor key={`${office} ${known.get(office)?.version}`} office={office} hours={known.get(office)} />}
    </Stack>
  );
}

function Editor({ office, hours }: { office: string; hours: Hours | undefined }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const [openings, setOpenings] = useState<readonly Opening[]>(hours?.days ?? USUAL);
  const word = (key: string) => say(`screen.enrolment.hours.${key}`);
  const form = useForm({
    initial: { counters: String(hours?.counters ?? 1), days: '', closed: (hours?.closed ?? []).join('\n') },
    check: ({ counters, closed }) => ({
      ...(/^([1-9]|[1-4][0-9]|50)$/.test(counters) ? {} : { counters: word('countersWrong') }),
      ...(openings.every(({ from, to }) => TIME.test(from) && TIME.test(to) && from < to)
        ? {}
        : { days: word('daysWrong') }),
      ...(linesOf(closed).every((day) => isDate(day)) ? {} : { closed: word('closedWrong') }),
    }),
    send: async ({ counters, closed }, key) => {
      const body = { counters: Number(counters), days: [...openings], closed: linesOf(closed) };
      await setHours(office, { version: hours?.version ?? 0, ...body }, key);
      announce(word('done'));
      await queries.invalidateQueries({ queryKey: hoursQuery.queryKey });
    },
  });
  const change = (next: readonly Opening[]) => {
    setOpenings(next);
    // Openings are part of what is sent, though no field holds them.
    form.set('days', JSON.stringify(next));
  };
  const put = (at: number, part: Partial<Opening>) =>
    change(openings.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <FormFrame form={form} send={word('send')} icon="check">
      <TextField label={word('counters')} inputMode="numeric" maxLength={2} {...form.field('counters')} />
      <Panel title={word('days')} level={2}>
        <div id="days" tabIndex={-1}>
          {form.field('days').error && <Muted>{form.field('days').error}</Muted>}
        </div>
        <ul className={classes.openings}>
          {openings.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: an opening has nothing of its own that lasts
            <li key={at} className={classes.opening}>
              <SelectField
                id={`day-${at}`}
                label={word('day')}
                choices={WEEK.map((day) => ({ value: String(day), label: say(`value.weekday.${day}`) }))}
                value={String(one.day)}
                onChange={(day) => put(at, { day: Number(day) })}
              />
              <TextField
                id={`from-${at}`}
                label={word('from')}
                maxLength={5}
                value={one.from}
                onChange={(from) => put(at, { from })}
              />
              <TextField
                id={`to-${at}`}
                label={word('to')}
                maxLength={5}
                value={one.to}
                onChange={(to) => put(at, { to })}
              />
              <Button
                small
                icon="close"
                onClick={() => change(openings.filter((_, index) => index !== at))}
                label={`${word('remove')}: ${say(`value.weekday.${one.day}`)} ${one.from}`}
              >
                {word('remove')}
              </Button>
            </li>
          ))}
        </ul>
        <Cluster>
          <Button small icon="add" onClick={() => change([...openings, { day: 1, from: '07:30', to: '11:30' }])}>
            {word('add')}
          </Button>
        </Cluster>
      </Panel>
      <AreaField label={word('closed')} hint={word('closedHint')} optional rows={3} {...form.field('closed')} />
    </FormFrame>
  );
}

const linesOf = (text: string): string[] => text.split(/\s+/).filter(Boolean);
