import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, Cluster, ConfirmedAct, Loaded, Status } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { download } from '../download.ts';
import { type EvidenceFile, removeEvidence } from './data.ts';
import { type OpenedFile, openFile } from './files.ts';
import classes from './Systems.module.css';

interface EvidenceFilesProps {
  files: readonly EvidenceFile[];
  /** Whose door: `/api/agency/connections/<system>` or the inspectors'. */
  door: string;
  /** The organisation's own system, where files may still be taken away. */
  removable?: string | undefined;
}

/** Files shown for an answer: each opens beside it, with its digest worked out anew. */
export function EvidenceFiles({ files, door, removable }: EvidenceFilesProps) {
  return (
    <ul className={classes.files}>
      {files.map((file) => (
        <li key={file.evidence} className={classes.file}>
          <OneFile file={file} door={door} removable={removable} />
        </li>
      ))}
    </ul>
  );
}

const KINDS: Readonly<Record<string, string>> = { 'application/pdf': 'PDF', 'image/png': 'PNG', 'image/jpeg': 'JPEG' };

function OneFile({ file, door, removable }: { file: EvidenceFile } & Omit<EvidenceFilesProps, 'files'>) {
  const { say, moment, size: sizeOf } = useWords();
  const [open, setOpen] = useState(false);
  const { evidence, name, media, size, addedAt, digest } = file;
  const opened = useQuery({
    queryKey: ['evidence-file', evidence],
    queryFn: () => openFile(`${door}/evidence/${encodeURIComponent(evidence)}`, digest),
    enabled: open,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <>
      <span className={classes.fileName}>{name}</span>
      <span className={classes.soft}>
        {KINDS[media] ?? say('screen.systems.file.text')} · {sizeOf(size)} · {moment(addedAt)}
      </span>
      <Cluster>
        <Button
          small
          icon="look"
          expanded={open}
          onClick={() => setOpen(!open)}
          label={`${say(open ? 'screen.systems.file.close' : 'screen.systems.file.open')}: ${name}`}
        >
          {say(open ? 'screen.systems.file.close' : 'screen.systems.file.open')}
        </Button>
        {removable !== undefined && (
          <ConfirmedAct
            small
            label={`${say('screen.systems.file.remove')}: ${name}`}
            title={say('screen.systems.file.removeTitle')}
            text={say('screen.systems.file.removeText', { name })}
            yes={say('screen.systems.file.remove')}
            act={() => removeEvidence(removable, evidence)}
            done={say('screen.systems.file.removed')}
            refresh={['agency', 'connections']}
          >
            {say('screen.systems.file.remove')}
          </ConfirmedAct>
        )}
      </Cluster>
      {open && (
        <Loaded query={opened} lines={3}>
          {(data) => <Opened file={file} opened={data} />}
        </Loaded>
      )}
    </>
  );
}

/** Pictures and text stand here; a PDF goes to the reader of the device, which no page of ours could stand in for. */
export function Opened({
  file: { name, media },
  opened: { bytes, base64, fits },
}: {
  file: Pick<EvidenceFile, 'name' | 'media'>;
  opened: OpenedFile;
}) {
  const { say } = useWords();
  return (
    <>
      <span>
        <Status tone={fits ? 'good' : 'bad'}>{say(`screen.systems.file.${fits ? 'fits' : 'differs'}`)}</Status>
      </span>
      {media.startsWith('image/') && (
        <img className={classes.picture} src={`data:${media};base64,${base64}`} alt={name} />
      )}
      {media.startsWith('text/') && (
        // biome-ignore-start lint/a11y: a long text scrolls and the keyboard must reach it
        <pre className={classes.text} role="group" aria-label={name} tabIndex={0}>
          {new TextDecoder().decode(bytes)}
        </pre>
        // biome-ignore-end lint/a11y: see above
      )}
      {media === 'application/pdf' && <p>{say('screen.systems.file.pdf')}</p>}
      <Cluster>
        <Button
          small
          icon="download"
          label={`${say('screen.systems.file.save')}: ${name}`}
          onClick={() => download(name, bytes, media)}
        >
          {say('screen.systems.file.save')}
        </Button>
      </Cluster>
    </>
  );
}
