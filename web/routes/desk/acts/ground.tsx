import type { Form } from '../../../form/useForm.ts';
import { ChoiceField } from '../../../kit/desk.ts';
import { DateField, isDate, SelectField, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { Evidence, Ground, Lists } from '../data.ts';
import { useDesk } from '../desk.ts';

/** Law and evidence as form values. */
export type GroundValues = {
  legalBasis: string;
  evidence: string;
  evidenceNumber: string;
  evidenceOn: string;
};

const EVIDENCE: readonly Evidence['kind'][] = [
  'birth-certificate',
  'marriage-certificate',
  'death-certificate',
  'court-decision',
  'police-decision',
  'medical-notice',
  'application',
  'paper-record',
  'other',
];

/** @param laws usual for the act, the first that the country has is chosen */
export function startGround(lists: Lists, laws: readonly string[], evidence: Evidence['kind']): GroundValues {
  const known = laws.find((id) => lists.legalBases.some((basis) => basis.id === id));
  return { legalBasis: known ?? '', evidence, evidenceNumber: '', evidenceOn: '' };
}

export function checkGround(values: GroundValues, say: (key: string) => string): Partial<GroundValues> {
  return {
    ...(values.legalBasis ? {} : { legalBasis: say('screen.desk.ground.lawMissing') }),
    // An oral application has no number; every other paper has one.
    ...(values.evidenceNumber.trim() || values.evidence === 'application'
      ? {}
      : { evidenceNumber: say('screen.desk.ground.numberMissing') }),
    ...(!values.evidenceOn || isDate(values.evidenceOn) ? {} : { evidenceOn: say('screen.desk.dateWrong') }),
  };
}

export function groundOf({ legalBasis, evidence, evidenceNumber, evidenceOn }: GroundValues): Ground {
  const number = evidenceNumber.trim();
  return {
    legalBasis,
    evidence: [
      { kind: evidence as Evidence['kind'], ...(number && { number }), ...(evidenceOn && { issuedOn: evidenceOn }) },
    ],
  };
}

/** The law that is cited and the paper that was seen. */
export function GroundFields<V extends GroundValues>({ form }: { form: Form<V> }) {
  const { say } = useWords();
  const { lists } = useDesk();
  return (
    <>
      <ChoiceField
        label={say('screen.desk.ground.law')}
        choices={lists.legalBases.map(({ id, title }) => ({ value: id, label: title }))}
        {...form.field('legalBasis')}
      />
      <SelectField
        label={say('screen.desk.ground.evidence')}
        choices={EVIDENCE.map((kind) => ({ value: kind, label: say(`value.evidenceKind.${kind}`) }))}
        {...form.field('evidence')}
      />
      <TextField
        label={say('screen.desk.ground.number')}
        optional={form.values.evidence === 'application'}
        maxLength={60}
        {...form.field('evidenceNumber')}
      />
      <DateField label={say('screen.desk.ground.on')} optional {...form.field('evidenceOn')} />
    </>
  );
}
