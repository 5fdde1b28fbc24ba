import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { type AnswerOf, post, remove } from '../../../api.ts';
import { useForm } from '../../../form/useForm.ts';
import {
  announce,
  Button,
  Cluster,
  ConfirmedAct,
  Disclosure,
  FileField,
  FormFrame,
  Loaded,
  Muted,
  Panel,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { Opened } from '../../agency/systems/EvidenceFiles.tsx';
import { encodeFile, openFile } from '../../agency/systems/files.ts';
import { useDesk } from '../desk.ts';
import classes from './scans.module.css';

const KINDS: Readonly<Record<string, string>> = { 'application/pdf': 'PDF', 'image/png': 'PNG', 'image/jpeg': 'JPEG' };

type Scan = AnswerOf<'/api/corrections'>['corrections'][number]['scans'][number];

interface ScansProps {
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
}

/** Papers beside a case: each opens in its place, and until a verdict names it it can be taken away. */
export function ScanPanel(props: ScansProps) {
  const { say } = useWords();
  const { scans, most, closed, level = 2 } = props;
  return (
    <Panel title={say('screen.reviewScans.title')} level={level}>
      {scans.length === 0 && (
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
      {!closed && scans.length >= most && <Muted>{say('screen.reviewScans.full', { most })}</Muted>}
      {!closed && scans.length < most && (
        <Disclosure summary={say('screen.reviewScans.add')}>
          <AddScan key={scans.length} {...props} />
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

function AddScan({ door, refresh }: ScansProps) {
  const { say } = useWords();
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  const form = useForm({
    initial: { content: '' },
    check: (): { content?: string } => (file ? {} : { content: say('screen.reviewScans.missing') }),
    send: async (_, key) => {
      await post(door, { content: await encodeFile(file!) }, { key });
      announce(say('screen.reviewScans.done'));
      await queries.invalidateQueries({ queryKey: [...refresh] });
    },
  });
  return (
    <FormFrame form={form} send={say('screen.reviewScans.send')} icon="add">
      <FileField
        id="content"
        label={say('screen.reviewScans.file')}
        hint={say('screen.reviewScans.fileHint')}
        accept=".jpg,.jpeg,.png,.pdf"
        error={form.field('content').error}
        onChange={(chosen) => {
          setFile(chosen);
          // Another file is another request.
          form.set('content', chosen ? `${chosen.name} ${chosen.lastModified}` : '');
        }}
      />
    </FormFrame>
  );
}
