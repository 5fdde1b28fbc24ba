import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Empty, Loaded, Panel, Stack, TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { DraftTable } from '../../agency/agreements/DraftTable.tsx';
import { ItemList } from '../../agency/agreements/ItemList.tsx';
import { AgreementState } from '../../agency/agreements/Usage.tsx';
import { QueuePage, useChosenState } from '../QueuePage.tsx';
import { type AgreementLine, inForceQuery, type QueueLine, queueQuery, systemsQuery } from './data.ts';
import { FoundTable } from './FoundTable.tsx';
import { SystemTable } from './SystemTable.tsx';

const STATES = ['waiting', 'decided', 'agreements', 'systems'] as const;

/** Drafts that wait for the platform, the earliest legal deadline first; what is over; what is in force; and who asks. */
export function AgreementQueueScreen() {
  const state = useChosenState(STATES);
  const drafts = useQuery({
    ...queueQuery(state === 'decided' ? 'decided' : 'waiting'),
    enabled: state === 'waiting' || state === 'decided',
  });
  const agreements = useQuery({ ...inForceQuery, enabled: state === 'agreements' });
  const systems = useQuery({ ...systemsQuery, enabled: state === 'systems' });
  return (
    <QueuePage
      to="/desk/agreements"
      screen="screen.agreements.queue"
      words="screen.agreements.queue.state"
      states={STATES}
      value={state}
      query={{ agreements, systems, waiting: drafts, decided: drafts }[state]}
      width="wide"
    >
      {state === 'waiting' && <Waiting query={drafts} />}
      {state === 'decided' && <Decided query={drafts} />}
      {state === 'agreements' && <InForce query={agreements} />}
      {state === 'systems' && <SystemTable query={systems} />}
    </QueuePage>
  );
}

type Query<Line> = Parameters<typeof Loaded<Line[]>>[0]['query'];

/** First what the law gives a date for, then what waits for a signature or for the organisation. */
function Waiting({ query }: { query: Query<QueueLine> }) {
  const { say } = useWords();
  return (
    <Loaded query={query} lines={6}>
      {(drafts) => {
        const [toDecide, others] = [true, false].map((sent) =>
          drafts.filter(({ state }) => (state === 'sent') === sent),
        );
        return (
          <Stack gap="large">
            <Panel title={say('screen.agreements.queue.toDecide')}>
              {toDecide?.length ? (
                <DraftTable side="holder" caption={say('screen.agreements.queue.toDecide')} drafts={toDecide} />
              ) : (
                <NoneLeft state="waiting" />
              )}
            </Panel>
            {others && others.length > 0 && (
              <Panel title={say('screen.agreements.queue.toSign')}>
                <DraftTable side="holder" caption={say('screen.agreements.queue.toSign')} drafts={others} />
              </Panel>
            )}
          </Stack>
        );
      }}
    </Loaded>
  );
}

function Decided({ query }: { query: Query<QueueLine> }) {
  const { say } = useWords();
  return (
    <Loaded query={query} lines={6}>
      {(drafts) =>
        drafts.length === 0 ? (
          <NoneLeft state="decided" />
        ) : (
          <DraftTable side="holder" caption={say('screen.agreements.queue.state.decided')} drafts={drafts} />
        )
      }
    </Loaded>
  );
}

function NoneLeft({ state }: { state: 'waiting' | 'decided' | 'agreements' }): ReactNode {
  const { say } = useWords();
  return (
    <Empty title={say(`screen.agreements.queue.none.${state}`)}>
      {say(`screen.agreements.queue.noneText.${state}`)}
    </Empty>
  );
}

function InForce({ query }: { query: Query<AgreementLine> }) {
  const { say, date } = useWords();
  // What is stopped comes first.
  const data = query.data?.toSorted(
    (one, other) => Number(other.state === 'suspended') - Number(one.state === 'suspended'),
  );
  return (
    <FoundTable
      id="find-agreement"
      label={say('screen.agreements.queue.find')}
      textOf={({ organisationName, agreement }) => `${organisationName} ${agreement}`}
      query={{ ...query, data }}
      lines={8}
      empty={<NoneLeft state="agreements" />}
      caption={say('screen.agreements.queue.state.agreements')}
      rowKey={({ agreement }) => agreement}
      columns={[
        {
          key: 'organisation',
          head: say('screen.agreements.organisation'),
          main: true,
          cell: ({ agreement, organisationName }) => (
            <>
              <TextLink
                to="/desk/agreements/$agreement"
                params={{ agreement }}
                label={`${organisationName}: ${agreement}`}
              >
                {organisationName}
              </TextLink>
              <br />
              <code>{agreement}</code>
            </>
          ),
        },
        {
          key: 'purposes',
          head: say('screen.agreements.part.purposes'),
          cell: ({ purposes }) => <ItemList items={purposes} />,
        },
        {
          key: 'valid',
          head: say('screen.agreements.part.valid'),
          cell: ({ validFrom, validTo, state }) => (
            <>
              <AgreementState state={state} />
              <br />
              {say('screen.agency.agreements.fromTo', { from: date(validFrom), to: date(validTo) })}
            </>
          ),
        },
      ]}
    />
  );
}
