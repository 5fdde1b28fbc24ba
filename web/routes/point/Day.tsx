import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Table } from '../../kit/desk.ts';
import { Empty, FigureTile, Loaded, Page, Panel, PlainAct, Stack, Status, Tiles } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { callVisit, desksQuery, type Figures, figuresQuery, type Queue, queueQuery } from './data.ts';

/** Who waits and how far boarding is, and the day in counts. Nobody’s name. */
export function DayScreen() {
  const { say } = useWords();
  const { desk: id = '' } = useParams({ strict: false });
  const desk = useQuery(desksQuery).data?.desks.find((one) => one.id === id);
  const figures = useQuery(figuresQuery(id));
  const queue = useQuery(queueQuery(id));
  return (
    <Page
      title={say('screen.point.day.title')}
      lead={desk ? `${desk.name} · ${desk.place}` : say('screen.point.day.lead')}
      error={figures.isError}
      width="wide"
      back={{ to: '/point/desks/$desk', params: { desk: id }, label: say('screen.point.day.back') }}
    >
      <Loaded query={queue} lines={4}>
        {(known) => (
          <Stack gap="large">
            {desk?.question === 'insurance' && <VisitPanel desk={id} visits={known.visits} />}
            {desk?.question === 'boarding' && <FlightPanel flights={known.flights} />}
          </Stack>
        )}
      </Loaded>
      <Loaded query={figures} lines={4}>
        {(known) => <FiguresPanel figures={known} />}
      </Loaded>
    </Page>
  );
}

function VisitPanel({ desk, visits }: { desk: string; visits: Queue['visits'] }) {
  const { say, moment, number } = useWords();
  const word = (key: string) => say(`screen.point.queue.${key}`);
  return (
    <Panel title={word('title')}>
      {visits.length === 0 ? (
        <Empty title={word('none')}>{word('noneText')}</Empty>
      ) : (
        <Table
          caption={word('title')}
          rows={visits}
          rowKey={({ id }) => id}
          columns={[
            { key: 'ticket', head: word('ticket'), main: true, cell: ({ ticket }) => number(ticket) },
            { key: 'at', head: word('at'), cell: ({ openedAt }) => moment(openedAt) },
            {
              key: 'insured',
              head: word('insurance'),
              cell: ({ insured }) => (
                <Status tone={insured ? 'good' : 'wait'}>{word(insured ? 'insured' : 'paying')}</Status>
              ),
            },
            {
              key: 'called',
              head: word('state'),
              cell: ({ id, ticket, calledAt }) =>
                calledAt ? (
                  moment(calledAt)
                ) : (
                  <PlainAct
                    small
                    label={say('screen.point.queue.callLabel', { ticket: number(ticket) })}
                    act={() => callVisit(desk, id)}
                    refresh={['point', 'queue', desk]}
                  >
                    {word('call')}
                  </PlainAct>
                ),
            },
          ]}
        />
      )}
    </Panel>
  );
}

function FlightPanel({ flights }: { flights: Queue['flights'] }) {
  const { say, moment, number } = useWords();
  const word = (key: string) => say(`screen.point.flights.${key}`);
  return (
    <Panel title={word('title')}>
      {flights.length === 0 ? (
        <Empty title={word('none')}>{word('noneText')}</Empty>
      ) : (
        <Table
          caption={word('title')}
          rows={flights}
          rowKey={({ id }) => id}
          columns={[
            {
              key: 'code',
              head: word('code'),
              main: true,
              cell: ({ code, destination }) => `${code} · ${destination}`,
            },
            { key: 'at', head: word('departs'), cell: ({ departsAt }) => moment(departsAt) },
            {
              key: 'boarded',
              head: word('boarded'),
              numeric: true,
              cell: ({ boarded, passengers }) => `${number(boarded)} / ${number(passengers)}`,
            },
          ]}
        />
      )}
    </Panel>
  );
}

function FiguresPanel({ figures: { verdicts, reasons, median } }: { figures: Figures }) {
  const { say, number } = useWords();
  const word = (key: string) => say(`screen.point.figures.${key}`);
  return (
    <Stack gap="large">
      <Tiles>
        {(['green', 'amber', 'red'] as const).map((verdict) => (
          <FigureTile key={verdict} value={number(verdicts[verdict])} label={word(verdict)} />
        ))}
        {median !== undefined && <FigureTile value={`${number(median)} ms`} label={word('median')} />}
      </Tiles>
      {reasons.length > 0 && (
        <Panel title={word('reasons')}>
          <Table
            caption={word('reasons')}
            rows={reasons}
            rowKey={({ reason }) => reason}
            columns={[
              { key: 'reason', head: word('reason'), main: true, cell: ({ sentence }) => sentence },
              { key: 'count', head: word('count'), numeric: true, cell: ({ count }) => number(count) },
            ]}
          />
        </Panel>
      )}
    </Stack>
  );
}
