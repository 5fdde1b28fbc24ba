import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type AnswerOf, remove } from '../../../api.ts';
import { Button, Cluster, ConfirmedAct, Disclosure, Loaded, Muted, Panel } from '../../../kit/index.ts';
import type { QueuedAct } from '../../../outbox/model.ts';
import { useOutbox } from '../../../outbox/outbox.ts';
import { useWords } from '../../../words.tsx';
import { Opened } from '../../agency/systems/EvidenceFiles.tsx';
import { openFile } from '../../agency/systems/files.ts';
import { useDesk } from '../desk.ts';
import { AddScan } from './AddScan.tsx';
import { KINDS } from './fault.ts';
import classes from './scans.module.css';
import { unsentAt, WaitingScans } from './WaitingScans.tsx';

type Scan = AnswerOf<'/api/corrections'>['corrections'][number]['scans'][number];

export interface ScansProps {
  scans: readonly Scan[];
  /** Of one case. */
  most: number;
  /** Decided, or not the caller's to add to: nothing is added or taken away. */
  closed: boolean;
  /** Where the case's scans are: `/api/corrections/<id>/scans`. */
  door: string;
  /** Of its heading. */
  level?: 2 | 3;
  /** Key of the queries that list them. */
  refresh: readonly string[];
  /** Whom the case is about, where a scan may wait for a line. */
  about?: QueuedAct['subject'];
}

/** Papers beside a case: each opens in its place, and until a verdict names it it can be taken away. */
export function ScanPanel(props: ScansProps) {
  const { say } = useWords();
  const { scans, most, closed, door, level = 2 } = props;
  const waiting = unsentAt(useOutbox().acts, door);
  const full = scans.length + waiting.filter(({ state }) => state !== 'refused').length >= most;
  return (
    <Panel title={say('screen.reviewScans.title')} level={level}>
      {scans.length + waiting.length === 0 && (
        <Muted>{say(closed ? 'screen.reviewScans.empty' : 'screen.reviewScans.none', { most })}</Muted>
      )}
      {scans.length > 0 && (
        <ul className={classes.scans}>
          {scans.map((scan, at) => (
            <li key={scan.scan} className={classes.scan}>
              <OneScan {...props} scan={scan} name={say('screen.reviewScans.name', { at: at + 1 })} />
            </li>
          ))}
        </ul>
      )}
      {waiting.length > 0 && <WaitingScans waiting={waiting} after={scans.length} />}
      {!closed && full && <Muted>{say('screen.reviewScans.full', { most })}</Muted>}
      {!closed && !full && (
        <Disclosure summary={say('screen.reviewScans.add')}>
          <AddScan key={scans.length} {...props} waiting={waiting} />
        </Disclosure>
      )}
    </Panel>
  );
}

function OneScan({ door, closed, refresh, scan, name }: ScansProps & { scan: Scan; name: string }) {
  const { say, moment, size: sizeOf } = useWords();
  const { reason } = useDesk();
  const [open, setOpen] = useState(false);
  const { media, size, addedBy, addedAt, digest, fixed } = scan;
  const address = `${door}/${encodeURIComponent(scan.scan)}`;
  const opened = useQuery({
    queryKey: ['scan', address, reason],
    queryFn: () => openFile(address, digest, reason),
    enabled: open,
    // A look is a line in the journal: none by itself.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  const word = say(open ? 'screen.reviewScans.close' : 'screen.reviewScans.open');
  const [about, file] = [
    { media: KINDS[media] ?? media, size: sizeOf(size) },
    { name, media },
  ];
  return (
    <>
      <strong>{name}</strong>
      <Muted>{say('screen.reviewScans.about', { ...about, name: addedBy, time: moment(addedAt) })}</Muted>
      <Cluster>
        <Button small icon="look" expanded={open} onClick={() => setOpen(!open)} label={`${word}: ${name}`}>
          {word}
        </Button>
        {!fixed && !closed && (
          <ConfirmedAct
            small
            label={`${say('screen.reviewScans.remove')}: ${name}`}
            title={say('screen.reviewScans.removeTitle')}
            text={<p>{say('screen.reviewScans.removeText', { name })}</p>}
            yes={say('screen.reviewScans.remove')}
            act={() => remove(address)}
            done={say('screen.reviewScans.removed')}
            refresh={refresh}
          >
            {say('screen.reviewScans.remove')}
          </ConfirmedAct>
        )}
      </Cluster>
      {fixed && !closed && <Muted>{say('screen.reviewScans.fixed')}</Muted>}
      {open && (
        <Loaded query={opened} lines={6}>
          {(data) => <Opened file={file} opened={data} />}
        </Loaded>
      )}
    </>
  );
}
