import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { announce } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { type Proposal, readNext, type Spoken, speak, takeBack } from './data.ts';
import { type LastVerdict, lastVerdict } from './lastVerdict.ts';
import { searchOf, useAskedQueue, wayTo } from './Queue.tsx';

/** Says a verdict and goes on to the next case by itself; takes the last verdict back and returns to its case. */
export function useVerdict(proposal: Proposal) {
  const { say } = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const asked = useAskedQueue();
  const last = lastVerdict.use();
  const { run, row, name } = proposal;
  const refresh = () => queries.invalidateQueries({ queryKey: ['collection'], refetchType: 'none' });
  const speaking = useMutation({
    mutationFn: async ({ spoken, key }: { spoken: Spoken; key: string }) => {
      const { state } = await speak(run, row, spoken, key);
      return { state, verdict: spoken.verdict };
    },
    onSuccess: async ({ state, verdict }) => {
      lastVerdict.set({ run, row, name });
      await refresh();
      const { next, open } = await readNext({ state: 'open', order: asked.order, run: asked.of }, { run, row });
      const done = say(state === 'second' ? 'screen.collection.done.second' : `screen.collection.done.${verdict}`, {
        name,
      });
      announce(`${done} ${say('screen.collection.done.left', { count: open })}`);
      if (next) await navigate(wayTo(next, asked));
      else await navigate({ to: '/desk/rows', search: searchOf(asked) });
    },
  });
  const taking = useMutation({
    mutationFn: (verdict: LastVerdict) => takeBack(verdict.run, verdict.row),
    onSuccess: async (_, verdict) => {
      lastVerdict.set(undefined);
      await queries.invalidateQueries({ queryKey: ['collection'] });
      announce(say('screen.collection.done.undone', { name: verdict.name }));
      await navigate(wayTo(verdict, asked));
    },
  });
  const busy = speaking.isPending || taking.isPending;
  return {
    busy,
    error: speaking.error ?? taking.error,
    last,
    speak: (spoken: Spoken, key: string = crypto.randomUUID()) => {
      if (busy) return Promise.resolve();
      taking.reset();
      return speaking.mutateAsync({ spoken, key }).then(
        () => {},
        () => {},
      );
    },
    undo: (verdict: LastVerdict) => {
      if (busy) return;
      speaking.reset();
      taking.mutate(verdict);
    },
  };
}
