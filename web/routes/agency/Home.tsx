import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Table } from '../../kit/desk.ts';
import { Button, Disclosure, Empty, FigureTile, Loaded, Loading, Page, Panel, Split, Stack } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { useSession } from '../root.tsx';
import { AgreementsWaiting } from './agreements/Waiting.tsx';
import classes from './CountList.module.css';
import { CountList } from './CountList.tsx';
import { type Figures, figuresQuery } from './data.ts';
import { outcomeText } from './outcome.ts';
import { ReminderPanel } from './systems/ReminderPanel.tsx';

const UsageChart = lazy(() => import('./UsageChart.tsx'));

/** An organisation's own use: today, the last fourteen days, by outcome and purpose, the latest questions. */
export function AgencyHomeScreen() {
  const { say } = useWords();
  const { caller } = useSession();
  const figures = useQuery(figuresQuery);
  return (
    <Page
      title={say('screen.agency.title')}
      lead={say('screen.agency.lead', { organisation: caller.organisationName ?? '' })}
      width="wide"
      error={figures.isError}
      actions={
        <>
          <Button kind="primary" icon="terminal" to="/agency/try">
            {say('screen.agency.try.title')}
          </Button>
          <Button icon="key" to="/agency/systems">
            {say('screen.systems.title')}
          </Button>
        </>
      }
    >
      <AgreementsWaiting />
      <ReminderPanel />
      <Loaded query={figures} lines={8}>
        {(known) => <Known figures={known} />}
      </Loaded>
    </Page>
  );
}

function Known({ figures }: { figures: Figures }) {
  const { say, number } = useWords();
  const { today, days } = figures;
  const used = days.some(({ requests }) => requests > 0);
  return (
    <Stack gap="large">
      <div className={classes.figures}>
        <FigureTile value={number(today.requests)} label={say('screen.agency.today.requests')} />
        <FigureTile value={number(today.yes)} label={say('screen.agency.today.yes')} />
        <FigureTile value={number(today.close)} label={say('screen.agency.today.close')} />
        <FigureTile value={number(today.no)} label={say('screen.agency.today.no')} />
        <FigureTile value={number(today.problems)} label={say('screen.agency.today.problems')} />
      </div>
      {!used && <Empty title={say('screen.agency.unused.title')}>{say('screen.agency.unused.text')}</Empty>}
      {used && <Days days={days} />}
      {used && <Split main={<Purposes figures={figures} />} aside={<Outcomes figures={figures} />} />}
      {figures.latest.length > 0 && <Latest figures={figures} />}
    </Stack>
  );
}

function Days({ days }: { days: Figures['days'] }) {
  const { say, date, number } = useWords();
  const total = days.reduce((sum, each) => sum + each.requests, 0);
  const problems = days.reduce((sum, each) => sum + each.problems, 0);
  return (
    <Panel title={say('screen.agency.days.title')}>
      <p>{say('screen.agency.days.sum', { requests: number(total), problems: number(problems) })}</p>
      <Suspense fallback={<Loading lines={6} />}>
        <UsageChart days={days} />
      </Suspense>
      <Disclosure summary={say('screen.agency.days.table')}>
        <Table
          caption={say('screen.agency.days.title')}
          rows={days}
          rowKey={({ day }) => day}
          columns={[
            { key: 'day', head: say('screen.agency.days.day'), main: true, cell: ({ day }) => date(day) },
            {
              key: 'requests',
              head: say('screen.agency.days.requests'),
              numeric: true,
              cell: (each) => number(each.requests),
            },
            {
              key: 'problems',
              head: say('screen.agency.days.problems'),
              numeric: true,
              cell: (each) => number(each.problems),
            },
          ]}
        />
      </Disclosure>
    </Panel>
  );
}

function Purposes({ figures }: { figures: Figures }) {
  const { say } = useWords();
  const counts = figures.byPurpose.map(({ purpose, sentence, count }) => ({ id: purpose, name: sentence, count }));
  return (
    <Panel title={say('screen.agency.purposes')}>
      <CountList counts={counts} />
    </Panel>
  );
}

function Outcomes({ figures }: { figures: Figures }) {
  const words = useWords();
  const counts = figures.outcomes.map(({ outcome, count }) => ({
    id: outcome,
    name: outcomeText(outcome, words),
    count,
  }));
  return (
    <Panel title={words.say('screen.agency.outcomes')}>
      <CountList counts={counts} />
    </Panel>
  );
}

function Latest({ figures }: { figures: Figures }) {
  const words = useWords();
  const { say, moment } = words;
  const sentences = new Map(figures.byPurpose.map(({ purpose, sentence }) => [purpose, sentence]));
  return (
    <Panel title={say('screen.agency.latest')}>
      <Table
        caption={say('screen.agency.latest')}
        rows={figures.latest}
        rowKey={({ reference }) => reference}
        columns={[
          { key: 'at', head: say('screen.agency.at'), main: true, cell: ({ at }) => moment(at) },
          { key: 'type', head: say('screen.agency.kind'), cell: ({ type }) => say(`value.exchangeMode.${type}`) },
          {
            key: 'purpose',
            head: say('screen.looks.purpose'),
            cell: ({ purpose }) => sentences.get(purpose) ?? purpose,
          },
          { key: 'outcome', head: say('screen.looks.outcome'), cell: ({ outcome }) => outcomeText(outcome, words) },
          { key: 'reference', head: say('screen.agency.reference'), cell: ({ reference }) => <code>{reference}</code> },
        ]}
      />
    </Panel>
  );
}
