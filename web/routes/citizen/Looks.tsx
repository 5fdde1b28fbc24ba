import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button, Empty, LineList, LoadedPages, Page, Stack } from '../../kit/index.ts';
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
  const newest = looks.data?.pages[0];
  const filtered = filter.year !== undefined || filter.organisation !== undefined;
  const choose = (next: LookFilter) => void navigate({ to: '/me/looks', search: { ...next }, replace: true });
  return (
    <Page
      title={say('screen.looks.title')}
      lead={say('screen.looks.lead')}
      actions={<Button to="/me/applications">{say('screen.applications.open')}</Button>}
      error={looks.isError}
    >
      <LookFilters
        filter={filter}
        years={newest?.years ?? []}
        organisations={newest?.organisations ?? []}
        onChange={choose}
      />
      <LoadedPages
        query={looks}
        lines={8}
        read={(page) => page.lines}
        empty={
          <Empty
            title={say(filtered ? 'screen.looks.noneFiltered' : 'screen.looks.none')}
            action={filtered && <Button onClick={() => choose({})}>{say('screen.looks.clear')}</Button>}
          />
        }
      >
        {(lines) => <Months lines={lines} />}
      </LoadedPages>
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
