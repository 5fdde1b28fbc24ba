import { useQuery } from '@tanstack/react-query';
import { LoadedTable } from '../../../kit/desk.ts';
import { Button, Empty, Status } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { Due } from '../Due.tsx';
import { QueuePage, useChosenState } from '../QueuePage.tsx';
import { QUEUE_VIEWS, queueQuery } from './data.ts';
import { toneOf } from './state.ts';

/** Cards by what they wait for, the nearest legal deadline first, without a name until one is opened. */
export function CardQueueScreen() {
  const { say, date } = useWords();
  const view = useChosenState(QUEUE_VIEWS);
  const cards = useQuery(queueQuery(view));
  const word = (key: string) => say(`screen.cards.queue.${key}`);
  return (
    <QueuePage
      to="/desk/cards"
      screen="screen.cards.queue"
      words="screen.cards.view"
      states={QUEUE_VIEWS}
      value={view}
      query={cards}
    >
      <LoadedTable
        query={cards}
        lines={5}
        caption={word('title')}
        empty={<Empty title={word('none')}>{word('noneText')}</Empty>}
        rowKey={({ card }) => card}
        columns={[
          { key: 'kind', head: word('kind'), main: true, cell: ({ kindName }) => kindName },
          { key: 'reason', head: word('reason'), cell: ({ reason }) => say(`value.cardReason.${reason}`) },
          { key: 'requested', head: word('requested'), cell: ({ requestedAt }) => date(requestedAt.slice(0, 10)) },
          { key: 'due', head: word('due'), cell: ({ promisedOn }) => (promisedOn ? <Due on={promisedOn} /> : '') },
          { key: 'office', head: word('office'), cell: ({ officeName }) => officeName },
          {
            key: 'state',
            head: word('state'),
            cell: ({ state }) => <Status tone={toneOf(state)}>{say(`value.cardState.${state}`)}</Status>,
          },
          {
            key: 'open',
            head: word('open'),
            cell: (row) => (
              <Button
                small
                to="/desk/cards/$card"
                params={{ card: row.card }}
                label={say('screen.cards.queue.openLong', { at: (cards.data?.indexOf(row) ?? 0) + 1 })}
              >
                {word('open')}
              </Button>
            ),
          },
        ]}
      />
    </QueuePage>
  );
}
