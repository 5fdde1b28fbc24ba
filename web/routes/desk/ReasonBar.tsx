import { type ReactNode, useState } from 'react';
import type { Purpose } from '../../api.ts';
import { announce, Button, Cluster, Drawer, Notice, SelectField, Stack, TextField } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import type { Lists } from './data.ts';
import classes from './ReasonBar.module.css';
import { keepReason, officePurposes } from './reason.ts';

interface ReasonBarProps {
  reason: Purpose;
  lists: Lists;
  /** The work itself says why: nothing is to be chosen. */
  fixed?: boolean;
  /** Stands beside the reason: the quick way to a number. */
  children: ReactNode;
}

/** Why are you looking? Always in sight, changed in a moment, sent with every look and shown to the person looked at. */
export function ReasonBar({ reason, lists, fixed = false, children }: ReasonBarProps) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const purpose = lists.purposes.find(({ id }) => id === reason.purpose);
  const law = lists.legalBases.find(({ id }) => id === reason.legalBasis);
  return (
    <section className={classes.bar} aria-label={say('screen.desk.reason.title')}>
      <div className={classes.words}>
        <p className={classes.question}>
          {say('screen.desk.reason.title')} <span className={classes.reads}>{say('screen.desk.reason.reads')}</span>
        </p>
        <p>
          <strong>{purpose?.sentence ?? reason.purpose}</strong>
          {reason.caseNumber && ` · ${say('screen.desk.reason.caseShort', { number: reason.caseNumber })}`}
        </p>
        <p className={classes.law}>{law?.title ?? reason.legalBasis}</p>
      </div>
      {!fixed && (
        <div className={classes.change}>
          <Button small onClick={() => setOpen(true)} label={say('screen.desk.reason.changeLong')}>
            {say('screen.desk.reason.change')}
          </Button>
        </div>
      )}
      {children}
      <Drawer open={open} title={say('screen.desk.reason.title')} onClose={() => setOpen(false)}>
        <ReasonForm
          reason={reason}
          lists={lists}
          onKeep={(next) => {
            keepReason(next);
            setOpen(false);
            announce(say('screen.desk.reason.kept'));
          }}
        />
      </Drawer>
    </section>
  );
}

function ReasonForm({ reason, lists, onKeep }: Omit<ReasonBarProps, 'children'> & { onKeep: (next: Purpose) => void }) {
  const { say } = useWords();
  const [next, setNext] = useState(reason);
  const offered = officePurposes(lists);
  const purpose = lists.purposes.find(({ id }) => id === next.purpose);
  const laws = lists.legalBases.filter(({ id }) => purpose?.legalBases.includes(id));
  const choosePurpose = (id: string) => {
    const legalBasis = lists.purposes.find((each) => each.id === id)?.legalBases[0] ?? '';
    setNext({ ...next, purpose: id, legalBasis });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onKeep(next);
      }}
    >
      <Stack>
        <SelectField
          id="reason-purpose"
          label={say('screen.desk.reason.purpose')}
          choices={offered.map(({ id, sentence }) => ({ value: id, label: sentence }))}
          value={next.purpose}
          onChange={choosePurpose}
        />
        <SelectField
          id="reason-law"
          label={say('screen.desk.reason.law')}
          choices={laws.map(({ id, title }) => ({ value: id, label: title }))}
          value={next.legalBasis}
          onChange={(legalBasis) => setNext({ ...next, legalBasis })}
        />
        <TextField
          id="reason-case"
          label={say('screen.desk.reason.case')}
          hint={say('screen.desk.reason.caseHint')}
          optional
          maxLength={60}
          value={next.caseNumber ?? ''}
          onChange={(caseNumber) => setNext({ ...next, caseNumber: caseNumber || undefined })}
        />
        <Notice tone="plain">{say('screen.desk.reason.shown')}</Notice>
        <Cluster>
          <Button kind="primary" type="submit">
            {say('screen.desk.reason.keep')}
          </Button>
        </Cluster>
      </Stack>
    </form>
  );
}
