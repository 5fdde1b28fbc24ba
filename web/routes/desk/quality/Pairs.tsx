import { useQuery } from '@tanstack/react-query';
import { Button, Empty, Loaded, Notice, Page, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { Score } from '../collection/Score.tsx';
import { compareQuery } from '../data.ts';
import { useDesk } from '../desk.ts';
import { Differences } from '../Merge.tsx';
import { type JudgedPair, type PairAnswer, pairQuery } from './data.ts';
import { PairVerdicts } from './PairVerdicts.tsx';
import { useAskedPair } from './usePairVerdict.ts';

/** The suspected pairs of a list, one after the other: compared, explained, judged by one key. */
export function PairsScreen() {
  const { say } = useWords();
  const { reason } = useDesk();
  const asked = useAskedPair();
  const answer = useQuery(pairQuery(asked, reason));
  const known = answer.data;
  return (
    <Page
      title={say('screen.mergePairs.title')}
      lead={known && say('screen.mergePairs.lead', { indicator: known.indicatorName, unit: known.unitName })}
      width="wide"
      step={`${asked.left} ${asked.right}`}
      error={answer.isError}
      back={{
        to: '/desk/quality/records/$indicator',
        params: { indicator: asked.indicator },
        search: { unit: asked.unit },
        label: say('screen.mergePairs.back'),
      }}
    >
      <Loaded query={answer} lines={9}>
        {(data) => <Judging answer={data} />}
      </Loaded>
    </Page>
  );
}

function Judging({ answer }: { answer: PairAnswer }) {
  const { say, number } = useWords();
  const { pair, done, total } = answer;
  return (
    <Stack gap="large">
      {total > 0 && (
        <p>
          <strong>{say('screen.mergePairs.progress', { done: number(done), total: number(total) })}</strong>
        </p>
      )}
      {pair ? (
        <Compared key={`${pair.left.person} ${pair.right.person}`} answer={answer} pair={pair} />
      ) : (
        <>
          <NothingLeft judged={total > 0} />
          <PairVerdicts answer={answer} comparison={undefined} />
        </>
      )}
    </Stack>
  );
}

function NothingLeft({ judged }: { judged: boolean }) {
  const { say } = useWords();
  if (!judged) return <Empty title={say('screen.mergePairs.none')}>{say('screen.mergePairs.noneText')}</Empty>;
  return (
    <Empty
      title={say('screen.mergePairs.decided')}
      action={<Button to="/desk/proposals">{say('screen.mergePairs.proposals')}</Button>}
    >
      {say('screen.mergePairs.decidedText')}
    </Empty>
  );
}

function Compared({ answer, pair: { left, right, state, score } }: { answer: PairAnswer; pair: JudgedPair }) {
  const { say } = useWords();
  const { reason } = useDesk();
  const comparison = useQuery(compareQuery(left.person, right.person, reason));
  return (
    <>
      {state !== 'open' && (
        <Notice tone={state === 'proposed' ? 'wait' : 'good'} title={say(`screen.mergePairs.state.${state}`)}>
          <p>{say(`screen.mergePairs.${state}Text`)}</p>
        </Notice>
      )}
      <Loaded query={comparison} lines={9}>
        {(data) => (
          <>
            <Differences comparison={data} />
            <PairVerdicts answer={answer} comparison={data} />
          </>
        )}
      </Loaded>
      <Score candidate={score} />
    </>
  );
}
