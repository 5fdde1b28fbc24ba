import { useEffect } from 'react';
import { FieldList, FieldRow, Notice, Stack, type Tone } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { Judged, ReadingState } from './data.ts';
import { soundVerdict, type Verdict, verdictOf } from './verdict.ts';

const TONES: Readonly<Record<Verdict, Tone>> = { genuine: 'good', copyable: 'wait', false: 'bad' };

/** In word, colour and sound. */
export function ReadingResult({ state: { judged, refused } }: { state: ReadingState }) {
  const { say } = useWords();
  const verdict = judged ? verdictOf(judged) : refused === 'copy' ? 'false' : undefined;
  useEffect(() => {
    if (verdict) soundVerdict(verdict);
  }, [verdict]);
  if (judged) return <Proof judged={judged} verdict={verdictOf(judged)} />;
  return (
    <Notice tone={refused === 'copy' ? 'bad' : 'wait'} title={say(`screen.reader.refused.${refused}.title`)}>
      <p>{say(`screen.reader.refused.${refused}.text`)}</p>
    </Notice>
  );
}

function Proof({ judged, verdict }: { judged: Judged; verdict: Verdict }) {
  const { say, moment, number } = useWords();
  const word = (key: string) => say(`screen.reader.${key}`);
  const { problems, signer, authority, revocationsAsOf } = judged;
  return (
    <Stack>
      <Notice tone={TONES[verdict]} title={word(`verdict.${verdict}`)}>
        <p>{word(`next.${verdict}`)}</p>
        {problems.length > 0 && (
          <ul aria-label={word('reasons')}>
            {problems.map(({ code, group = '' }) => (
              <li key={`${code} ${group}`}>{say(`screen.reader.problem.${code}`, { group })}</li>
            ))}
          </ul>
        )}
      </Notice>
      <FieldList>
        <FieldRow label={word('chip')}>{word(`chipState.${judged.chip}`)}</FieldRow>
        <FieldRow label={word('signer')}>{signer ?? word('nobody')}</FieldRow>
        <FieldRow label={word('authority')}>{authority ?? word('nobody')}</FieldRow>
        <FieldRow label={word('revocations')}>{revocationsAsOf ? moment(revocationsAsOf) : word('noList')}</FieldRow>
        <FieldRow label={word('opened')}>{judged.openedBy.toUpperCase()}</FieldRow>
        <FieldRow label={word('took')}>
          {say('screen.reader.milliseconds', { count: number(judged.milliseconds) })}
        </FieldRow>
      </FieldList>
    </Stack>
  );
}
