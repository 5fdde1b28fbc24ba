import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Tabs } from '../../kit/desk.ts';
import { useWords } from '../../words.tsx';

interface StateTabsProps {
  to: string;
  label: string;
  /** Word keys of the states, `value.proposalState` for example. */
  words: string;
  states: readonly string[];
  value: string;
  children: ReactNode;
}

/** A queue by the state of its cases; the open one stands in the address. */
export function StateTabs({ to, label, words, states, value, children }: StateTabsProps) {
  const { say } = useWords();
  const navigate = useNavigate();
  return (
    <Tabs
      label={label}
      value={value}
      onChange={(state) => void navigate({ to, search: { state }, replace: true })}
      tabs={states.map((state) => ({ id: state, label: say(`${words}.${state}`), content: children }))}
    />
  );
}
