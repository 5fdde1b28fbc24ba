import { useQuery } from '@tanstack/react-query';
import { Table } from '../../../kit/desk.ts';
import { Button, Empty, Loaded, Page, Status, TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { type ProgrammeLine, programmesQuery } from './data.ts';
import { toneOfProgramme } from './standing.ts';

const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((all, one) => all + one, 0);

/** The organisation's card programmes. */
export function ProgrammesScreen() {
  const { say } = useWords();
  const programmes = useQuery(programmesQuery);
  const word = (key: string) => say(`screen.members.${key}`);
  const create = (
    <Button kind="primary" icon="add" to="/agency/members/new">
      {word('new.title')}
    </Button>
  );
  return (
    <Page
      title={word('title')}
      lead={word('lead')}
      width="wide"
      error={programmes.isError}
      back={{ to: '/agency', label: say('screen.agency.back') }}
      actions={programmes.data?.programmes.length !== 0 && create}
    >
      <Loaded query={programmes} lines={5}>
        {({ programmes: rows }) =>
          rows.length === 0 ? (
            <Empty title={word('none')} action={create}>
              {word('noneText')}
            </Empty>
          ) : (
            <ProgrammeTable rows={rows} />
          )
        }
      </Loaded>
    </Page>
  );
}

function ProgrammeTable({ rows }: { rows: readonly ProgrammeLine[] }) {
  const { say, number } = useWords();
  const word = (key: string) => say(`screen.members.${key}`);
  return (
    <Table
      caption={word('title')}
      rows={rows}
      rowKey={({ programme }) => programme}
      columns={[
        {
          key: 'name',
          head: word('name'),
          main: true,
          cell: ({ programme, name }) => (
            <TextLink to="/agency/members/$programme" params={{ programme }}>
              {name}
            </TextLink>
          ),
        },
        { key: 'members', head: word('members'), numeric: true, cell: ({ members }) => number(sum(members)) },
        { key: 'matched', head: word('matched'), numeric: true, cell: ({ members }) => number(members.matched ?? 0) },
        { key: 'active', head: word('active'), numeric: true, cell: ({ cards }) => number(cards.active ?? 0) },
        {
          key: 'state',
          head: word('state'),
          cell: (row) => (
            <Status tone={row.halted ? 'bad' : toneOfProgramme(row)}>
              {row.halted ? word('haltedShort') : say(`value.programmeState.${row.state}`)}
            </Status>
          ),
        },
      ]}
    />
  );
}
