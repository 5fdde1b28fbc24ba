import { Table } from '../../../kit/desk.ts';
import { Cluster, Status, TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { Former, Member } from './data.ts';

interface MemberTableProps {
  caption: string;
  members: readonly (Member | Former)[];
}

/** Each a way to their record; of those who left, until when they belonged to it. */
export function MemberTable({ caption, members }: MemberTableProps) {
  const { say, date } = useWords();
  const left = members.some((one) => 'until' in one);
  return (
    <Table<Member | Former>
      caption={caption}
      rows={members}
      rowKey={({ person }) => person}
      columns={[
        {
          key: 'name',
          head: say('screen.household.column.name'),
          main: true,
          cell: ({ person, name, life }) => (
            <Cluster>
              <TextLink to="/desk/person/$person" params={{ person }}>
                {name}
              </TextLink>
              {life !== 'alive' && <Status tone="wait">{say(`value.life.${life}`)}</Status>}
            </Cluster>
          ),
        },
        {
          key: 'relation',
          head: say('screen.household.column.relation'),
          cell: ({ relationToHead }) => say(`value.relationToHead.${relationToHead}`),
        },
        { key: 'since', head: say('screen.household.column.since'), cell: ({ since }) => date(since) },
        ...(left
          ? [
              {
                key: 'until',
                head: say('screen.household.column.until'),
                cell: (one: Member | Former) => ('until' in one ? date(one.until) : ''),
              },
            ]
          : []),
        { key: 'born', head: say('screen.household.column.born'), cell: ({ birthDate }) => date(birthDate) },
        { key: 'pin', head: say('field.pin'), cell: ({ pin }) => pin ?? say('screen.record.none') },
      ]}
    />
  );
}
