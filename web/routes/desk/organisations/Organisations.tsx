import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Table } from '../../../kit/desk.ts';
import { Button, Empty, Loading, Page, ProblemNotice, TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { StateTabs } from '../StateTabs.tsx';
import { organisationsQuery } from './data.ts';

const STATES = ['asked', 'active', 'suspended', 'closed', 'refused'];

/** Organisations whose seat is in the officer's area, those that wait for a confirmation first. */
export function OrganisationsScreen() {
  const { say, moment } = useWords();
  const asked: { state?: string } = useSearch({ strict: false });
  const state = STATES.find((one) => one === asked.state) ?? 'asked';
  const organisations = useQuery(organisationsQuery(state));
  const text = (key: string) => say(`screen.desk.organisations.${key}`);
  return (
    <Page
      title={text('title')}
      lead={text('lead')}
      actions={
        <Button kind="primary" icon="add" to="/desk/organisations/new">
          {text('open')}
        </Button>
      }
      error={organisations.isError}
    >
      <StateTabs
        to="/desk/organisations"
        label={text('states')}
        words="screen.desk.organisations.state"
        states={STATES}
        value={state}
      >
        {organisations.isError && (
          <ProblemNotice error={organisations.error} onRetry={() => void organisations.refetch()} />
        )}
        {organisations.isPending && <Loading lines={5} />}
        {organisations.data?.length === 0 && <Empty title={text('none')} />}
        {organisations.data && organisations.data.length > 0 && (
          <Table
            caption={text(`state.${state}`)}
            rows={organisations.data}
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
        )}
      </StateTabs>
    </Page>
  );
}
