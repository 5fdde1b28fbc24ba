import type { Form } from '../../../form/useForm.ts';
import { AreaField, Button, DateField, Notice, RadioField, SelectField, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { OfficerRecord } from '../data.ts';
import { useDesk } from '../desk.ts';
import { FieldInput } from '../fields/FieldInput.tsx';
import { PersonField } from '../fields/PersonField.tsx';
import { PlaceField } from '../fields/PlaceField.tsx';
import { SHAPES } from '../fields/values.ts';
import { HouseholdFields } from './HouseholdFields.tsx';
import { type ActId, type ActValues, chosenFields, startCorrection } from './kinds.ts';

interface ActFieldsProps {
  act: ActId;
  subject: OfficerRecord;
  form: Form<ActValues>;
}

/** What each act asks for, besides law and evidence. */
export function ActFields({ act, subject, form }: ActFieldsProps) {
  const { say } = useWords();
  const { today } = useDesk();
  const label = (key: string) => say(`screen.desk.act.${act}.${key}`);
  switch (act) {
    case 'correct':
      return <CorrectFields subject={subject} form={form} />;
    case 'move':
      return (
        <>
          <RadioField
            label={label('kind')}
            choices={['permanent', 'temporary', 'current'].map((kind) => ({
              value: kind,
              label: say(`value.residenceKind.${kind}`),
            }))}
            {...form.field('kind')}
          />
          <PlaceField label={label('to')} {...form.field('to')} />
          <DateField label={label('on')} {...form.field('on')} />
        </>
      );
    case 'marry':
      return (
        <>
          <PersonField label={label('persons')} except={subject.person} {...form.field('persons')} />
          <DateField label={label('on')} {...form.field('on')} />
        </>
      );
    case 'guardian':
      return (
        <>
          {isAdult(subject.record.birthDate, today) && <Notice tone="plain" title={label('adult')} />}
          <PersonField label={label('guardian')} except={subject.person} {...form.field('guardian')} />
          <DateField label={label('on')} {...form.field('on')} />
          <DateField label={label('until')} optional {...form.field('until')} />
        </>
      );
    case 'household':
      return <HouseholdFields subject={subject} form={form} />;
    case 'death':
      return (
        <>
          {subject.record.maritalStatus === 'married' && subject.record.spouse && (
            <Notice tone="plain">{say('screen.desk.act.death.spouse', { name: subject.record.spouse.name })}</Notice>
          )}
          <DateField label={label('date')} partial {...form.field('date')} />
          <PlaceField label={label('place')} optional abroad {...form.field('place')} />
          <TextField label={label('certificate')} optional maxLength={40} {...form.field('certificate')} />
        </>
      );
    case 'missing':
      return (
        <>
          <DateField label={label('since')} partial {...form.field('since')} />
          <TextField label={label('decision')} maxLength={60} {...form.field('decision')} />
        </>
      );
    case 'remake-pin':
      return <AreaField label={label('reason')} rows={3} maxLength={300} {...form.field('reason')} />;
    default:
      return <DateField label={label('on')} {...form.field('on')} />;
  }
}

/** Eighteen, by what is known of the birth date. */
function isAdult(birthDate: string, today: string): boolean {
  return `${Number(birthDate.slice(0, 4)) + 18}${birthDate.slice(4)}` <= today;
}

function CorrectFields({ subject, form }: Omit<ActFieldsProps, 'act'>) {
  const { say } = useWords();
  const chosen = chosenFields(form.values);
  const add = (field: string) => {
    if (field === '') return;
    for (const [name, value] of Object.entries(startCorrection(subject, [field]))) {
      form.set(name, name === 'fields' ? [...chosen, field].join(' ') : value);
    }
  };
  const remove = (field: string) => form.set('fields', chosen.filter((each) => each !== field).join(' '));
  return (
    <>
      {chosen.map((field) => (
        <div key={field}>
          <FieldInput field={field} {...form.field(field)} />
          <Button
            kind="quiet"
            small
            onClick={() => remove(field)}
            label={`${say('screen.desk.field.leave')}: ${say(`field.${field}`)}`}
          >
            {say('screen.desk.field.leave')}
          </Button>
        </div>
      ))}
      <SelectField
        label={say(chosen.length === 0 ? 'screen.desk.act.correct.fields' : 'screen.desk.act.correct.another')}
        none={say('screen.desk.act.correct.choose')}
        choices={Object.keys(SHAPES)
          .filter((field) => !chosen.includes(field))
          .map((field) => ({ value: field, label: say(`field.${field}`) }))}
        {...form.field('fields')}
        value=""
        onChange={add}
      />
      <DateField
        label={say('screen.desk.act.correct.since')}
        hint={say('screen.desk.act.correct.sinceHint')}
        optional
        {...form.field('since')}
      />
    </>
  );
}
