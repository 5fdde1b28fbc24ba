import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { announce, Button, Drawer, Loaded, ProblemNotice, Stack } from '../../../kit/index.ts';
import type { Caller } from '../../../session.ts';
import { useWords } from '../../../words.tsx';
import classes from './ActingSwitch.module.css';
import { type Acting, actingsQuery, changeActing } from './data.ts';

/** As whom one acts, in the frame of every screen; shown to those who have a choice. */
export function ActingSwitch({ caller }: { caller: Caller }) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  if (!caller.canAct) return null;
  const name = caller.acting?.name;
  return (
    <>
      <Button small kind={name ? 'primary' : 'quiet'} icon="people" onClick={() => setOpen(true)}>
        {name ? say('screen.acting.for', { name }) : say('screen.acting.switch')}
      </Button>
      <Drawer open={open} title={say('screen.acting.asWhom')} place="centre" onClose={() => setOpen(false)}>
        <Choices caller={caller} onDone={() => setOpen(false)} />
      </Drawer>
    </>
  );
}

function Choices({ caller, onDone }: { caller: Caller; onDone: () => void }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const actings = useQuery(actingsQuery);
  const change = useMutation({
    mutationFn: async (chosen: Acting | undefined) => {
      await changeActing(chosen?.post ? { post: chosen.post } : chosen?.mandate ? { mandate: chosen.mandate } : {});
      return chosen;
    },
    onSuccess: async (chosen) => {
      // Another post sees other screens altogether.
      if (chosen?.post) return location.assign('/');
      await queries.invalidateQueries();
      announce(say('screen.acting.now', { name: chosen?.name ?? caller.name }));
      onDone();
    },
  });
  const official = caller.kind !== 'citizen';
  return (
    <Loaded query={actings} lines={3}>
      {({ actings: list, current }) => {
        const chosen = current?.post ?? current?.mandate ?? '';
        return (
          <Stack>
            {change.isError && <ProblemNotice error={change.error} />}
            <ul className={classes.choices}>
              {[...(official ? [] : [undefined]), ...list].map((one) => {
                const key = one?.post ?? one?.mandate ?? '';
                return (
                  <li key={key}>
                    <button
                      type="button"
                      className={classes.choice}
                      aria-pressed={key === chosen}
                      disabled={change.isPending}
                      onClick={() => change.mutate(one)}
                    >
                      <strong>{one?.name ?? caller.name}</strong>
                      <span>{one ? describe(one, say) : say('screen.acting.oneself')}</span>
                    </button>
                  </li>
                );
              })}
            </ul>
          </Stack>
        );
      }}
    </Loaded>
  );
}

function describe(one: Acting, say: (key: string, values?: Record<string, string>) => string): string {
  if (one.kind === 'post') return one.areaName ?? '';
  const what = one.taxCode
    ? say('screen.organisations.taxCode', { taxCode: one.taxCode })
    : say(`value.mandateKind.${one.basis ?? 'power-of-attorney'}`);
  return [what, ...one.scopes.map(({ name }) => name)].join(' · ');
}
