import { useQuery } from '@tanstack/react-query';
import { LoadedTable } from '../../../kit/desk.ts';
import { Button, Empty, Status, type Tone } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { Due } from '../Due.tsx';
import { QueuePage, useChosenState } from '../QueuePage.tsx';
import { type QueuedPair, queueQuery } from './data.ts';
import { partsText } from './names.ts';

const VIEWS = ['open', 'proposed', 'same', 'different'] as const;
const TONES: Readonly<Record<QueuedPair['state'], Tone>> = {
  ...{ open: 'info', unsure: 'wait', proposed: 'wait', same: 'bad', different: 'good' },
};

/** Records whose samples are alike: by deadline, without a name until one is opened. */
export function AlikeQueueScreen() {
  const { say, date } = useWords();
  const view = useChosenState(VIEWS);
  const pairs = useQuery(queueQuery(view));
  const word = (key: string) => say(`screen.biometrics.queue.${key}`);
  return (
    <QueuePage
      to="/desk/biometrics"
      screen="screen.biometrics.queue"
      words="screen.biometrics.view"
      states={VIEWS}
      value={view}
      query={pairs}
    >
      <LoadedTable
        query={pairs}
        lines={5}
        caption={say('screen.biometrics.queue.title')}
        empty={<Empty title={say('screen.biometrics.queue.none')}>{say('screen.biometrics.queue.noneText')}</Empty>}
        rowKey={({ one, other }) => `${one} ${other}`}
        columns={[
          { key: 'score', head: word('score'), main: true, numeric: true, cell: ({ score }) => score },
          { key: 'because', head: word('because'), cell: ({ parts }) => partsText(say, parts) },
          { key: 'found', head: word('found'), cell: ({ foundAt }) => date(foundAt.slice(0, 10)) },
          {
            key: 'due',
            head: word('due'),
            cell: ({ dueOn, state }) => (state === 'same' || state === 'different' ? '' : <Due on={dueOn} />),
          },
          {
            key: 'state',
            head: word('state'),
            cell: ({ state }) => <Status tone={TONES[state]}>{say(`screen.biometrics.state.${state}`)}</Status>,
          },
          {
            key: 'open',
            head: word('open'),
            cell: (pair) => (
              <Button
                small
                to="/desk/biometrics/pairs/$one/$other"
                params={{ one: pair.one, other: pair.other }}
                label={say('screen.biometrics.queue.openLong', {
                  at: (pairs.data?.indexOf(pair) ?? 0) + 1,
                  score: pair.score,
                })}
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
