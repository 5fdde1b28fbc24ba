import type { ReactNode } from 'react';
import { Table } from '../../../kit/desk.ts';
import { Status } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { TermsView } from './data.ts';
import { useTerms } from './TermsList.tsx';

interface TermsComparedProps {
  caption: string;
  before: TermsView;
  beforeHead: string;
  after: TermsView;
  afterHead: string;
  /** Ids of the parts that differ. */
  changed: readonly string[];
}

interface Row {
  part: string;
  label: string;
  before: ReactNode;
  after: ReactNode;
}

/** Two sets of terms beside each other, part by part. */
export function TermsCompared({ caption, before, beforeHead, after, afterHead, changed }: TermsComparedProps) {
  const { say } = useWords();
  const old = useTerms(before, { terms: after, word: say('screen.agreements.mark.removed') });
  const now = useTerms(after, { terms: before, word: say('screen.agreements.mark.added') });
  const parts = [...new Map([...old, ...now].map(({ part, label }) => [part, label]))];
  const none = say('screen.record.none');
  const rows: Row[] = parts.map(([part, label]) => ({
    part,
    label,
    before: old.find((one) => one.part === part)?.value ?? none,
    after: now.find((one) => one.part === part)?.value ?? none,
  }));
  const differs = (part: string) =>
    part === 'valid' ? changed.some((one) => one.startsWith('valid')) : changed.includes(part);
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={({ part }) => part}
      columns={[
        {
          key: 'part',
          head: say('screen.agreements.what'),
          main: true,
          cell: ({ part, label }) => (
            <>
              {label} {differs(part) && <Status tone="wait">{say('screen.agreements.differs')}</Status>}
            </>
          ),
        },
        { key: 'before', head: beforeHead, cell: (row) => row.before },
        { key: 'after', head: afterHead, cell: (row) => row.after },
      ]}
    />
  );
}
