import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Muted, Notice, Panel, ProblemNotice, Stack, Status } from '../../../kit/index.ts';
import { noteReach, useReach, useUnsent } from '../../../offline.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import type { Desk } from '../data.ts';
import { prepareOffline, type Sent, sendWaiting } from './late.ts';

const PROBE_MILLISECONDS = 3000;
const REFRESH_MILLISECONDS = 300_000;
const TONES = { green: 'good', amber: 'wait', red: 'bad' } as const;

/** How old the kept lists are, what waits, and how what waited has ended. */
export function OfflinePanel({ desk }: { desk: Desk }) {
  const { say, moment, number } = useWords();
  const { caller } = useSession();
  const reach = useReach();
  const unsent = useUnsent();
  const word = (key: string) => say(`screen.point.offline.${key}`);
  const lists = useQuery({
    queryKey: ['point', 'offline', desk.id],
    queryFn: () => prepareOffline(desk.id, caller.id),
    refetchInterval: REFRESH_MILLISECONDS,
    staleTime: REFRESH_MILLISECONDS,
    retry: false,
  });
  const { mutate, data: sent, error, isPending } = useMutation({ mutationFn: sendWaiting });
  const isReady = lists.data !== undefined;
  useEffect(() => {
    if (reach && isReady && unsent > 0 && !isPending && !error) mutate();
  }, [reach, isReady, unsent, isPending, error, mutate]);
  useProbe(reach);
  return (
    <Panel title={word('title')} ground="warm">
      <Stack>
        {!reach && (
          <Notice tone="wait" title={word('noLine')}>
            <p>{word(desk.offline.inputs.length > 0 ? 'noLineText' : 'noLineWait')}</p>
          </Notice>
        )}
        {lists.data && <Muted>{say('screen.point.offline.age', { at: moment(lists.data.at) })}</Muted>}
        {unsent > 0 && <p>{say('screen.point.offline.waiting', { count: number(unsent) })}</p>}
        {error && <ProblemNotice error={error} onRetry={() => mutate()} />}
        {sent?.map((one) => (
          <SentLine key={one.at} sent={one} />
        ))}
      </Stack>
    </Panel>
  );
}

function SentLine({ sent: { at, answer, code } }: { sent: Sent }) {
  const { say, moment } = useWords();
  const tone = answer ? TONES[answer.verdict] : 'bad';
  return (
    <p>
      {moment(at)} <Status tone={tone}>{say(`screen.point.verdict.${answer?.verdict ?? 'red'}`)}</Status>{' '}
      {answer ? answer.says : say('screen.point.offline.refused', { code: code ?? '' })}
    </p>
  );
}

/** Browsers know only whether there is a network: whether it leads to the server is found out by asking. */
function useProbe(reach: boolean): void {
  useEffect(() => {
    if (reach) return;
    const timer = setInterval(() => {
      fetch('/healthz', { cache: 'no-store' }).then(
        (answer) => answer.ok && noteReach(true),
        () => {},
      );
    }, PROBE_MILLISECONDS);
    return () => clearInterval(timer);
  }, [reach]);
}
