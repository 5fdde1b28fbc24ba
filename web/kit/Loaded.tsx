import type { ReactNode } from 'react';
import { Loading } from './Loading.tsx';
import { Stack } from './layout.tsx';
import { ProblemNotice } from './ProblemNotice.tsx';

interface LoadedProps<Data> {
  /** As `useQuery` gives it. */
  query: {
    data: Data | undefined;
    error: unknown;
    isError: boolean;
    isPending: boolean;
    refetch: () => unknown;
  };
  /** How many lines stand in while it loads. */
  lines: number;
  children: (data: Data) => ReactNode;
}

/** What a screen reads: on its way, failed with a way to try again, or there. What was there stays when a second reading fails. */
export function Loaded<Data>({ query, lines, children }: LoadedProps<Data>) {
  return (
    <>
      {query.isError && <ProblemNotice error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Loading lines={lines} />}
      {query.data !== undefined && children(query.data)}
    </>
  );
}

interface LoadedListProps<Item> extends Omit<LoadedProps<readonly Item[]>, 'children'> {
  /** What stands there when there is none. */
  empty: ReactNode;
  children: (item: Item) => ReactNode;
}

/** A list of cases, one below the other. The child gives each its `key`. */
export function LoadedList<Item>({ empty, children, ...query }: LoadedListProps<Item>) {
  return (
    <Loaded {...query}>
      {(items) => (items.length === 0 ? empty : <Stack>{items.map((item) => children(item))}</Stack>)}
    </Loaded>
  );
}
