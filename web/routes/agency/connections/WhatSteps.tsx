import type { Form } from '../../../form/useForm.ts';
import { CheckField, Panel, RadioField, SelectField, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { Offer } from './data.ts';
import { type FieldWish, type FormValues, setWish, wishOf } from './given.ts';

export interface StepProps {
  form: Form<FormValues>;
}

/** Names and purpose: what people read before they agree. */
export function WhatStep({ form, offer }: StepProps & { offer: Offer }) {
  const { say, language } = useWords();
  const purpose = offer.purposes.find(({ id }) => id === form.values.purpose);
  const nameOf = (code: string) => new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code;
  return (
    <>
      <Panel title={say('screen.services.form.names')}>
        {offer.languages.map((code) => (
          <TextField
            key={code}
            label={say('screen.services.form.nameIn', { language: nameOf(code) })}
            maxLength={120}
            {...form.field(code)}
          />
        ))}
      </Panel>
      <Panel title={say('screen.services.form.why')}>
        <SelectField
          label={say('screen.looks.purpose')}
          none={say('screen.services.form.choose')}
          choices={offer.purposes.map(({ id, sentence }) => ({ value: id, label: sentence }))}
          {...form.field('purpose')}
          onChange={(id) => {
            form.set('purpose', id);
            form.set('legalBasis', '');
            form.set('fields', '');
          }}
        />
        <SelectField
          label={say('screen.looks.law')}
          none={say('screen.services.form.choose')}
          choices={(purpose?.legalBases ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          {...form.field('legalBasis')}
        />
      </Panel>
    </>
  );
}

/** What is read, how surely the person must have been proved, whom they may act for. */
export function DataStep({ form, offer }: StepProps & { offer: Offer }) {
  const { say } = useWords();
  const purpose = offer.purposes.find(({ id }) => id === form.values.purpose);
  const wishes = (['', 'must', 'may'] as const).map((value) => ({
    value,
    label: say(`screen.services.form.wish.${value || 'no'}`),
  }));
  const tick = (name: 'organisations' | 'persons') => (
    <CheckField
      id={name}
      label={say(`screen.services.form.${name}`)}
      checked={form.values[name] === 'yes'}
      onChange={(on) => form.set(name, on ? 'yes' : '')}
    />
  );
  return (
    <>
      <Panel title={say('screen.services.fields')}>
        <p>{say('screen.services.form.fieldsText')}</p>
        {(purpose?.fields ?? []).map(({ id, name }) => (
          <SelectField
            key={id}
            id={`field-${id}`}
            label={name}
            choices={wishes}
            value={wishOf(form.values.fields, id)}
            error={undefined}
            onChange={(wish) => form.set('fields', setWish(form.values.fields, id, wish as FieldWish))}
          />
        ))}
      </Panel>
      <Panel title={say('screen.services.assurance')}>
        <RadioField
          label={say('screen.services.form.assurance')}
          choices={['low', 'substantial', 'high'].map((value) => ({
            value,
            label: say(`value.serviceAssurance.${value}`),
            hint: say(`screen.services.form.assuranceHint.${value}`),
          }))}
          {...form.field('assurance')}
        />
      </Panel>
      <Panel title={say('screen.services.actsFor')}>
        {tick('organisations')}
        {tick('persons')}
      </Panel>
    </>
  );
}
