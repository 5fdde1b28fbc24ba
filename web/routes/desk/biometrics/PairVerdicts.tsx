import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { announce, Button, ProblemNotice } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import classes from '../collection/Review.module.css';
import { useKeysOn, useVerdictKeys } from '../collection/useVerdictKeys.ts';
import { useDesk } from '../desk.ts';
import { type PairAct, type PairPage, sendVerdict } from './data.ts';

/** One key each. */
const LETTERS: Readonly<Record<PairAct | 'next', string>> = {
  ...{ same: 'S', different: 'T', unsure: 'K', confirm: 'C', refuse: 'R', undo: 'U', next: 'L' },
};

/** What can still be done with a pair by who looks at it; the server has the last word. */
function actsOf({ state, mine }: PairPage): PairAct[] {
  if (state === 'open') return ['same', 'different', 'unsure'];
  if (state === 'unsure') return ['same', 'different', 'undo'];
  if (state === 'proposed') return mine ? ['undo'] : ['confirm', 'refuse'];
  return state === 'different' ? ['undo'] : [];
}

export function PairVerdicts({ pair }: { pair: PairPage }) {
  const { say } = useWords();
  const { reason } = useDesk();
  const [keysOn] = useKeysOn();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const goOn = () =>
    pair.next
      ? void navigate({ to: '/desk/biometrics/pairs/$one/$other', params: pair.next })
      : announce(say('screen.biometrics.pair.only'));
  const judging = useMutation({
    mutationFn: (act: PairAct) => sendVerdict(pair, act, reason),
    onSuccess: async (_, act) => {
      announce(say(`screen.biometrics.pair.done.${act}`));
      await queries.invalidateQueries({ queryKey: ['biometrics', 'queue'] });
    },
    // Somebody else may have been quicker: what they said is shown.
    onSettled: () => queries.invalidateQueries({ queryKey: ['biometrics', 'pair', pair.one, pair.other] }),
  });
  const judge = (act: PairAct) => {
    if (!judging.isPending) judging.mutate(act);
  };
  const acts = actsOf(pair);
  useVerdictKeys({
    ...Object.fromEntries(acts.map((act) => [LETTERS[act].toLowerCase(), () => judge(act)])),
    [LETTERS.next.toLowerCase()]: goOn,
  });
  const hint = (word: PairAct | 'next') => keysOn && <kbd className={classes.key}>{LETTERS[word]}</kbd>;
  return (
    <section className={classes.verdicts} aria-label={say('screen.biometrics.pair.verdicts')}>
      {judging.error && <ProblemNotice error={judging.error} />}
      <div className={classes.keys}>
        {acts.map((act, at) => (
          <Button
            key={act}
            kind={at === 0 && act !== 'undo' ? 'primary' : 'secondary'}
            busy={judging.isPending}
            onClick={() => judge(act)}
          >
            {say(`screen.biometrics.pair.${act}`)}
            {hint(act)}
          </Button>
        ))}
        <Button kind="quiet" onClick={goOn}>
          {say('screen.biometrics.pair.next')}
          {hint('next')}
        </Button>
      </div>
    </section>
  );
}
