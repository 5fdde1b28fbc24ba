import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import {
  Button,
  Disclosure,
  Empty,
  FieldList,
  FieldRow,
  LineHead,
  LineList,
  LoadedPages,
  Page,
  ProblemNotice,
  SelectField,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import filters from '../Looks.module.css';
import { accountQuery, type EventFilter, eventsQuery, findLine, type SecurityEvent } from './data.ts';
import { EVENT_KINDS } from './eventKinds.ts';

/** What happened to my account, newest first; every line stands in the sealed log. */
export function SecurityLogScreen() {
  const { say } = useWords();
  const navigate = useNavigate();
  const filter: EventFilter = useSearch({ strict: false });
  const events = useInfiniteQuery(eventsQuery(filter));
  const filtered = filter.year !== undefined || filter.kind !== undefined;
  const choose = (next: EventFilter) => void navigate({ to: '/me/security/log', search: { ...next }, replace: true });
  return (
    <Page
      title={say('screen.securityLog.title')}
      lead={say('screen.securityLog.lead')}
      back={{ to: '/me/security', label: say('screen.security.back') }}
      error={events.isError}
    >
      <Filters filter={filter} onChange={choose} />
      <LoadedPages
        query={events}
        lines={8}
        read={(page) => page.events}
        empty={
          <Empty
            title={say(`screen.securityLog.${filtered ? 'noneFiltered' : 'none'}`)}
            action={filtered && <Button onClick={() => choose({})}>{say('screen.looks.clear')}</Button>}
          />
        }
      >
        {(lines) => (
          <LineList lines={lines.map((event) => ({ ...event, reference: event.id }))}>
            {(event) => <EventLine event={event} />}
          </LineList>
        )}
      </LoadedPages>
    </Page>
  );
}

function Filters({ filter, onChange }: { filter: EventFilter; onChange: (filter: EventFilter) => void }) {
  const { say } = useWords();
  const { now } = useSession();
  const account = useQuery(accountQuery);
  const newest = new Date(now).getFullYear();
  const oldest = new Date(account.data?.activatedAt ?? now).getFullYear();
  const years = Array.from({ length: newest - oldest + 1 }, (_, back) => String(newest - back));
  return (
    <search className={filters.filters}>
      <SelectField
        id="year"
        label={say('screen.looks.year')}
        none={say('screen.looks.allYears')}
        choices={years.map((year) => ({ value: year, label: year }))}
        value={filter.year === undefined ? '' : String(filter.year)}
        onChange={(year) => onChange({ ...filter, year: year === '' ? undefined : Number(year) })}
      />
      <SelectField
        id="kind"
        label={say('screen.securityLog.kind')}
        none={say('screen.securityLog.allKinds')}
        choices={EVENT_KINDS.map((kind) => ({ value: kind, label: say(`event.${kind}`) }))}
        value={filter.kind ?? ''}
        onChange={(kind) => onChange({ ...filter, kind: kind || undefined })}
      />
    </search>
  );
}

function EventLine({ event }: { event: SecurityEvent }) {
  const { say, moment } = useWords();
  const details = useDetails(event.data);
  const first = details[0];
  return (
    <Disclosure
      summary={
        <LineHead sentence={event.text}>
          <time dateTime={event.at}>{moment(event.at)}</time>
          {first && <span>{first.text}</span>}
          {first?.name !== 'device' && typeof event.data.device === 'string' && <span>{event.data.device}</span>}
        </LineHead>
      }
    >
      {details.length > 0 && (
        <FieldList>
          {details.map(({ label, text }) => (
            <FieldRow key={label} label={label}>
              {text}
            </FieldRow>
          ))}
        </FieldList>
      )}
      <ProveLine reference={event.line} label={`${say('screen.looks.prove')}: ${event.text}, ${moment(event.at)}`} />
    </Disclosure>
  );
}

/** What an event says besides, where a person can read it: kinds and places, no ids. */
function useDetails(data: SecurityEvent['data']): { name: string; label: string; text: string }[] {
  const { say, has, language } = useWords();
  const nameOf = (name: string, value: unknown): string | undefined => {
    const key = `screen.securityLog.value.${name}.${value}`;
    if (has(key)) return say(key);
    return FREE.has(name) && typeof value === 'string' ? value : undefined;
  };
  const read = (name: string): string | undefined => {
    if (name === 'service') return (data.service as Record<string, string> | undefined)?.[language];
    if (name === 'fields') return namesOf(data.fields, (field) => say(`field.${field}`));
    if (name === 'method' && data.methods) return namesOf(data.methods, (method) => nameOf(name, method));
    return nameOf(name, data[name]);
  };
  return ['service', 'method', 'kind', 'state', 'why', 'fields', 'device', 'network'].flatMap((name) => {
    const text = read(name);
    return text === undefined ? [] : [{ name, label: say(`screen.securityLog.detail.${name}`), text }];
  });
}

const FREE = new Set(['device', 'network']);

function namesOf(values: unknown, nameOf: (value: string) => string | undefined): string | undefined {
  const names = Array.isArray(values) ? values.flatMap((value) => nameOf(String(value)) ?? []) : [];
  return names.length > 0 ? names.join(', ') : undefined;
}

/** The journal numbers its lines when it seals them: the number is looked up by the line's reference. */
function ProveLine({ reference, label }: { reference: string; label: string }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const find = useMutation({
    mutationFn: () => findLine(reference),
    onSuccess: (number) => navigate({ to: '/me/looks/$number/proof', params: { number: String(number) } }),
  });
  return (
    <>
      {find.isError && <ProblemNotice error={find.error} />}
      <div>
        <Button icon="proof" label={label} busy={find.isPending} onClick={() => find.mutate()}>
          {say('screen.looks.prove')}
        </Button>
      </div>
    </>
  );
}
