import { FieldList, FieldRow } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { nameChanges } from './changes.ts';
import type { Change, TermsView } from './data.ts';

interface ChangeListProps {
  changes: readonly (Change & { why?: string })[];
  /** The terms before and after: they know the names. */
  sides: readonly (TermsView | undefined)[];
}

/** What came, went or became another, each with its reason where one was given. */
export function ChangeList({ changes, sides }: ChangeListProps) {
  const words = useWords();
  return (
    <FieldList>
      {nameChanges(changes, sides, words).map(({ id, part, what, why }) => (
        <FieldRow key={id} label={part} note={why && words.say('screen.agreements.because', { why })}>
          {what}
        </FieldRow>
      ))}
    </FieldList>
  );
}
