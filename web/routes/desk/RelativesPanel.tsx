import { useQuery } from '@tanstack/react-query';
import { Empty, FieldList, FieldRow, Loaded, Stack, Status, TextLink } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { type DeskRelative, type OfficerRecord, relativesQuery } from './data.ts';
import { useDesk } from './desk.ts';

/** Family and household, each a way to the next record. */
export function RelativesPanel({ subject }: { subject: OfficerRecord }) {
  const { say } = useWords();
  const { reason } = useDesk();
  const relatives = useQuery(relativesQuery(subject.person, reason));
  return (
    <Loaded query={relatives} lines={3}>
      {(known) =>
        known.length === 0 ? (
          <Empty title={say('screen.desk.relatives.none')}>{say('screen.desk.relatives.noneText')}</Empty>
        ) : (
          <Groups subject={subject} relatives={known} />
        )
      }
    </Loaded>
  );
}

function Groups({ subject, relatives }: { subject: OfficerRecord; relatives: readonly DeskRelative[] }) {
  const { say } = useWords();
  const family = relatives.filter(({ relation }) => relation !== 'household');
  const household = relatives.filter(({ relationToHead }) => relationToHead);
  return (
    <Stack>
      <List relatives={family} label={({ relation }) => say(`value.relation.${relation}`)} />
      {subject.record.household && (
        <>
          <h2>{say('field.household')}</h2>
          <p>
            {say('screen.desk.relatives.role')}{' '}
            <strong>{say(`value.relationToHead.${subject.record.household.relationToHead}`)}</strong>
          </p>
          <List relatives={household} label={({ relationToHead }) => say(`value.relationToHead.${relationToHead}`)} />
          <p>
            <TextLink
              to="/desk/household/$household"
              params={{ household: subject.record.household.id }}
              search={{ from: subject.person }}
            >
              {say('screen.household.open')}
            </TextLink>
          </p>
        </>
      )}
    </Stack>
  );
}

interface ListProps {
  relatives: readonly DeskRelative[];
  label: (relative: DeskRelative) => string;
}

function List({ relatives, label }: ListProps) {
  const { say, date } = useWords();
  if (relatives.length === 0) return null;
  return (
    <FieldList>
      {relatives.map((relative) => (
        <FieldRow
          key={`${relative.relation} ${relative.person ?? relative.name}`}
          label={label(relative)}
          source={[relative.pin, relative.birthDate && date(relative.birthDate)].filter(Boolean).join(' · ')}
          action={
            relative.life &&
            relative.life !== 'alive' && <Status tone="wait">{say(`value.life.${relative.life}`)}</Status>
          }
        >
          {relative.person ? (
            <TextLink to="/desk/person/$person" params={{ person: relative.person }}>
              {relative.name}
            </TextLink>
          ) : (
            relative.name
          )}
        </FieldRow>
      ))}
    </FieldList>
  );
}
