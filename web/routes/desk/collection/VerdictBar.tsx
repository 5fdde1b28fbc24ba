import { useState } from 'react';
import { useForm } from '../../../form/useForm.ts';
import { AreaField, Button, CheckField, Drawer, FormFrame, Muted, ProblemNotice, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { Proposal, Spoken, Verdict } from './data.ts';
import classes from './Review.module.css';
import { useVerdict } from './useVerdict.ts';
import { useKeysOn, useVerdictKeys } from './useVerdictKeys.ts';

interface VerdictBarProps {
  proposal: Proposal;
  /** The candidate that is looked at; undefined where there is none. */
  person: string | undefined;
  take: readonly string[];
  /** A digit chose a candidate, counted from 0. */
  onCandidate: (at: number) => void;
}

/** One key a verdict, each shown on its button. */
export function VerdictBar({ proposal, person, take, onCandidate }: VerdictBarProps) {
  const { say } = useWords();
  const [open, setOpen] = useState<'refuse' | 'help'>();
  const { speak, undo, busy, error, last } = useVerdict(proposal);
  const waits = proposal.state !== 'decided';
  const own = proposal.state === 'second' && proposal.mine;
  const same = () => void (person && speak({ verdict: 'same', person, take: [...take] }));
  const acts: Record<Verdict, (() => void) | undefined> = {
    same: waits && !own && person ? same : undefined,
    new: waits && !own ? () => void speak({ verdict: 'new' }) : undefined,
    refuse: waits && !own ? () => setOpen('refuse') : undefined,
    later: proposal.state === 'open' ? () => void speak({ verdict: 'later' }) : undefined,
  };
  // The verdict of this very row, where it can still be taken back; otherwise the one given last.
  const here = proposal.undoUntil && !waits ? { run: proposal.run, row: proposal.row, name: proposal.name } : undefined;
  const undone = here ?? last;
  const takeBack = undone && (() => undo(undone));
  useVerdictKeys({
    s: acts.same,
    n: acts.new,
    r: acts.refuse,
    l: acts.later,
    u: takeBack,
    '?': () => setOpen('help'),
    ...Object.fromEntries(proposal.candidates.map((_, at) => [String(at + 1), () => onCandidate(at)])),
  });
  return (
    <section className={classes.verdicts} aria-label={say('screen.collection.verdicts.title')}>
      {error && <ProblemNotice error={error} />}
      <div className={classes.keys}>
        {VERDICTS.map(
          ([verdict, key]) =>
            acts[verdict] && (
              <Keyed
                key={verdict}
                letter={key}
                kind={verdict === 'same' ? 'primary' : 'secondary'}
                busy={busy}
                onClick={acts[verdict]}
              >
                {say(`screen.collection.verdicts.${verdict}`)}
              </Keyed>
            ),
        )}
        {takeBack && (
          <Keyed letter="U" kind="quiet" busy={busy} onClick={takeBack}>
            {say('screen.collection.verdicts.undo')}
          </Keyed>
        )}
        <Keyed letter="?" kind="quiet" onClick={() => setOpen('help')}>
          {say('screen.collection.verdicts.help')}
        </Keyed>
      </div>
      {take.length > 0 && <Muted>{say('screen.collection.verdicts.takes', { count: take.length })}</Muted>}
      {take.length > 0 && proposal.needsSecond && waits && <Muted>{say('screen.collection.verdicts.second')}</Muted>}
      <Drawer open={open === 'refuse'} title={say('screen.collection.refuse.title')} onClose={() => setOpen(undefined)}>
        <RefuseForm
          onSend={async (spoken, key) => {
            setOpen(undefined);
            await speak(spoken, key);
          }}
        />
      </Drawer>
      <Drawer
        open={open === 'help'}
        place="centre"
        title={say('screen.collection.keys.title')}
        onClose={() => setOpen(undefined)}
      >
        <KeysHelp />
      </Drawer>
    </section>
  );
}

const VERDICTS = [
  ['same', 'S'],
  ['new', 'N'],
  ['refuse', 'R'],
  ['later', 'L'],
] as const;

interface KeyedProps {
  letter: string;
  kind: 'primary' | 'secondary' | 'quiet';
  busy?: boolean;
  onClick: () => void;
  children: string;
}

function Keyed({ letter, kind, busy = false, onClick, children }: KeyedProps) {
  const [on] = useKeysOn();
  return (
    <Button kind={kind} busy={busy} onClick={onClick}>
      {children}
      {on && <kbd className={classes.key}>{letter}</kbd>}
    </Button>
  );
}

function RefuseForm({ onSend }: { onSend: (spoken: Spoken, key: string) => Promise<void> }) {
  const { say } = useWords();
  const form = useForm({
    initial: { reason: '' },
    check: ({ reason }) => (reason.trim() ? {} : { reason: say('screen.collection.refuse.missing') }),
    send: ({ reason }, key) => onSend({ verdict: 'refuse', reason: reason.trim() }, key),
  });
  return (
    <FormFrame form={form} send={say('screen.collection.refuse.send')}>
      <AreaField
        label={say('screen.collection.refuse.reason')}
        hint={say('screen.collection.refuse.hint')}
        rows={3}
        maxLength={500}
        {...form.field('reason')}
      />
    </FormFrame>
  );
}

function KeysHelp() {
  const { say } = useWords();
  const [on, setOn] = useKeysOn();
  const lines = [
    ...VERDICTS.map(([verdict, key]) => [key, say(`screen.collection.keys.${verdict}`)] as const),
    ['U', say('screen.collection.keys.undo')],
    ['1–5', say('screen.collection.keys.candidate')],
    ['?', say('screen.collection.keys.help')],
  ] as const;
  return (
    <Stack>
      <dl className={classes.help}>
        {lines.map(([key, text]) => (
          <div key={key}>
            <dt>
              <kbd className={classes.key}>{key}</kbd>
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <CheckField
        id="keys"
        label={say('screen.collection.keys.on')}
        hint={say('screen.collection.keys.onHint')}
        checked={on}
        onChange={setOn}
      />
    </Stack>
  );
}
