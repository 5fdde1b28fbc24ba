import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Muted, Notice, Panel, ProblemNotice, Stack, Status } from '../../../kit/index.ts';
import { noteReach, useReach, useUnsent } from '../../../offline.ts';
import { useWords } from '../../../words.tsx';
import { readerQuery } from '../../desk/reader/data.ts';
import { useSession } from '../../root.tsx';
import type { Desk } from '../data.ts';
import { prepareDoor } from './door.ts';
import { prepareOffline, type Sent, sendWaiting } from './late.ts';

const PROBE_MILLISECONDS = 3000;
const REFRESH_MILLISECONDS = 300_000;
const DOOR_MILLISECONDS = 15_000;
const TONES = { green: 'good', amber: 'wait', red: 'bad' } as const;

/** How old the kept lists are, what waits, and how what waited has ended. */
export function OfflinePanel({ desk }: { desk: Desk }) {
  const { say, moment, number } = useWords();
  const { caller } = useSession();
  const reach = useReach();
  const unsent = useUnsent();
  const word = (key: string) => say(`screen.point.offline.${key}`);
  const inputs = desk.offline.inputs.map((input) => say(`screen.point.inputs.${input}`)).join(' · ');
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
            <p>{inputs.length > 0 ? say('screen.point.offline.noLineText', { inputs }) : word('noLineWait')}</p>
          </Notice>
        )}
        {lists.data && <Muted>{say('screen.point.offline.age', { at: moment(lists.data.at) })}</Muted>}
        {desk.offline.inputs.includes('chip') && <DoorLine desk={desk} />}
        {unsent > 0 && <p>{say('screen.point.offline.waiting', { count: number(unsent) })}</p>}
        {error && <ProblemNotice error={error} onRetry={() => mutate()} />}
        {sent?.map((one) => (
          <SentLine key={one.at} sent={one} />
        ))}
      </Stack>
    </Panel>
  );
}

/** Whether chips are read here without a line, and by lists of when. */
function DoorLine({ desk }: { desk: Desk }) {
  const { say, moment } = useWords();
  // Another reader has another door.
  const { data: own } = useQuery({ ...readerQuery, refetchInterval: false });
  const { data } = useQuery({
    queryKey: ['point', 'door', desk.id, own?.reader?.id],
    queryFn: async () => (await prepareDoor(desk)) ?? null,
    refetchInterval: DOOR_MILLISECONDS,
    // The agent is on this machine: no network is needed.
    networkMode: 'always',
  });
  if (data === undefined) return undefined;
  const words = data?.listsAt
    ? say('screen.point.offline.chip.age', { at: moment(data.listsAt) })
    : say('screen.point.offline.chip.none');
  return <Muted>{words}</Muted>;
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
