import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from '../../../form/useForm.ts';
import {
  Button,
  Cluster,
  FileField,
  FormFrame,
  Loaded,
  Muted,
  Page,
  Panel,
  SelectField,
  Stack,
  TextField,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { listsQuery } from '../../desk/data.ts';
import { splitIds } from '../agreements/given.ts';
import { ItemsField } from '../agreements/ItemsField.tsx';
import {
  changeProgramme,
  makeProgramme,
  type NewProgramme,
  type OwnProgrammes,
  type Programme,
  programmeQuery,
  programmesQuery,
} from './data.ts';

/** A programme: who is a member, and how the card looks. */
export function NewProgrammeScreen() {
  const { say } = useWords();
  const own = useQuery(programmesQuery);
  return (
    <Page
      title={say('screen.members.new.title')}
      lead={say('screen.members.new.lead')}
      error={own.isError}
      back={{ to: '/agency/members', label: say('screen.members.back') }}
    >
      <Loaded query={own} lines={6}>
        {(known) => <ProgrammeForm known={known} programme={undefined} />}
      </Loaded>
    </Page>
  );
}

export function ChangeProgrammeScreen() {
  const { say } = useWords();
  const { programme: id = '' } = useParams({ strict: false });
  const own = useQuery(programmesQuery);
  const programme = useQuery(programmeQuery(id));
  return (
    <Page
      title={say('screen.members.change')}
      lead={say('screen.members.new.lead')}
      error={own.isError || programme.isError}
      back={{ to: '/agency/members/$programme', params: { programme: id }, label: say('screen.members.backToOne') }}
    >
      <Loaded query={programme} lines={6}>
        {(one) => (
          <Loaded query={own} lines={6}>
            {(known) => <ProgrammeForm known={known} programme={one} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

type Sides = Partial<NonNullable<NewProgramme['artwork']>>;
const SIDES = ['front', 'back'] as const;

function ProgrammeForm({ known, programme }: { known: OwnProgrammes; programme: Programme | undefined }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const provinces = useQuery(listsQuery).data?.provinces ?? [];
  const [sides, setSides] = useState<Sides>({});
  const word = (key: string) => say(`screen.members.new.${key}`);
  const { rules } = programme ?? {};
  const form = useForm({
    initial: {
      ...{ name: programme?.name ?? '', prefix: programme?.prefix ?? '' },
      legalBasis: programme?.legalBasis ?? known.legalBases[0]?.id ?? '',
      ...{ ageFrom: String(rules?.ageFrom ?? ''), ageTo: String(rules?.ageTo ?? '') },
      ...{ provinces: rules?.provinces?.join(' ') ?? '', numberFormat: rules?.numberFormat ?? '999999' },
      ...{ termYears: String(rules?.termYears ?? 5), artwork: '' },
    },
    check: (values) => ({
      ...(values.name.trim() ? {} : { name: word('nameMissing') }),
      ...(/^[A-Z]{2,4}$/.test(values.prefix) ? {} : { prefix: word('prefixWrong') }),
      ...(isAge(values.ageFrom) ? {} : { ageFrom: word('ageWrong') }),
      ...(isAge(values.ageTo) ? {} : { ageTo: word('ageWrong') }),
      ...(/^[0-9A-Z./-]{1,30}$/.test(values.numberFormat) ? {} : { numberFormat: word('formatWrong') }),
      ...(/^[1-9]\d?$/.test(values.termYears) && Number(values.termYears) <= known.mostYears
        ? {}
        : { termYears: say('screen.members.new.termWrong', { most: known.mostYears }) }),
      ...(Boolean(sides.front) === Boolean(sides.back) ? {} : { artwork: word('bothSides') }),
    }),
    send: async (values, key) => {
      const { front, back } = sides;
      const chosen = splitIds(values.provinces);
      const body: NewProgramme = {
        ...{ name: values.name.trim(), prefix: values.prefix, legalBasis: values.legalBasis },
        rules: {
          ...(values.ageFrom ? { ageFrom: Number(values.ageFrom) } : {}),
          ...(values.ageTo ? { ageTo: Number(values.ageTo) } : {}),
          ...(chosen.length > 0 ? { provinces: chosen } : {}),
          ...{ numberFormat: values.numberFormat, termYears: Number(values.termYears) },
        },
        ...(front && back ? { artwork: { front, back } } : {}),
      };
      if (programme) await changeProgramme(programme.programme, { ...body, version: programme.version }, key);
      const id = programme?.programme ?? (await makeProgramme(body, key)).programme;
      await queries.invalidateQueries({ queryKey: ['members'] });
      await navigate({ to: '/agency/members/$programme', params: { programme: id } });
    },
  });
  const law = known.legalBases.find(({ id }) => id === form.values.legalBasis);
  return (
    <FormFrame form={form} send={word(programme ? 'save' : 'send')} icon="check">
      <Panel title={word('what')}>
        <TextField label={word('name')} hint={word('nameHint')} maxLength={80} {...form.field('name')} />
        <TextField label={word('prefix')} hint={word('prefixHint')} mono maxLength={4} {...form.field('prefix')} />
        <SelectField
          label={say('screen.looks.law')}
          hint={law?.consent ? word('consent') : undefined}
          choices={known.legalBases.map(({ id, title }) => ({ value: id, label: title }))}
          {...form.field('legalBasis')}
        />
      </Panel>
      <Panel title={word('who')}>
        <TextField label={word('ageFrom')} optional inputMode="numeric" maxLength={3} {...form.field('ageFrom')} />
        <TextField label={word('ageTo')} optional inputMode="numeric" maxLength={3} {...form.field('ageTo')} />
        <TextField
          label={word('numberFormat')}
          hint={say('screen.members.new.numberFormatHint', { example: exampleOf(form.values.numberFormat) })}
          mono
          maxLength={30}
          {...form.field('numberFormat')}
        />
        <ItemsField
          label={word('provinces')}
          hint={word('provincesHint')}
          short
          choices={provinces.map(({ code, name }) => ({ id: code, name }))}
          {...form.field('provinces')}
        />
      </Panel>
      <Panel title={word('card')}>
        <TextField
          label={word('termYears')}
          hint={say('screen.members.new.termHint', { most: known.mostYears })}
          inputMode="numeric"
          maxLength={2}
          {...form.field('termYears')}
        />
        <Artwork sides={sides} onChange={setSides} error={form.field('artwork').error} />
      </Panel>
    </FormFrame>
  );
}

interface ArtworkProps {
  sides: Sides;
  onChange: (sides: Sides) => void;
  error: string | undefined;
}

/** The organisation's own two sides; none: the country's. */
function Artwork({ sides, onChange, error }: ArtworkProps) {
  const { say } = useWords();
  const word = (key: string) => say(`screen.members.new.${key}`);
  const [round, setRound] = useState(0);
  return (
    <Stack>
      <Muted>{word('artworkText')}</Muted>
      {SIDES.map((side) => (
        <FileField
          key={`${side} ${round}`}
          id={side === 'front' ? 'artwork' : 'artwork-back'}
          label={word(side)}
          hint={word('svg')}
          accept=".svg"
          error={side === 'front' ? error : undefined}
          onChange={(file) => {
            const { [side]: _, ...others } = sides;
            if (!file) onChange(others);
            else void file.text().then((svg) => onChange({ ...others, [side]: svg }));
          }}
        />
      ))}
      {(sides.front || sides.back) && (
        <Cluster>
          <Button
            small
            onClick={() => {
              onChange({});
              setRound(round + 1);
            }}
          >
            {word('countryArtwork')}
          </Button>
        </Cluster>
      )}
    </Stack>
  );
}

const isAge = (text: string) => text === '' || (/^\d{1,3}$/.test(text) && Number(text) <= 120);

/** A number that fits the format. */
const exampleOf = (format: string) => format.replaceAll('9', '7').replaceAll('A', 'K');
