import { ChoiceField } from '../../../kit/desk.ts';
import { AreaField, DateField, RadioField, SelectField, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useDesk } from '../desk.ts';
import { AbsenceField } from './AbsenceField.tsx';
import { NationalityField } from './NationalityField.tsx';
import { PersonField } from './PersonField.tsx';
import { PlaceField } from './PlaceField.tsx';
import { SHAPES } from './values.ts';

interface FieldInputProps {
  /** Id of the record's field. */
  field: string;
  id: string;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
  label?: string;
  optional?: boolean;
}

const BLOOD = ['A', 'B', 'AB', 'O', 'A+', 'A-', 'B+', 'B-', 'AB+', 'AB-', 'O+', 'O-'];
const MULTILINE = new Set(['other']);

/** The input that suits a field of the record. */
export function FieldInput({ field, label: given, ...props }: FieldInputProps) {
  const { say } = useWords();
  const { lists } = useDesk();
  const label = given ?? say(`field.${field}`);
  const none = say('screen.desk.field.none');
  const coded = (list: typeof lists.ethnicities) => list.map(({ code, name }) => ({ value: code, label: name }));
  switch (SHAPES[field]) {
    case 'date':
      return <DateField {...props} label={label} partial />;
    case 'sex':
      return (
        <RadioField
          {...props}
          label={label}
          choices={['female', 'male', 'undetermined'].map((sex) => ({ value: sex, label: say(`value.sex.${sex}`) }))}
        />
      );
    case 'place':
      return <PlaceField {...props} label={label} abroad={!field.endsWith('Residence')} />;
    case 'relative':
      return <PersonField {...props} label={label} byNameAlone unlinked={field === 'legalRepresentative'} />;
    case 'absence':
      return <AbsenceField {...props} label={label} />;
    case 'ethnicity':
      return <ChoiceField {...props} label={label} choices={coded(lists.ethnicities)} />;
    case 'religion':
      return <ChoiceField {...props} label={label} choices={coded(lists.religions)} />;
    case 'nationality':
      return <NationalityField {...props} label={label} />;
    case 'blood':
      return (
        <SelectField
          {...props}
          label={label}
          none={none}
          choices={BLOOD.map((each) => ({ value: each, label: each }))}
        />
      );
    default:
      return MULTILINE.has(field) ? (
        <AreaField {...props} label={label} rows={3} maxLength={500} />
      ) : (
        <TextField {...props} label={label} maxLength={254} />
      );
  }
}
