import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from '../../form/useForm.ts';
import {
  announce,
  Button,
  Cluster,
  ConfirmedAct,
  Disclosure,
  Empty,
  FieldList,
  FieldRow,
  FormFrame,
  Loaded,
  Muted,
  Page,
  Panel,
  SelectField,
  Stack,
  Status,
} from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { download } from '../agency/download.ts';
import {
  actOnOwn,
  bookOwn,
  type OwnAppointment,
  type OwnAppointments,
  ownAppointmentsQuery,
} from '../desk/enrolment/data.ts';
import { SlotField } from '../desk/enrolment/SlotField.tsx';
import { writeCalendar } from './calendar.ts';

const DOOR = '/api/me/appointments/slots';
const UNDER_WAY: readonly OwnAppointment['state'][] = ['booked', 'arrived'];

/** My time at a counter: taken, moved, given up. */
export function OwnAppointmentScreen() {
  const { say } = useWords();
  const own = useQuery(ownAppointmentsQuery);
  return (
    <Page
      title={say('screen.appointment.title')}
      lead={say('screen.appointment.lead')}
      error={own.isError}
      back={{ to: '/me/card', label: say('screen.card.title') }}
    >
      <Loaded query={own} lines={6}>
        {(data) => <Known data={data} />}
      </Loaded>
    </Page>
  );
}

function Known({ data }: { data: OwnAppointments }) {
  const { say, moment } = useWords();
  const current = data.appointments.find(({ state }) => UNDER_WAY.includes(state));
  const past = data.appointments.filter((one) => one !== current);
  return (
    <Stack gap="large">
      {current ? (
        <Current one={current} data={data} />
      ) : data.offices.length === 0 ? (
        <Empty title={say('screen.appointment.noOffice')}>{say('screen.appointment.noOfficeText')}</Empty>
      ) : (
        <Take data={data} />
      )}
      {past.length > 0 && (
        <Panel title={say('screen.appointment.before')}>
          <FieldList>
            {past.map(({ appointment, at, state, officeName }) => (
              <FieldRow key={appointment} label={moment(at)}>
                {officeName} · {say(`value.appointmentState.${state}`)}
              </FieldRow>
            ))}
          </FieldList>
        </Panel>
      )}
    </Stack>
  );
}

function Current({ one, data }: { one: OwnAppointment; data: OwnAppointments }) {
  const { say, moment } = useWords();
  const word = (key: string, values = {}) => say(`screen.appointment.${key}`, values);
  const keep = () => {
    const file = writeCalendar({
      ...{ id: one.appointment, sequence: one.version, now: new Date().toISOString() },
      ...{ at: one.at, minutes: data.minutes, title: one.kindName, place: one.officeName },
      text: `${word('bring', { hours: data.remindHours })} ${word('calendarNote')}`,
    });
    download('appointment.ics', file, 'text/calendar');
  };
  return (
    <Panel title={moment(one.at)} actions={<Status tone="info">{say(`value.appointmentState.${one.state}`)}</Status>}>
      <FieldList>
        <FieldRow label={word('office')}>{one.officeName}</FieldRow>
        <FieldRow label={word('kind')}>{one.kindName}</FieldRow>
      </FieldList>
      <Muted>{word('bring', { hours: data.remindHours })}</Muted>
      <Cluster>
        <Button icon="calendar" onClick={keep}>
          {word('calendar')}
        </Button>
      </Cluster>
      {one.mayChange ? (
        <Stack>
          <Disclosure summary={word('move')}>
            <Move one={one} />
          </Disclosure>
          <Cluster>
            <ConfirmedAct
              kind="danger"
              title={word('cancelTitle')}
              text={word('cancelText')}
              yes={word('cancel')}
              act={() => actOnOwn(one, { act: 'cancel' })}
              done={word('cancelled')}
              refresh={ownAppointmentsQuery.queryKey}
            >
              {word('cancel')}
            </ConfirmedAct>
          </Cluster>
        </Stack>
      ) : (
        <Muted>{word('fixed', { hours: data.noticeHours })}</Muted>
      )}
    </Panel>
  );
}

function Move({ one }: { one: OwnAppointment }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const [day, setDay] = useState('');
  const form = useForm({
    initial: { at: '' },
    check: ({ at }): { at?: string } => (at ? {} : { at: say('screen.appointment.atMissing') }),
    send: async ({ at }, key) => {
      await actOnOwn(one, { act: 'move', at }, key);
      announce(say('screen.appointment.moved'));
      await queries.invalidateQueries({ queryKey: ownAppointmentsQuery.queryKey });
    },
  });
  return (
    <FormFrame form={form} send={say('screen.appointment.moveSend')}>
      <SlotField door={DOOR} office={one.office} day={day} onDay={setDay} field={form.field('at')} />
    </FormFrame>
  );
}

function Take({ data: { offices, kinds, noticeHours } }: { data: OwnAppointments }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const [day, setDay] = useState('');
  const word = (key: string, values = {}) => say(`screen.appointment.${key}`, values);
  const form = useForm({
    initial: { office: offices[0]!.id, kind: kinds[0]?.id ?? '', at: '' },
    check: ({ at }): { at?: string } => (at ? {} : { at: word('atMissing') }),
    send: async (wish, key) => {
      await bookOwn(wish, key);
      announce(word('taken'));
      await queries.invalidateQueries({ queryKey: ownAppointmentsQuery.queryKey });
    },
  });
  return (
    <Panel title={word('take')}>
      <FormFrame form={form} send={word('send')} icon="calendar">
        <SelectField
          label={word('kind')}
          choices={kinds.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.field('kind')}
        />
        <SelectField
          label={word('office')}
          choices={offices.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.field('office')}
        />
        <SlotField door={DOOR} office={form.values.office} day={day} onDay={setDay} field={form.field('at')} />
        <Muted>{word('notice', { hours: noticeHours })}</Muted>
      </FormFrame>
    </Panel>
  );
}

/** From the card to the counter. */
export function ToAppointment() {
  const { say } = useWords();
  return (
    <Cluster>
      <Button icon="calendar" to="/me/card/appointment">
        {say('screen.appointment.title')}
      </Button>
    </Cluster>
  );
}
