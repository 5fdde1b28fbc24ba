import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Empty, LineList, Loading, More, Page, ProblemNotice, Stack } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { type Line, type LookFilter, looksQuery } from './data.ts';
import { LookFilters } from './LookFilters.tsx';
import { LookLine } from './LookLine.tsx';
import classes from './Looks.module.css';

/** Who looked: every look and act on my record, one sentence each, newest first. */
export function LooksScreen() {
  const { say } = useWords();
  const navigate = useNavigate();
  const filter: LookFilter = useSearch({ strict: false });
  const looks = useInfiniteQuery(looksQuery(filter));
  const pages = looks.data?.pages ?? [];
  const lines = pages.flatMap((page) => page.lines);
  const newest = pages[0];
  const filtered = filter.year !== undefined || filter.organisation !== undefined;
  const choose = (next: LookFilter) => void navigate({ to: '/me/looks', search: { ...next }, replace: true });
  return (
    <Page title={say('screen.looks.title')} lead={say('screen.looks.lead')} error={looks.isError}>
      {looks.isError && <ProblemNotice error={looks.error} onRetry={() => void looks.refetch()} />}
      <LookFilters
        filter={filter}
        years={newest?.years ?? []}
        organisations={newest?.organisations ?? []}
        onChange={choose}
      />
      {looks.isPending && <Loading lines={8} />}
      {newest !== undefined && lines.length === 0 && (
        <Empty
          title={say(filtered ? 'screen.looks.noneFiltered' : 'screen.looks.none')}
          action={filtered && <Button onClick={() => choose({})}>{say('screen.looks.clear')}</Button>}
        />
      )}
      <Months lines={lines} />
      {looks.hasNextPage && (
        <More shown={lines.length} busy={looks.isFetchingNextPage} onMore={() => void looks.fetchNextPage()} />
      )}
    </Page>
  );
}

function Months({ lines }: { lines: readonly Line[] }) {
  const { month } = useWords();
  const months = Map.groupBy(lines, (line) => month(line.at));
  return (
    <Stack gap="large">
      {[...months].map(([name, inside]) => (
        <section key={name} className={classes.month}>
          <h2 className={classes.name}>{name}</h2>
          <LineList lines={inside}>{(line) => <LookLine line={line} />}</LineList>
        </section>
      ))}
    </Stack>
  );
}
