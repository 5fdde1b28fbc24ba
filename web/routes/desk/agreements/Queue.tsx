import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { LoadedTable, Table } from '../../../kit/desk.ts';
import { Empty, Loaded, More, Panel, Stack, TextField, TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { DraftState, useKind, useNext } from '../../agency/agreements/DraftState.tsx';
import { ItemList } from '../../agency/agreements/ItemList.tsx';
import { AgreementState } from '../../agency/agreements/Usage.tsx';
import { QueuePage, useChosenState } from '../QueuePage.tsx';
import { type AgreementLine, inForceQuery, type QueueLine, queueQuery } from './data.ts';

const PAGE = 25;
const STATES = ['waiting', 'decided', 'agreements'] as const;

/** Drafts that wait for the platform, the earliest legal deadline first; what is over; and what is in force. */
export function AgreementQueueScreen() {
  const state = useChosenState(STATES);
  const drafts = useQuery({
    ...queueQuery(state === 'decided' ? 'decided' : 'waiting'),
    enabled: state !== 'agreements',
  });
  const agreements = useQuery({ ...inForceQuery, enabled: state === 'agreements' });
  return (
    <QueuePage
      to="/desk/agreements"
      screen="screen.agreements.queue"
      words="screen.agreements.queue.state"
      states={STATES}
      value={state}
      query={state === 'agreements' ? agreements : drafts}
      width="wide"
    >
      {state === 'waiting' && <Waiting query={drafts} />}
      {state === 'decided' && <Decided query={drafts} />}
      {state === 'agreements' && <InForce query={agreements} />}
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
                <DraftTable caption={say('screen.agreements.queue.toDecide')} drafts={toDecide} />
              ) : (
                <NoneLeft state="waiting" />
              )}
            </Panel>
            {others && others.length > 0 && (
              <Panel title={say('screen.agreements.queue.toSign')}>
                <DraftTable caption={say('screen.agreements.queue.toSign')} drafts={others} />
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
          <DraftTable caption={say('screen.agreements.queue.state.decided')} drafts={drafts} />
        )
      }
    </Loaded>
  );
}

function NoneLeft({ state }: { state: (typeof STATES)[number] }): ReactNode {
  const { say } = useWords();
  return (
    <Empty title={say(`screen.agreements.queue.none.${state}`)}>
      {say(`screen.agreements.queue.noneText.${state}`)}
    </Empty>
  );
}

function DraftTable({ caption, drafts }: { caption: string; drafts: readonly QueueLine[] }) {
  const { say, moment } = useWords();
  const next = useNext('holder');
  const kindOf = useKind();
  return (
    <Table
      caption={caption}
      rows={drafts}
      rowKey={({ draft }) => draft}
      columns={[
        {
          key: 'organisation',
          head: say('screen.agreements.organisation'),
          main: true,
          cell: (line) => (
            <>
              <TextLink
                to="/desk/agreements/drafts/$draft"
                params={{ draft: line.draft }}
                label={`${line.organisationName}: ${kindOf(line)}, ${line.purposes.map(({ name }) => name).join(', ')}`}
              >
                {line.organisationName}
              </TextLink>
              <br />
              {kindOf(line)}
            </>
          ),
        },
        {
          key: 'purposes',
          head: say('screen.agreements.part.purposes'),
          cell: ({ purposes }) => <ItemList items={purposes} />,
        },
        { key: 'sent', head: say('screen.agreements.sentAt'), cell: ({ sentAt }) => sentAt && moment(sentAt) },
        { key: 'state', head: say('screen.agreements.state'), cell: (line) => <DraftState draft={line} /> },
        { key: 'next', head: say('screen.agreements.nextHead'), cell: next },
      ]}
    />
  );
}

function InForce({ query }: { query: Query<AgreementLine> }) {
  const { say, date } = useWords();
  const [text, setText] = useState('');
  const [most, setMost] = useState(PAGE);
  const wanted = text.trim().toLowerCase();
  // What is stopped comes first.
  const found = query.data
    ?.filter(({ organisationName, agreement }) => `${organisationName} ${agreement}`.toLowerCase().includes(wanted))
    .sort((one, other) => Number(other.state === 'suspended') - Number(one.state === 'suspended'));
  return (
    <Stack>
      <TextField
        id="find-agreement"
        type="search"
        label={say('screen.agreements.queue.find')}
        maxLength={80}
        value={text}
        onChange={setText}
      />
      <LoadedTable
        query={{ ...query, data: found?.slice(0, most) }}
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
      {found && found.length > most && <More shown={most} busy={false} onMore={() => setMost(most + PAGE)} />}
    </Stack>
  );
}
