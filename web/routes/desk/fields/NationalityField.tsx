import { ChoiceField } from '../../../kit/desk.ts';
import { Button } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useDesk } from '../desk.ts';
import classes from './fields.module.css';

interface NationalityFieldProps {
  id: string;
  label: string;
  /** Codes with blanks between them. */
  value: string;
  error?: string | undefined;
  onChange: (value: string) => void;
}

/** One nationality or several. */
export function NationalityField({ id, label, value, error, onChange }: NationalityFieldProps) {
  const { say } = useWords();
  const { lists } = useDesk();
  const codes = value === '' ? [] : value.split(' ');
  const nameOf = (code: string) => lists.nationalities.find((each) => each.code === code)?.name ?? code;
  return (
    <fieldset className={classes.group} data-error={error ? true : undefined}>
      <legend className={classes.legend}>{label}</legend>
      {error && <p className={classes.error}>{error}</p>}
      {codes.map((code) => (
        <div key={code} className={classes.recorded}>
          <p>{nameOf(code)}</p>
          <Button
            small
            onClick={() => onChange(codes.filter((each) => each !== code).join(' '))}
            label={`${say('screen.desk.field.remove')}: ${nameOf(code)}`}
          >
            {say('screen.desk.field.remove')}
          </Button>
        </div>
      ))}
      <ChoiceField
        id={id}
        label={say(codes.length === 0 ? 'screen.desk.place.country' : 'screen.desk.field.addNationality')}
        choices={lists.nationalities
          .filter(({ code }) => !codes.includes(code))
          .map(({ code, name }) => ({ value: code, label: name }))}
        value=""
        onChange={(code) => code && onChange([...codes, code].join(' '))}
      />
    </fieldset>
  );
}
