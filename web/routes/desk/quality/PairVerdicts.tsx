import { useState } from 'react';
import { Button, CheckField, Drawer, ProblemNotice, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import classes from '../collection/Review.module.css';
import { useKeysOn, useVerdictKeys } from '../collection/useVerdictKeys.ts';
import type { Comparison } from '../data.ts';
import { ProposalForm } from '../Merge.tsx';
import type { PairAnswer } from './data.ts';
import { usePairVerdict } from './usePairVerdict.ts';

interface PairVerdictsProps {
  answer: PairAnswer;
  /** Undefined where no pair is left: then only the last word can be taken back. */
  comparison: Comparison | undefined;
}

interface Act {
  letter: string;
  word: 'same' | 'apart' | 'later' | 'next' | 'undo' | 'help';
  run: () => void;
  kind?: 'primary' | 'secondary' | 'quiet';
  /** What the word alone does not say. */
  label?: string;
}

/** One key a verdict, each shown on its button. */
export function PairVerdicts({ answer, comparison }: PairVerdictsProps) {
  const { say } = useWords();
  const { caller } = useSession();
  const [keysOn] = useKeysOn();
  const [open, setOpen] = useState<'same' | 'help'>();
  const { busy, error, told, tell, takeBack, goOn, skip } = usePairVerdict(answer);
  const judges = caller.scopes.includes('people.act.merge');
  const isOpen = answer.pair?.state === 'open' && comparison !== undefined;
  const acts: Act[] = [
    ...(isOpen && judges
      ? ([
          { letter: 'S', word: 'same', kind: 'primary', run: () => setOpen('same') },
          { letter: 'T', word: 'apart', run: tell },
        ] as const)
      : []),
    ...(answer.pair
      ? [{ letter: 'L', word: isOpen && judges ? ('later' as const) : ('next' as const), run: () => void skip() }]
      : []),
    ...(told && judges
      ? [
          {
            letter: 'U',
            word: 'undo' as const,
            kind: 'quiet' as const,
            label: say('screen.mergePairs.undoLong', { names: told.names }),
            run: () => takeBack(told),
          },
        ]
      : []),
    { letter: '?', word: 'help', kind: 'quiet', run: () => setOpen('help') },
  ];
  useVerdictKeys(Object.fromEntries(acts.map(({ letter, run }) => [letter.toLowerCase(), run])));
  return (
    <section className={classes.verdicts} aria-label={say('screen.mergePairs.verdicts')}>
      {error && <ProblemNotice error={error} />}
      <div className={classes.keys}>
        {acts.map(({ letter, word, run, kind = 'secondary', label }) => (
          <Button key={letter} kind={kind} busy={busy && word !== 'help'} onClick={run} {...(label && { label })}>
            {say(`screen.mergePairs.${word}`)}
            {keysOn && <kbd className={classes.key}>{letter}</kbd>}
          </Button>
        ))}
      </div>
      <Drawer open={open === 'same'} title={say('screen.desk.merge.propose')} onClose={() => setOpen(undefined)}>
        {comparison && (
          <ProposalForm
            comparison={comparison}
            onProposed={() => {
              setOpen(undefined);
              void goOn();
            }}
          />
        )}
      </Drawer>
      <Drawer
        open={open === 'help'}
        place="centre"
        title={say('screen.mergePairs.help')}
        onClose={() => setOpen(undefined)}
      >
        <PairKeys />
      </Drawer>
    </section>
  );
}

const KEYS = ['s', 't', 'l', 'u'] as const;

function PairKeys() {
  const { say } = useWords();
  const [on, setOn] = useKeysOn();
  return (
    <Stack>
      <dl className={classes.help}>
        {[...KEYS, '?' as const].map((key) => (
          <div key={key}>
            <dt>
              <kbd className={classes.key}>{key.toUpperCase()}</kbd>
            </dt>
            <dd>{say(`screen.mergePairs.keys.${key === '?' ? 'help' : key}`)}</dd>
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
