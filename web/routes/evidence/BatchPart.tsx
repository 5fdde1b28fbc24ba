import { useState } from 'react';
import type { EvidenceFacts } from '#libs/evidence';
import { FieldList, FieldRow, FileField, Panel, Stack } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { createDigestingReader } from '../agency/batches/digest.ts';
import classes from './Evidence.module.css';

interface BatchPartProps {
  batch: NonNullable<EvidenceFacts['batch']>;
  /** SHA-256 of a file that the reader chose, hex. */
  onDigest: (digest: string) => void;
}

/** Of a file of rows: what the signature of its result says, and whether a file in the reader's hand is one of its own. */
export function BatchPart({ batch, onDigest }: BatchPartProps) {
  const { say, number, has } = useWords();
  const [failed, setFailed] = useState(false);
  async function digest(file: File | undefined): Promise<void> {
    setFailed(false);
    try {
      if (file) onDigest(await createDigestingReader(file).digest());
    } catch {
      setFailed(true);
    }
  }
  const nameOf = (verdict: string) => {
    const key = `value.batchVerdict.${verdict}`;
    return has(key) ? say(key) : verdict;
  };
  return (
    <Panel title={say('screen.evidence.batch.title')}>
      <Stack>
        <FieldList>
          <FieldRow label={say('screen.evidence.batch.rows')}>{number(batch.rows)}</FieldRow>
          {Object.entries(batch.verdicts).map(([verdict, rows]) => (
            <FieldRow key={verdict} label={nameOf(verdict)}>
              {number(rows)}
            </FieldRow>
          ))}
          <FieldRow label={say('screen.evidence.batch.asked')}>
            <code className={classes.code}>{batch.asked}</code>
          </FieldRow>
          <FieldRow label={say('screen.evidence.batch.result')}>
            <code className={classes.code}>{batch.result.sha256}</code>
          </FieldRow>
          {batch.findings && (
            <FieldRow label={say('screen.evidence.batch.findings')}>
              <code className={classes.code}>{batch.findings.sha256}</code>
            </FieldRow>
          )}
        </FieldList>
        <FileField
          id="batchFile"
          label={say('screen.evidence.batch.choose')}
          hint={say('screen.evidence.batch.chooseHint')}
          {...(failed ? { error: say('screen.evidence.batch.unreadable') } : {})}
          accept="*/*"
          onChange={(file) => void digest(file)}
        />
      </Stack>
    </Panel>
  );
}
