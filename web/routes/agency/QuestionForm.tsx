import { useId } from 'react';
import { useForm } from '../../form/useForm.ts';
import {
  CheckField,
  DateField,
  FormFrame,
  isDate,
  Notice,
  Panel,
  RadioField,
  SelectField,
  Split,
  TextField,
  TextLink,
} from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { useDesk } from '../desk/desk.ts';
import { FieldInput } from '../desk/fields/FieldInput.tsx';
import { claimShape, isOffered, readClaim } from './claims.ts';
import type { Agreement } from './data.ts';
import { ask, type Exchange, type Question } from './exchange.ts';
import classes from './QuestionForm.module.css';
import type { NamedKey } from './Try.tsx';

interface QuestionFormProps {
  agreements: readonly Agreement[];
  keys: readonly NamedKey[];
  onAnswered: (exchange: Exchange) => void;
}

/** Purpose, law, whom, what: only what the agreements in force allow can be chosen. */
export function QuestionForm({ agreements, keys, onAnswered }: QuestionFormProps) {
  const { say, language } = useWords();
  const { lists } = useDesk();
  const purposes = agreements.flatMap((agreement) => agreement.purposes.map((purpose) => ({ purpose, agreement })));
  const find = (id: string | undefined) => purposes.find(({ purpose }) => purpose.id === id);
  const offer = (id: string | undefined) =>
    offeredFields(
      find(id)?.agreement,
      lists.purposes.find((each) => each.id === id),
    );
  const choose = (values: Record<string, string>) =>
    offer(values.purpose).flatMap(({ id }) => (values.fields?.split(' ').includes(id) ? [id] : []));
  const form = useForm<Record<string, string>>({
    initial: {
      key: keys[0]?.key.kid ?? '',
      purpose: purposes[0]?.purpose.id ?? '',
      legalBasis: purposes[0]?.purpose.legalBases[0]?.id ?? '',
      mode: 'verify',
      fields: 'name birthDate',
      identifier: '',
      caseNumber: '',
    },
    check: (values) => checkQuestion(values, choose(values), say),
    send: async (values) => {
      const key = keys.find((each) => each.key.kid === values.key)?.key;
      if (key) onAnswered(await ask(readQuestion(values, choose(values)), key, language));
    },
  });
  const chosen = find(form.values.purpose);
  const signs = keys.find(({ key }) => key.kid === form.values.key)?.system;
  const lawful = lists.purposes.find(({ id }) => id === chosen?.purpose.id);
  const offered = offer(form.values.purpose);
  const asked = choose(form.values);
  const reads = chosen?.agreement.mode.includes('attributes') && lawful?.mode === 'attributes';
  const choosePurpose = (id: string) => {
    form.set('purpose', id);
    form.set('legalBasis', find(id)?.purpose.legalBases[0]?.id ?? '');
    form.set('mode', 'verify');
  };
  const toggle = (field: string, on: boolean) => {
    const others = (form.values.fields ?? '').split(' ').filter((each) => each !== field && each !== '');
    form.set('fields', (on ? [...others, field] : others).join(' '));
  };
  const why = (
    <Panel title={say('screen.agency.try.why')}>
      <SelectField
        label={say('screen.looks.purpose')}
        choices={purposes.map(({ purpose }) => ({ value: purpose.id, label: purpose.sentence }))}
        {...form.field('purpose')}
        onChange={choosePurpose}
      />
      <SelectField
        label={say('screen.looks.law')}
        choices={(chosen?.purpose.legalBases ?? []).map(({ id, title }) => ({ value: id, label: title }))}
        {...form.field('legalBasis')}
      />
      <TextField label={say('screen.looks.case')} optional maxLength={60} {...form.field('caseNumber')} />
      <SelectField
        label={say('screen.agency.try.key')}
        choices={keys.map(({ key, system }) => ({ value: key.kid, label: `${system.name} · ${key.kid.slice(0, 8)}…` }))}
        {...form.field('key')}
      />
      {signs?.stage === 'simulation' && (
        <Notice tone="wait">
          <p>{say('screen.systems.first.onlySynthetic')}</p>
          <TextLink to="/agency/systems/$system" params={{ system: signs.id }}>
            {say('screen.systems.toFirst')}
          </TextLink>
        </Notice>
      )}
    </Panel>
  );
  const what = (
    <Panel title={say('screen.agency.try.what')}>
      <TextField
        label={say('screen.agency.try.identifier')}
        hint={say('screen.agency.try.identifierHint')}
        mono
        maxLength={20}
        {...form.field('identifier')}
      />
      {reads ? (
        <RadioField
          label={say('screen.agency.agreements.mode')}
          choices={['verify', 'attributes'].map((mode) => ({ value: mode, label: say(`value.exchangeMode.${mode}`) }))}
          {...form.field('mode')}
        />
      ) : (
        <Notice tone="plain">{say('screen.agency.try.verifyOnly')}</Notice>
      )}
      <FieldChoice
        offered={offered}
        chosen={asked}
        error={form.errors.find(({ id }) => id === 'fields')?.message}
        onToggle={toggle}
      />
      {form.values.mode === 'verify' &&
        asked.map((field) => <ClaimInput key={field} field={field} {...form.field(`claim-${field}`)} />)}
    </Panel>
  );
  return (
    <FormFrame form={form} send={say('screen.agency.try.send')} icon="terminal">
      <Split main={what} aside={why} />
    </FormFrame>
  );
}

/** Fields that both the agreement and the purpose's own law allow, and that the exchange answers. */
function offeredFields(
  agreement: Agreement | undefined,
  lawful: { fields: string[] } | undefined,
): Agreement['fields'] {
  return agreement?.fields.filter(({ id }) => isOffered(id) && (lawful?.fields.includes(id) ?? true)) ?? [];
}

function readQuestion(values: Record<string, string>, names: readonly string[]): Question {
  const { mode, purpose = '', legalBasis = '', caseNumber = '', identifier = '' } = values;
  return {
    mode: mode === 'attributes' ? 'attributes' : 'verify',
    purpose,
    legalBasis,
    caseNumber,
    identifier: identifier.replace(/[\s.-]/g, '').toUpperCase(),
    claims: Object.fromEntries(names.map((field) => [field, readClaim(field, values[`claim-${field}`] ?? '')])),
    names,
  };
}

function checkQuestion(values: Record<string, string>, asked: readonly string[], say: (key: string) => string) {
  const claims = values.mode === 'verify' ? asked : [];
  const wrong = claims.flatMap((field) => {
    const text = values[`claim-${field}`] ?? '';
    if (text.trim() === '') return [[`claim-${field}`, say('screen.agency.try.claimMissing')]];
    return claimShape(field) === 'date' && !isDate(text, true)
      ? [[`claim-${field}`, say('screen.desk.dateWrong')]]
      : [];
  });
  return {
    ...(/^[A-Za-z0-9]{6,14}$/.test((values.identifier ?? '').replace(/[\s.-]/g, ''))
      ? {}
      : { identifier: say('screen.agency.try.identifierMissing') }),
    ...(asked.length > 0 ? {} : { fields: say('screen.agency.try.fieldsMissing') }),
    ...Object.fromEntries(wrong),
  };
}

interface FieldChoiceProps {
  offered: readonly { id: string; name: string }[];
  chosen: readonly string[];
  error: string | undefined;
  onToggle: (field: string, on: boolean) => void;
}

function FieldChoice({ offered, chosen, error, onToggle }: FieldChoiceProps) {
  const { say } = useWords();
  const help = useId();
  return (
    <fieldset id="fields" tabIndex={-1} className={classes.choice} aria-describedby={error ? help : undefined}>
      <legend className={classes.legend}>{say('screen.agency.try.fields')}</legend>
      {error && (
        <p id={help} className={classes.error}>
          {error}
        </p>
      )}
      <div className={classes.fields}>
        {offered.map(({ id, name }) => (
          <CheckField
            key={id}
            id={`field-${id}`}
            label={name}
            checked={chosen.includes(id)}
            onChange={(on) => onToggle(id, on)}
          />
        ))}
      </div>
    </fieldset>
  );
}

interface ClaimInputProps {
  field: string;
  id: string;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

function ClaimInput({ field, ...props }: ClaimInputProps) {
  const { say } = useWords();
  const label = say('screen.agency.try.claim', { field: say(`field.${field}`) });
  switch (claimShape(field)) {
    case 'date':
      return <DateField {...props} label={label} partial />;
    case 'text':
      return <TextField {...props} label={label} maxLength={300} />;
    default:
      return <FieldInput {...props} field={field} label={label} />;
  }
}
