import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { LoadedTable } from '../../../kit/desk.ts';
import {
  Button,
  Cluster,
  DateField,
  Empty,
  FigureTile,
  isDate,
  Loaded,
  Page,
  Panel,
  PlainAct,
  Stack,
  Status,
  type Tone,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { useDesk } from '../desk.ts';
import { PersonField } from '../fields/PersonField.tsx';
import { type PersonDraft, readDraft } from '../fields/values.ts';
import {
  type Appointment,
  type AppointmentAct,
  actOnAppointment,
  dayQuery,
  enrolmentsQuery,
  rulesQuery,
} from './data.ts';
import classes from './enrolment.module.css';
import { GiveTime } from './GiveTime.tsx';

const TONES: Readonly<Record<Appointment['state'], Tone>> = {
  booked: 'info',
  arrived: 'wait',
  done: 'good',
  missed: 'bad',
  cancelled: 'plain',
};
/** What may be said of somebody who has a time; the server has the last word. */
const ACTS: Readonly<Record<Appointment['state'], readonly AppointmentAct[]>> = {
  booked: ['arrive', 'miss', 'cancel'],
  arrived: ['back'],
  done: [],
  missed: ['arrive'],
  cancelled: [],
};

/** The day at the counters: who comes, who was enrolled, and who stands there without a time. */
export function EnrolmentDayScreen() {
  const { say, date } = useWords();
  const { caller } = useSession();
  const { reason, today } = useDesk();
  const { day = today }: { day?: string } = useSearch({ strict: false });
  const appointments = useQuery(dayQuery(day, reason));
  // A team that leaves takes the rules with it.
  useQuery(rulesQuery);
  const word = (key: string) => say(`screen.enrolment.day.${key}`);
  return (
    <Page
      title={word('title')}
      lead={say('screen.enrolment.day.lead', { date: date(day) })}
      width="wide"
      error={appointments.isError}
      actions={
        <>
          <Button icon="offline" to="/desk/enrolment/away">
            {say('screen.enrolment.away.title')}
          </Button>
          {caller.scopes.includes('enrolment.schedule') && (
            <Button icon="clock" to="/desk/enrolment/hours">
              {say('screen.enrolment.hours.title')}
            </Button>
          )}
        </>
      }
    >
      <Stack gap="large">
        <Figures day={day} />
        <WhoIsHere />
        <Panel title={word('appointments')} actions={<GiveTime />}>
          <ChooseDay day={day} />
          <LoadedTable
            query={{ ...appointments, data: appointments.data?.appointments }}
            lines={5}
            caption={word('appointments')}
            empty={<Empty title={word('nobody')}>{word('nobodyText')}</Empty>}
            rowKey={({ appointment }) => appointment}
            columns={[
              { key: 'name', head: word('name'), main: true, cell: (row) => <OnePerson row={row} /> },
              { key: 'at', head: word('time'), cell: ({ at }) => <Time at={at} /> },
              { key: 'kind', head: word('kind'), cell: ({ kindName }) => kindName },
              { key: 'office', head: word('office'), cell: ({ officeName }) => officeName },
              {
                key: 'state',
                head: word('state'),
                cell: ({ state }) => <Status tone={TONES[state]}>{say(`value.appointmentState.${state}`)}</Status>,
              },
              { key: 'acts', head: word('acts'), cell: (row) => <Acts row={row} /> },
            ]}
          />
        </Panel>
      </Stack>
    </Page>
  );
}

function Time({ at }: { at: string }) {
  const { time } = useWords();
  return <strong>{time(at)}</strong>;
}

function OnePerson({ row: { name } }: { row: Appointment }) {
  return <strong>{name}</strong>;
}

function Figures({ day }: { day: string }) {
  const { say, number } = useWords();
  const { reason } = useDesk();
  const appointments = useQuery(dayQuery(day, reason));
  const done = useQuery(enrolmentsQuery(day));
  const word = (key: string) => say(`screen.enrolment.day.figure.${key}`);
  return (
    <Loaded query={appointments} lines={2}>
      {({ appointments: all, capacity }) => (
        <div className={classes.figures}>
          <FigureTile value={number(all.length)} label={word('booked')} />
          <FigureTile value={number(all.filter(({ state }) => state === 'arrived').length)} label={word('arrived')} />
          <FigureTile value={number(done.data?.count ?? 0)} label={word('done')} />
          <FigureTile value={number(capacity)} label={word('capacity')} />
        </div>
      )}
    </Loaded>
  );
}

/** Without a time: found by number or name, and on to the enrolment. */
function WhoIsHere() {
  const { say } = useWords();
  const navigate = useNavigate();
  return (
    <Panel title={say('screen.enrolment.day.walkIn')} ground="warm">
      <PersonField
        id="walk-in"
        label={say('screen.enrolment.day.walkInWho')}
        value=""
        onChange={(text) => {
          const { person } = readDraft<PersonDraft>(text);
          if (person) void navigate({ to: '/desk/enrolment/persons/$person', params: { person } });
        }}
      />
    </Panel>
  );
}

function ChooseDay({ day }: { day: string }) {
  const { say } = useWords();
  const navigate = useNavigate();
  const [text, setText] = useState(day);
  const choose = (next: string) => {
    setText(next);
    if (isDate(next)) void navigate({ to: '/desk/enrolment', search: { day: next }, replace: true });
  };
  const move = (by: number) => choose(new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10));
  return (
    <Cluster>
      <Button small icon="back" onClick={() => move(-1)}>
        {say('screen.enrolment.day.before')}
      </Button>
      <DateField id="day" label={say('screen.enrolment.day.day')} value={text} onChange={choose} />
      <Button small icon="forward" onClick={() => move(1)}>
        {say('screen.enrolment.day.after')}
      </Button>
    </Cluster>
  );
}

function Acts({ row }: { row: Appointment }) {
  const { say } = useWords();
  const { reason } = useDesk();
  const { person, name, state, appointment } = row;
  const word = (key: string) => say(`screen.enrolment.act.${key}`);
  return (
    <Cluster>
      {(state === 'booked' || state === 'arrived') && (
        <Button
          small
          kind="primary"
          to="/desk/enrolment/persons/$person"
          params={{ person }}
          search={{ appointment }}
          label={`${word('begin')}: ${name}`}
        >
          {word('begin')}
        </Button>
      )}
      {ACTS[state].map((act) => (
        <PlainAct
          key={act}
          small
          kind="quiet"
          label={`${word(act)}: ${name}`}
          act={() => actOnAppointment(row, act, reason)}
          done={word(`${act}Done`)}
          refresh={['enrolment', 'day']}
        >
          {word(act)}
        </PlainAct>
      ))}
    </Cluster>
  );
}
