import { queryOptions, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type AnswerOf, get } from '../../../api.ts';
import { Table, Tabs } from '../../../kit/desk.ts';
import { Empty, FigureTile, Loaded, Page, Panel, SelectField, Split, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { groupDays } from './periods.ts';
import classes from './Workload.module.css';

type Workload = AnswerOf<'/api/workload'>;

const PERIODS = [7, 30, 90, 365];
const DAY = 86_400_000;

function workloadQuery(of: string, days: number, today: string) {
  const from = new Date(Date.parse(today) - (days - 1) * DAY).toISOString().slice(0, 10);
  return queryOptions({
    queryKey: ['workload', of, from, today],
    queryFn: ({ signal }) => get<Workload>('/api/workload', { query: { of, from, to: today }, signal }),
  });
}

/** What the office has done, and what the officer has: never one officer beside another. */
export function WorkloadScreen() {
  const { say } = useWords();
  const navigate = useNavigate();
  const asked: { of?: string; days?: number } = useSearch({ strict: false });
  const of = asked.of === 'me' ? 'me' : 'office';
  const days = PERIODS.find((one) => one === asked.days) ?? 30;
  const query = useQuery(workloadQuery(of, days, todayHere()));
  const go = (search: { of: string; days: number }) => void navigate({ to: '/desk/workload', search, replace: true });
  const content = (
    <Stack>
      <SelectField
        id="period"
        label={say('screen.desk.workload.period')}
        value={String(days)}
        onChange={(value) => go({ of, days: Number(value) })}
        choices={PERIODS.map((count) => ({ value: String(count), label: say('screen.desk.workload.days', { count }) }))}
      />
      <Loaded query={query} lines={6}>
        {(work) => (work.total === 0 ? <Nothing /> : <Figures work={work} />)}
      </Loaded>
    </Stack>
  );
  return (
    <Page
      title={say('screen.desk.workload.title')}
      lead={say('screen.desk.workload.lead')}
      width="wide"
      error={query.isError}
    >
      <Tabs
        label={say('screen.desk.workload.title')}
        value={of}
        onChange={(next) => go({ of: next, days })}
        tabs={['office', 'me'].map((id) => ({ id, label: say(`screen.desk.workload.${id}`), content }))}
      />
    </Page>
  );
}

function Nothing() {
  const { say } = useWords();
  return <Empty title={say('screen.desk.workload.none')}>{say('screen.desk.workload.noneText')}</Empty>;
}

function Figures({ work }: { work: Workload }) {
  const { say, number, date } = useWords();
  const bars = groupDays(work);
  const most = Math.max(...bars.map(({ count }) => count));
  return (
    <Split
      main={
        <Panel title={say('screen.desk.workload.byKind')}>
          <Table
            caption={say('screen.desk.workload.byKind')}
            rows={work.acts}
            rowKey={({ type }) => type}
            columns={[
              { key: 'kind', head: say('screen.desk.workload.kind'), main: true, cell: ({ name }) => name },
              {
                key: 'count',
                head: say('screen.desk.workload.count'),
                numeric: true,
                cell: ({ count }) => number(count),
              },
            ]}
          />
        </Panel>
      }
      aside={
        <Stack>
          <FigureTile
            value={number(work.total)}
            label={say('screen.desk.workload.total')}
            note={say('screen.desk.workload.before', { count: number(work.before) })}
          />
          <Panel title={say('screen.desk.workload.byDay')}>
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
