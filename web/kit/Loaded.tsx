import type { ReactNode } from 'react';
import { Loading } from './Loading.tsx';
import { Stack } from './layout.tsx';
import { More } from './More.tsx';
import { ProblemNotice } from './ProblemNotice.tsx';

export interface LoadedProps<Data> {
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
  children: (item: Item, index: number) => ReactNode;
}

/** A list of cases, one below the other. The child gives each its `key`. */
export function LoadedList<Item>({ empty, children, ...query }: LoadedListProps<Item>) {
  return <Loaded {...query}>{(items) => (items.length === 0 ? empty : <Stack>{items.map(children)}</Stack>)}</Loaded>;
}

interface LoadedPagesProps<Page, Line> extends Omit<LoadedProps<never>, 'query' | 'children'> {
  /** As `useInfiniteQuery` gives it. */
  query: LoadedProps<{ pages: readonly Page[] }>['query'] & {
    hasNextPage: boolean;
    isFetchingNextPage: boolean;
    fetchNextPage: () => unknown;
  };
  /** What one page holds. */
  read: (page: Page) => readonly Line[];
  /** What stands there when there is none. */
  empty: ReactNode;
  children: (lines: readonly Line[]) => ReactNode;
}

/** A list that comes page by page, with the way to the next page below it. */
export function LoadedPages<Page, Line>({ query, lines, read, empty, children }: LoadedPagesProps<Page, Line>) {
  return (
    <Loaded query={query} lines={lines}>
      {({ pages }) => {
        const all = pages.flatMap(read);
        return (
          <>
            {all.length === 0 ? empty : children(all)}
            {query.hasNextPage && (
              <More shown={all.length} busy={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />
            )}
          </>
        );
      }}
    </Loaded>
  );
}
