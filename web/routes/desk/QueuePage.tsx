import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ComponentProps, ReactNode } from 'react';
import { Tabs } from '../../kit/desk.ts';
import { Page } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';

/** The state of cases that the address names; the first one where it names none. */
export function useChosenState<const State extends string>(states: readonly [State, ...State[]]): State {
  const asked: { state?: string } = useSearch({ strict: false });
  return states.find((state) => state === asked.state) ?? states[0];
}

interface QueuePageProps extends Omit<ComponentProps<typeof Page>, 'title' | 'lead' | 'error'> {
  to: string;
  /** Where the screen's words stand: its `title` and `lead`. */
  screen: string;
  /** Where the names of the states stand: `value.proposalState` for example. */
  words: string;
  states: readonly string[];
  value: string;
  query: { isError: boolean };
  children: ReactNode;
}

/** A queue by the state of its cases; the open one stands in the address. */
export function QueuePage({ to, screen, words, states, value, query, children, ...page }: QueuePageProps) {
  const { say } = useWords();
  const navigate = useNavigate();
  return (
    <Page title={say(`${screen}.title`)} lead={say(`${screen}.lead`)} error={query.isError} {...page}>
      <Tabs
        label={say(`${screen}.title`)}
        value={value}
        onChange={(state) => void navigate({ to, search: { state }, replace: true })}
        tabs={states.map((state) => ({ id: state, label: say(`${words}.${state}`), content: children }))}
      />
    </Page>
  );
}
