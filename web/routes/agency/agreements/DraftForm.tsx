import { type Form, useForm } from '../../../form/useForm.ts';
import { AreaField, DateField, FormFrame, isDate, Panel, SelectField, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { Catalogue, NewDraft } from './data.ts';
import { sayDefects } from './defects.ts';
import { choosePurposes, offerFor, readCount, readTerms, splitIds, type TermValues } from './given.ts';
import { describeHours } from './hours.ts';
import { ItemsField } from './ItemsField.tsx';
import { WHY_LEAST } from './WhyAct.tsx';

export type DraftGiven = Pick<NewDraft, 'terms' | 'why'>;

interface DraftFormProps {
  catalogue: Catalogue;
  initial: TermValues;
  onSave: (given: DraftGiven, key: string) => Promise<void>;
}

/** What an agreement shall say, out of what the catalogue allows the organisation. */
export function DraftForm({ catalogue, initial, onSave }: DraftFormProps) {
  const words = useWords();
  const { say } = words;
  const form = useForm<TermValues>({
    initial,
    check: (values) => checkTerms(values, say),
    send: async (values, key) => {
      try {
        await onSave({ terms: readTerms(values), why: (values.why ?? '').trim() }, key);
      } catch (error) {
        throw sayDefects(error, (id) => nameIn(catalogue, id), words);
      }
    },
  });
  return (
    <FormFrame form={form} send={say('screen.agreements.form.save')}>
      <DataPanel form={form} catalogue={catalogue} />
      <WaysPanel form={form} catalogue={catalogue} />
      <TermPanel form={form} catalogue={catalogue} />
    </FormFrame>
  );
}

interface PanelProps {
  form: Form<TermValues>;
  catalogue: Catalogue;
}

/** Purposes, and the laws and fields that they allow. */
function DataPanel({ form, catalogue }: PanelProps) {
  const { say, date } = useWords();
  const offer = offerFor(catalogue, splitIds(form.values.purposes));
  const choose = (purposes: string) => {
    for (const [part, value] of Object.entries(choosePurposes(catalogue, form.values, purposes))) form.set(part, value);
  };
  return (
    <Panel title={say('screen.agreements.form.data')}>
      <ItemsField
        label={say('screen.agreements.part.purposes')}
        hint={say('screen.agreements.form.purposesHint')}
        choices={catalogue.purposes}
        {...form.field('purposes')}
        onChange={choose}
      />
      <ItemsField
        label={say('screen.agreements.part.legalBases')}
        hint={say('screen.agreements.form.lawsHint')}
        choices={offer.legalBases.map(({ id, name, validTo }) => ({
          id,
          name,
          ...(validTo ? { note: say('screen.agreements.form.lawEnds', { date: date(validTo) }) } : {}),
        }))}
        {...form.field('legalBases')}
      />
      <ItemsField
        label={say('screen.agreements.part.fields')}
        hint={say('screen.agreements.form.fieldsHint')}
        choices={offer.fields}
        short
        {...form.field('fields')}
      />
    </Panel>
  );
}

/** Ways of asking, how many a day, and when. */
function WaysPanel({ form, catalogue }: PanelProps) {
  const words = useWords();
  const { say, number } = words;
  const { purposes, modes } = form.values;
  const offered = offerFor(catalogue, splitIds(purposes)).modes.filter(({ id }) => id !== 'verify');
  const chosen = splitIds(modes);
  const setModes = (value: string) => {
    form.set('modes', ['verify', ...splitIds(value)].join(' '));
    if (!splitIds(value).includes('identify')) form.set('candidates', '');
  };
  return (
    <Panel title={say('screen.agreements.form.ways')}>
      <ItemsField
        label={say('screen.agreements.part.modes')}
        hint={say('screen.agreements.form.modesHint')}
        choices={offered.map(({ id, name }) => ({ id, name, note: say(`screen.agreements.form.mode.${id}`) }))}
        {...form.field('modes')}
        onChange={setModes}
      />
      {chosen.includes('identify') && (
        <TextField
          label={say('screen.agreements.part.candidates')}
          hint={say('screen.agreements.form.atMost', { most: number(catalogue.candidates) })}
          inputMode="numeric"
          maxLength={2}
          {...form.field('candidates')}
        />
      )}
      <TextField
        label={say('screen.agreements.part.quotaPerDay')}
        hint={say('screen.agreements.form.quotaHint', { most: number(catalogue.quotaPerDay) })}
        inputMode="numeric"
        maxLength={13}
        {...form.field('quotaPerDay')}
      />
      <SelectField
        label={say('screen.agreements.part.hours')}
        choices={catalogue.hours.map((hours) => ({ value: hours.id, label: describeHours(hours, words) }))}
        {...form.field('hours')}
      />
    </Panel>
  );
}

/** From when to when, and why. */
function TermPanel({ form, catalogue }: PanelProps) {
  const { say } = useWords();
  return (
    <Panel title={say('screen.agreements.form.term')}>
      <DateField label={say('screen.agreements.part.validFrom')} {...form.field('validFrom')} />
      <DateField
        label={say('screen.agreements.part.validTo')}
        hint={say('screen.agreements.form.toHint', { years: catalogue.years })}
        {...form.field('validTo')}
      />
      <AreaField
        label={say('screen.agreements.form.why')}
        hint={say('screen.agreements.form.whyHint')}
        maxLength={4000}
        {...form.field('why')}
      />
    </Panel>
  );
}

/** What can be seen without the server. */
function checkTerms(values: TermValues, say: (key: string) => string): TermValues {
  const wrong: TermValues = {};
  const need = (name: string, fits: boolean) => {
    if (!fits) wrong[name] = say(`screen.agreements.form.missing.${name}`);
  };
  need('purposes', values.purposes !== '');
  need('fields', values.fields !== '');
  if (splitIds(values.modes).includes('identify')) need('candidates', readCount(values.candidates) > 0);
  need('quotaPerDay', readCount(values.quotaPerDay) > 0);
  need('validFrom', isDate(values.validFrom ?? ''));
  need('validTo', isDate(values.validTo ?? ''));
  need('why', (values.why ?? '').trim().length >= WHY_LEAST);
  return wrong;
}

function nameIn({ purposes }: Catalogue, id: string): string | undefined {
  const all = purposes.flatMap((purpose) => [purpose, ...purpose.legalBases, ...purpose.fields]);
  return all.find((one) => one.id === id)?.name;
}
