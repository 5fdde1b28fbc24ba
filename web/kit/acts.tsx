import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useWords } from '../words.tsx';
import { announce } from './announce.tsx';
import { Button } from './Button.tsx';
import { Drawer } from './Drawer.tsx';
import type { IconName } from './Icon.tsx';
import { Cluster, Stack } from './layout.tsx';
import { ProblemNotice } from './ProblemNotice.tsx';

interface ActProps {
  /** What the button says. */
  children: string;
  /** What the words alone do not say; must begin with them. */
  label?: string;
  kind?: 'primary' | 'secondary' | 'quiet' | 'danger';
  icon?: IconName;
  small?: boolean;
  act: () => Promise<unknown>;
  /** Said when it has worked. */
  done?: string;
  /** Key of what is read anew afterwards. */
  refresh?: readonly unknown[];
  onDone?: (() => void) | undefined;
}

function useAct({ act, done, refresh, onDone }: Pick<ActProps, 'act' | 'done' | 'refresh' | 'onDone'>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: async () => {
      if (done) announce(done);
      onDone?.();
      if (refresh) await queries.invalidateQueries({ queryKey: [...refresh] });
    },
  });
}

/** A button that acts at once; why it did not work stands above it. */
export function PlainAct({ children, label, kind, icon, small, ...act }: ActProps) {
  const { mutate, isPending, error } = useAct(act);
  return (
    <>
      {error && <ProblemNotice error={error} />}
      <Button {...look({ label, kind, icon, small })} busy={isPending} onClick={() => mutate()}>
        {children}
      </Button>
    </>
  );
}

interface ConfirmedActProps extends ActProps {
  /** The question. */
  title: string;
  /** What follows from it. */
  text: ReactNode;
  /** What the button that does it says. */
  yes: string;
}

/** A button that asks before it acts: the question, what follows, two answers of equal size. */
export function ConfirmedAct({ children, label, kind, icon, small, title, text, yes, ...act }: ConfirmedActProps) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  const { mutate, isPending, error, reset } = useAct({
    ...act,
    onDone: () => {
      close();
      act.onDone?.();
    },
  });
  const ask = () => {
    reset();
    setOpen(true);
  };
  return (
    <>
      <Button {...look({ label, kind, icon, small })} onClick={ask}>
        {children}
      </Button>
      <Drawer open={open} title={title} place="centre" onClose={close}>
        <Stack>
          {error && <ProblemNotice error={error} />}
          <div>{text}</div>
          <Cluster>
            <Button kind={kind === 'danger' ? 'danger' : 'primary'} busy={isPending} onClick={() => mutate()}>
              {yes}
            </Button>
            <Button onClick={close}>{say('kit.act.cancel')}</Button>
          </Cluster>
        </Stack>
      </Drawer>
    </>
  );
}

/** Only what was given: the button's own defaults stand for the rest. */
function look(given: { [Name in 'label' | 'kind' | 'icon' | 'small']: ActProps[Name] | undefined }) {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Pick<
    ActProps,
    'label' | 'kind' | 'icon' | 'small'
  >;
}
