import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Table } from '../../../kit/desk.ts';
import { Button, Cluster, Empty, LoadedPages, Muted, SelectField, Stack, TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { Due } from '../Due.tsx';
import { QueuePage, useChosenState } from '../QueuePage.tsx';
import { type Order, type ProposalLine, queueQuery } from './data.ts';
import { Likelihood } from './Likelihood.tsx';

const STATES = ['open', 'second', 'later', 'decided'] as const;

/** What is asked of the queue in the address: its order, and the one file whose rows are looked at. */
export function useAskedQueue(): { order: Order; of: string | undefined } {
  const { order, of }: { order?: string; of?: string } = useSearch({ strict: false });
  return { order: order === 'weight' ? 'weight' : 'deadline', of };
}

/** Rows in doubt: the earliest deadline first, or those on which most hangs. */
export function QueueScreen() {
  const { say } = useWords();
  const state = useChosenState(STATES);
  const { order, of } = useAskedQueue();
  const queue = useInfiniteQuery(queueQuery({ state, order, run: of }));
  const first = state === 'open' ? queue.data?.pages[0]?.proposals.find(({ mine }) => !mine) : undefined;
  return (
    <QueuePage
      to="/desk/rows"
      screen="screen.collection.review"
      words="value.rowProposalState"
      states={STATES}
      value={state}
      query={queue}
      width="wide"
      back={
        of
          ? { to: '/desk/collection/runs/$run', params: { run: of }, label: say('screen.collection.review.backToRun') }
          : { to: '/desk/collection', label: say('screen.collection.back') }
      }
      actions={
        first && (
          <Button kind="primary" icon="forward" {...wayTo(first, { order, of })}>
            {say('screen.collection.review.begin')}
          </Button>
        )
      }
    >
      <Stack>
        <OrderChoice order={order} state={state} of={of} />
        <LoadedPages
          query={queue}
          lines={6}
          read={(page) => page.proposals}
          empty={
            <Empty title={say(`screen.collection.review.none.${state}`)}>
              {say('screen.collection.review.noneText')}
            </Empty>
          }
        >
          {(all) => <QueueTable lines={all} asked={{ order, of }} />}
        </LoadedPages>
      </Stack>
    </QueuePage>
  );
}

/** Where a case is looked at; the queue that one came by goes along. */
export function wayTo(
  { run, row }: Pick<ProposalLine, 'run' | 'row'>,
  asked: { order: Order; of: string | undefined },
) {
  return {
    to: '/desk/rows/$run/$row',
    params: { run, row: String(row) },
    search: searchOf(asked),
  };
}

export function searchOf({ order, of }: { order: Order; of: string | undefined }) {
  return { ...(order === 'weight' ? { order } : {}), ...(of ? { of } : {}) };
}

function OrderChoice({ order, state, of }: { order: Order; state: string; of: string | undefined }) {
  const { say } = useWords();
  const navigate = useNavigate();
  return (
    <Cluster>
      <SelectField
        id="order"
        label={say('screen.collection.review.order')}
        choices={(['deadline', 'weight'] as const).map((value) => ({
          value,
          label: say(`screen.collection.review.by.${value}`),
        }))}
        value={order}
        onChange={(next) =>
          void navigate({
            to: '/desk/rows',
            search: { state, ...searchOf({ order: next as Order, of }) },
            replace: true,
          })
        }
      />
    </Cluster>
  );
}

function QueueTable({
  lines,
  asked,
}: {
  lines: readonly ProposalLine[];
  asked: { order: Order; of: string | undefined };
}) {
  const { say, number } = useWords();
  return (
    <Table
      caption={say('screen.collection.review.title')}
      rows={lines}
      rowKey={({ run, row }) => `${run} ${row}`}
      columns={[
        {
          key: 'name',
          head: say('field.name'),
          main: true,
          cell: (line) => (
            <>
              <TextLink {...wayTo(line, asked)}>
                {line.name || say('screen.collection.rows.number', { row: line.row })}
              </TextLink>
              {line.birthDate && (
                <>
                  {' '}
                  <Muted>{line.birthDate}</Muted>
                </>
              )}
            </>
          ),
        },
        { key: 'why', head: say('screen.collection.review.why'), cell: ({ whyText }) => whyText },
        {
          key: 'likely',
          head: say('screen.collection.review.likely'),
          cell: ({ probability }) => <Likelihood probability={probability} />,
        },
        { key: 'area', head: say('screen.collection.review.from'), cell: ({ senderName }) => senderName },
        {
          key: 'weight',
          head: say('screen.collection.review.weight'),
          numeric: true,
          cell: ({ weight }) => number(weight),
        },
        { key: 'due', head: say('screen.collection.review.due'), cell: ({ dueOn }) => <Due on={dueOn} /> },
      ]}
    />
  );
}
