import { useQuery } from '@tanstack/react-query';
import { LoadedTable } from '../../../kit/desk.ts';
import { Button, Empty, TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { QueuePage, useChosenState } from '../QueuePage.tsx';
import { organisationsQuery } from './data.ts';

const STATES = ['asked', 'active', 'suspended', 'closed', 'refused'] as const;

/** Organisations whose seat is in the officer's area, those that wait for a confirmation first. */
export function OrganisationsScreen() {
  const { say, moment } = useWords();
  const state = useChosenState(STATES);
  const organisations = useQuery(organisationsQuery(state));
  const text = (key: string) => say(`screen.desk.organisations.${key}`);
  return (
    <QueuePage
      to="/desk/organisations"
      screen="screen.desk.organisations"
      words="screen.desk.organisations.state"
      states={STATES}
      value={state}
      query={organisations}
      actions={
        <Button kind="primary" icon="add" to="/desk/organisations/new">
          {text('open')}
        </Button>
      }
    >
      <LoadedTable
        query={organisations}
        lines={5}
        empty={<Empty title={text('none')}>{text('noneText')}</Empty>}
        caption={text(`state.${state}`)}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'name',
            head: text('name'),
            main: true,
            cell: ({ id, name }) => (
              <TextLink to="/desk/organisations/$organisation" params={{ organisation: id }}>
                {name}
              </TextLink>
            ),
          },
          { key: 'code', head: text('taxCode'), cell: ({ taxCode }) => <span className="mono">{taxCode}</span> },
          { key: 'province', head: text('province'), cell: ({ provinceName }) => provinceName },
          { key: 'since', head: text('since'), cell: ({ openedAt }) => moment(openedAt) },
        ]}
      />
    </QueuePage>
  );
}
