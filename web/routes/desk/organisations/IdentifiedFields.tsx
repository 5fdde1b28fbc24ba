import type { Form } from '../../../form/useForm.ts';
import { DateField, RadioField, SelectField, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { PersonField } from '../fields/PersonField.tsx';
import { checkChoices, documentChoices, type Identified } from './identification.ts';

/** Who represents the organisation, how that was seen, and the certificate that says so. */
export function IdentifiedFields<V extends Identified>({ form, except }: { form: Form<V>; except?: string }) {
  const { say } = useWords();
  const text = (key: string) => say(`screen.desk.organisations.${key}`);
  return (
    <>
      <PersonField
        label={text('representative')}
        hint={text('representativeHint')}
        {...(except ? { except } : {})}
        {...form.field('representative')}
      />
      <SelectField label={text('document.label')} choices={documentChoices(say)} {...form.field('document')} />
      <RadioField label={text('check.label')} choices={checkChoices(say)} {...form.field('check')} />
      <TextField label={text('certificate')} maxLength={60} {...form.field('number')} />
      <DateField label={text('issuedOn')} {...form.field('issuedOn')} />
    </>
  );
}
