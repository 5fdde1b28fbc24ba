import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Form } from '../../../form/useForm.ts';
import { DateField, Loaded, RadioField, SelectField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { type OfficerRecord, relativesQuery } from '../data.ts';
import { useDesk } from '../desk.ts';
import { PersonField } from '../fields/PersonField.tsx';
import { CHANGES, householdLaws, memberField, RELATIONS } from './household.ts';
import type { ActValues } from './kinds.ts';

interface HouseholdFieldsProps {
  subject: OfficerRecord;
  form: Form<ActValues>;
}

/** What changes in a household, and what is asked for it. */
export function HouseholdFields({ subject, form }: HouseholdFieldsProps) {
  const { say } = useWords();
  const { lists } = useDesk();
  const { change = '' } = form.values;
  const { household } = subject.record;
  const fitting = CHANGES.filter(
    (each) =>
      each === 'join' || each === 'split' || (household && (each === 'leave' || household.relationToHead !== 'head')),
  );
  const choose = (next: string) => {
    form.set('change', next);
    const law = householdLaws[next]?.find((id) => lists.legalBases.some((basis) => basis.id === id));
    if (law) form.set('legalBasis', law);
  };
  return (
    <>
      <RadioField
        label={say('screen.desk.act.household.change')}
        choices={fitting.map((each) => ({ value: each, label: say(`screen.desk.act.household.kind.${each}`) }))}
        {...form.field('change')}
        onChange={choose}
      />
      {change === 'join' && (
        <>
          <PersonField label={say('screen.desk.act.household.with')} except={subject.person} {...form.field('with')} />
          <RelationField field="relationToHead" label={say('screen.desk.act.household.relation')} form={form} />
        </>
      )}
      {household && (change === 'split' || change === 'head') && <MemberFields subject={subject} form={form} />}
      <DateField label={say('screen.desk.act.household.on')} {...form.field('on')} />
    </>
  );
}

/** The other members, each with what they are to the new head. */
function MemberFields({ subject, form }: HouseholdFieldsProps) {
  const { say } = useWords();
  const { reason } = useDesk();
  const relatives = useQuery(relativesQuery(subject.person, reason));
  const members = relatives.data?.filter(({ relationToHead, life }) => relationToHead && life !== 'dead');
  const known = members?.map(({ person }) => person).join(' ');
  // The fields are there before they are filled: one that nobody filled is missing.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when other members are known
  useEffect(() => {
    for (const person of known?.split(' ').filter(Boolean) ?? []) {
      if (form.values[memberField(person)] === undefined) form.set(memberField(person), '');
    }
  }, [known]);
  return (
    <Loaded query={relatives} lines={3}>
      {() =>
        members?.map(({ person = '', name }) => (
          <RelationField
            key={person}
            field={memberField(person)}
            label={say('screen.desk.act.household.of', { name })}
            none={form.values.change === 'split' ? say('screen.desk.act.household.stays') : undefined}
            form={form}
          />
        ))
      }
    </Loaded>
  );
}

interface RelationFieldProps {
  field: string;
  label: string;
  none?: string | undefined;
  form: Form<ActValues>;
}

function RelationField({ field, label, none, form }: RelationFieldProps) {
  const { say } = useWords();
  return (
    <SelectField
      label={label}
      none={none ?? say('screen.desk.act.household.choose')}
      choices={RELATIONS.map((relation) => ({ value: relation, label: say(`value.relationToHead.${relation}`) }))}
      {...form.field(field)}
    />
  );
}
