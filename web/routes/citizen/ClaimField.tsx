import { AreaField, DateField, isDate, RadioField, TextField } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';

interface ClaimFieldProps {
  /** Id of the record's field. */
  field: string;
  id: string;
  label: string;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

const DATES = new Set(['birthDate']);
const CHOICES: Readonly<Record<string, { list: string; codes: readonly string[] }>> = {
  sex: { list: 'sex', codes: ['male', 'female'] },
  maritalStatus: { list: 'maritalStatus', codes: ['single', 'married', 'divorced', 'widowed'] },
};
const LONG = /Residence$|Place$|^(?:origin|household|documents|identifiers|absence|other|children)$/;

/** The question "what is right?" in the form that suits the field. The answer is words that an officer reads, or a date. */
export function ClaimField({ field, ...props }: ClaimFieldProps) {
  const { say } = useWords();
  const choices = CHOICES[field];
  if (choices) {
    const names = choices.codes.map((code) => say(`value.${choices.list}.${code}`));
    return <RadioField {...props} choices={names.map((name) => ({ value: name, label: name }))} />;
  }
  if (DATES.has(field)) return <DateField {...props} partial hint={say('screen.correct.right.dateHint')} />;
  if (LONG.test(field))
    return <AreaField {...props} rows={3} maxLength={300} hint={say('screen.correct.right.longHint')} />;
  return <TextField {...props} maxLength={300} {...(field === 'phone' ? { type: 'tel', inputMode: 'tel' } : {})} />;
}

/** Whether the answer can be sent. */
export function isClaim(field: string, claim: string): boolean {
  return DATES.has(field) ? isDate(claim, true) : claim.trim() !== '';
}
