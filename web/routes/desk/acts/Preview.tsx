import { useEffect, useRef } from 'react';
import { FieldList, FieldRow, Notice, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { ChangeList } from '../ChangeList.tsx';
import type { ActPreview } from '../data.ts';
import classes from './Preview.module.css';

interface PreviewProps extends ActPreview {
  /** The law as it is cited, where the sentence does not cite it itself. */
  law?: string | undefined;
  /** Whether the changes are listed; not where they stand above already. */
  listed?: boolean;
  /** Nothing changes until a second officer has decided. */
  proposed?: boolean;
  /** There was no line to try it: it is kept, and checked when it is sent. */
  untried?: boolean;
}

/** Before anything is recorded: what changes, and what the person will read about it. */
export function Preview({ sentence, changes, law, listed = true, ...state }: PreviewProps) {
  const { say } = useWords();
  const { proposed = false, untried = false } = state;
  // In a drawer its title is above; on a page of its own the page's is.
  const Heading = listed ? 'h3' : 'h2';
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <Stack>
      {listed && (
        <>
          <h3 ref={heading} tabIndex={-1} className={classes.title}>
            {say('screen.desk.preview.title')}
          </h3>
          <ChangeList changes={changes} />
        </>
      )}
      {proposed && <Notice tone="wait" title={say('screen.desk.preview.proposed')} />}
      {untried ? (
        <Untried />
      ) : (
        <div className={classes.letter}>
          <Heading className={classes.title}>{say('screen.desk.preview.citizen')}</Heading>
          <p className={classes.sentence}>{sentence}</p>
          {law && (
            <FieldList>
              <FieldRow label={say('screen.looks.law')}>{law}</FieldRow>
              <FieldRow label={say('screen.looks.fields')}>{changes.map(({ name }) => name).join(', ')}</FieldRow>
            </FieldList>
          )}
        </div>
      )}
    </Stack>
  );
}

function Untried() {
  const { say } = useWords();
  return (
    <Notice tone="wait" title={say('screen.outbox.untried.title')}>
      <p>{say('screen.outbox.untried.text')}</p>
    </Notice>
  );
}
