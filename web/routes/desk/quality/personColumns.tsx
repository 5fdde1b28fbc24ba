import { TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';

interface Listed {
  person: string;
  name: string;
  birthDate: string;
  pin?: string | undefined;
}

/** The columns that say who a listed person is. */
export function usePersonColumns() {
  const { say, day } = useWords();
  return [
    {
      key: 'name',
      head: say('screen.quality.records.person'),
      main: true,
      cell: ({ person, name }: Listed) => <PersonLink person={person} name={name} />,
    },
    { key: 'birth', head: say('field.birthDate'), cell: ({ birthDate }: Listed) => partial(day, birthDate) },
    { key: 'pin', head: say('field.pin'), cell: ({ pin }: Listed) => pin ?? '–' },
  ];
}

/** What is known of a date, and no more. */
export const partial = (day: (date: string) => string, date: string) => (date.length === 10 ? day(date) : date);

export function PersonLink({ person, name }: { person: string; name: string }) {
  return (
    <TextLink to="/desk/person/$person" params={{ person }}>
      {name}
    </TextLink>
  );
}
