import { queryOptions, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type AnswerOf, get } from '../../../api.ts';
import { Table, Tabs } from '../../../kit/desk.ts';
import { Empty, FigureTile, Loaded, Page, Panel, SelectField, Split, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { groupDays } from './periods.ts';
import classes from './Work.module.css';

type Work = AnswerOf<'/api/work'>;

const PERIODS = [7, 30, 90, 365];
const DAY = 86_400_000;

function workQuery(of: string, days: number, today: string) {
  const from = new Date(Date.parse(today) - (days - 1) * DAY).toISOString().slice(0, 10);
  return queryOptions({
    queryKey: ['work', of, from, today],
    queryFn: ({ signal }) => get<Work>('/api/work', { query: { of, from, to: today }, signal }),
  });
}

/** What the office has done, and what the officer has: never one officer beside another. */
export function WorkScreen() {
  const { say } = useWords();
  const navigate = useNavigate();
  const asked: { of?: string; days?: number } = useSearch({ strict: false });
  const of = asked.of === 'me' ? 'me' : 'office';
  const days = PERIODS.find((one) => one === asked.days) ?? 30;
  const query = useQuery(workQuery(of, days, todayHere()));
  const go = (search: { of: string; days: number }) => void navigate({ to: '/desk/work', search, replace: true });
  const content = (
    <Stack>
      <SelectField
        id="period"
        label={say('screen.desk.work.period')}
        value={String(days)}
        onChange={(value) => go({ of, days: Number(value) })}
        choices={PERIODS.map((count) => ({ value: String(count), label: say('screen.desk.work.days', { count }) }))}
      />
      <Loaded query={query} lines={6}>
        {(work) => (work.total === 0 ? <Nothing /> : <Figures work={work} />)}
      </Loaded>
    </Stack>
  );
  return (
    <Page title={say('screen.desk.work.title')} lead={say('screen.desk.work.lead')} width="wide" error={query.isError}>
      <Tabs
        label={say('screen.desk.work.title')}
        value={of}
        onChange={(next) => go({ of: next, days })}
        tabs={['office', 'me'].map((id) => ({ id, label: say(`screen.desk.work.${id}`), content }))}
      />
    </Page>
  );
}

function Nothing() {
  const { say } = useWords();
  return <Empty title={say('screen.desk.work.none')}>{say('screen.desk.work.noneText')}</Empty>;
}

function Figures({ work }: { work: Work }) {
  const { say, number, date } = useWords();
  const bars = groupDays(work);
  const most = Math.max(...bars.map(({ count }) => count));
  return (
    <Split
      main={
        <Panel title={say('screen.desk.work.byKind')}>
          <Table
            caption={say('screen.desk.work.byKind')}
            rows={work.acts}
            rowKey={({ type }) => type}
            columns={[
              { key: 'kind', head: say('screen.desk.work.kind'), main: true, cell: ({ name }) => name },
              { key: 'count', head: say('screen.desk.work.count'), numeric: true, cell: ({ count }) => number(count) },
            ]}
          />
        </Panel>
      }
      aside={
        <Stack>
          <FigureTile
            value={number(work.total)}
            label={say('screen.desk.work.total')}
            note={say('screen.desk.work.before', { count: number(work.before) })}
          />
          <Panel title={say('screen.desk.work.byDay')}>
            <ol className={classes.bars}>
              {bars.map(({ from, count }) => (
                <li key={from}>
                  <span>{date(from)}</span>
                  <span className={classes.bar} style={{ inlineSize: `${(count / most) * 100}%` }} />
                  <span>{number(count)}</span>
                </li>
              ))}
            </ol>
          </Panel>
        </Stack>
      }
    />
  );
}

function todayHere(): string {
  return new Intl.DateTimeFormat('en-CA').format(new Date());
}
