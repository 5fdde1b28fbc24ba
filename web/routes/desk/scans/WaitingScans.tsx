import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ApiProblem } from '../../../api.ts';
import { digestBytes, encodeFile } from '../../../base64.ts';
import { announce, Button, Cluster, ConfirmedAct, Loaded, Muted, Status } from '../../../kit/index.ts';
import type { QueuedAct, WaitingScan } from '../../../outbox/model.ts';
import { removePaper, useOutbox } from '../../../outbox/outbox.ts';
import { openScan } from '../../../outbox/scans.ts';
import { useWords } from '../../../words.tsx';
import { Opened } from '../../agency/systems/EvidenceFiles.tsx';
import { KINDS } from './fault.ts';
import classes from './scans.module.css';

/** Scans of one case that have not arrived. */
export const unsentAt = (acts: readonly QueuedAct[], door: string) =>
  acts.filter(({ scan, path, state }) => scan !== undefined && path === door && state !== 'sent');

interface WaitingProps {
  waiting: readonly QueuedAct[];
  /** So many have arrived: the numbers go on. */
  after: number;
}

/** What lies on this device until there is a line, sealed for its officer: each opens, and can be taken back. */
export function WaitingScans({ waiting, after }: WaitingProps) {
  const { say, number, size } = useWords();
  const bytes = waiting.reduce((sum, { scan }) => sum + (scan?.size ?? 0), 0);
  return (
    <>
      <Muted>{say('screen.reviewScans.waiting', { count: number(waiting.length), size: size(bytes) })}</Muted>
      <ul className={classes.scans}>
        {waiting.map((act, at) => (
          <li key={act.id} className={classes.scan}>
            <OneWaiting act={act} scan={act.scan!} name={say('screen.reviewScans.name', { at: after + at + 1 })} />
          </li>
        ))}
      </ul>
    </>
  );
}

function OneWaiting({ act, scan, name }: { act: QueuedAct; scan: WaitingScan; name: string }) {
  const { say, moment, size: sizeOf } = useWords();
  const { underWay } = useOutbox();
  const [open, setOpen] = useState(false);
  const { media, size } = scan;
  const moves = underWay === act.id;
  const word = say(open ? 'screen.reviewScans.close' : 'screen.reviewScans.open');
  const opened = useQuery({
    queryKey: ['scan', act.id],
    queryFn: () => openWaiting(scan),
    enabled: open,
    networkMode: 'always',
    gcTime: 0,
  });
  return (
    <>
      <Cluster>
        <strong>{name}</strong>
        <Status tone={moves ? 'info' : act.state === 'waiting' ? 'wait' : 'bad'}>
          {say(moves ? 'screen.reviewScans.underWay' : `screen.outbox.state.${act.state}`)}
        </Status>
      </Cluster>
      <Muted>
        {say('screen.reviewScans.keptHere', {
          ...{ media: KINDS[media] ?? media, size: sizeOf(size), time: moment(act.madeAt) },
        })}
      </Muted>
      {act.problem && <Muted>{wordsOf(act.problem, say)}</Muted>}
      <Cluster>
        <Button small icon="look" expanded={open} onClick={() => setOpen(!open)} label={`${word}: ${name}`}>
          {word}
        </Button>
        {!moves && (
          <ConfirmedAct
            small
            label={`${say('screen.reviewScans.remove')}: ${name}`}
            title={say('screen.reviewScans.removeTitle')}
            text={
              <p>{say(act.triedAt ? 'screen.outbox.removeTried' : 'screen.reviewScans.removeWaiting', { name })}</p>
            }
            yes={say('screen.reviewScans.remove')}
            act={() => removePaper(act.id)}
            onDone={() => announce(say('screen.reviewScans.removed'))}
          >
            {say('screen.reviewScans.remove')}
          </ConfirmedAct>
        )}
      </Cluster>
      {open && (
        <Loaded query={opened} lines={6}>
          {(data) => <Opened file={{ name, media }} opened={data} />}
        </Loaded>
      )}
    </>
  );
}

/** Why a scan was stopped: the server's words, or that the browser lost it. */
export function wordsOf(
  { code, title, detail }: NonNullable<QueuedAct['problem']>,
  say: (key: string) => string,
): string {
  if (code === 'web/scan-lost') return say('screen.reviewScans.lost');
  return detail ?? (title || say('kit.problem.title'));
}

async function openWaiting(scan: WaitingScan) {
  const bytes = await openScan(scan);
  if (!bytes) throw new ApiProblem({ type: 'about:blank', title: '', status: 410, code: 'web/scan-lost' });
  return { bytes, base64: await encodeFile(new Blob([bytes])), fits: (await digestBytes(bytes)) === scan.digest };
}
