import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useForm } from '../../form/useForm.ts';
import {
  AreaField,
  announce,
  Cluster,
  ConfirmedAct,
  Empty,
  FileField,
  FormFrame,
  Loaded,
  Muted,
  Page,
  Panel,
  SelectField,
  Stack,
  TextField,
} from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { closeDesk, enterFlight, enterInsurance, openDesk, ownDesksQuery } from './data.ts';
import { readRows } from './rows.ts';

/** An organisation's desks, and what they ask: passengers of flights, insured persons. */
export function ManageScreen() {
  const { say } = useWords();
  const query = useQuery(ownDesksQuery);
  return (
    <Page title={say('screen.desks.title')} lead={say('screen.desks.lead')} error={query.isError}>
      <Loaded query={query} lines={5}>
        {({ desks, kinds, enters }) => (
          <Stack gap="large">
            {kinds.length > 0 && (
              <Panel title={say('screen.desks.open')}>
                <Stack gap="large">
                  {desks.length === 0 && <Empty title={say('screen.desks.none')}>{say('screen.desks.noneText')}</Empty>}
                  {desks.map(({ id, name, place }) => (
                    <Cluster key={id} apart>
                      <span>
                        {name} <Muted>({place})</Muted>
                      </span>
                      <ConfirmedAct
                        small
                        label={`${say('screen.desks.close')}: ${place}`}
                        title={say('screen.desks.closeTitle')}
                        text={say('screen.desks.closeText')}
                        yes={say('screen.desks.close')}
                        act={() => closeDesk(id)}
                        refresh={ownDesksQuery.queryKey}
                      >
                        {say('screen.desks.close')}
                      </ConfirmedAct>
                    </Cluster>
                  ))}
                  <NewDesk kinds={kinds} />
                </Stack>
              </Panel>
            )}
            {enters.includes('flight') && <FlightForm />}
            {enters.includes('insurance') && <InsuranceForm />}
            {kinds.length === 0 && enters.length === 0 && (
              <Empty title={say('screen.desks.notYours')}>{say('screen.desks.notYoursText')}</Empty>
            )}
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

function NewDesk({ kinds }: { kinds: readonly { id: string; name: string }[] }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const form = useForm({
    initial: { kind: kinds[0]!.id, place: '' },
    check: ({ place }) => (place.trim() ? {} : { place: say('screen.desks.placeMissing') }),
    send: async (values, key) => {
      await openDesk(values, key);
      form.set('place', '');
      announce(say('screen.desks.opened'));
      await queries.invalidateQueries({ queryKey: ownDesksQuery.queryKey });
    },
  });
  return (
    <FormFrame form={form} send={say('screen.desks.new')} icon="add">
      <SelectField
        label={say('screen.desks.kind')}
        choices={kinds.map(({ id, name }) => ({ value: id, label: name }))}
        {...form.field('kind')}
      />
      <TextField label={say('screen.desks.place')} maxLength={120} {...form.field('place')} />
    </FormFrame>
  );
}

/** Reads a chosen file into a form’s field, where it can be seen before it is sent. */
function RowsFile({ id, onText }: { id: string; onText: (text: string) => void }) {
  const { say } = useWords();
  return (
    <FileField
      id={id}
      label={say('screen.desks.file')}
      accept=".csv,.txt"
      onChange={(file) => void file?.text().then(onText)}
    />
  );
}

function FlightForm() {
  const { say, number } = useWords();
  const word = (key: string) => say(`screen.desks.flight.${key}`);
  const form = useForm({
    initial: { code: '', destination: '', departsAt: '', passengers: '' },
    check: (values) => ({
      ...(/^[A-Z0-9]{2,3}[0-9]{1,4}$/.test(values.code) ? {} : { code: word('codeWrong') }),
      ...(values.destination.trim() ? {} : { destination: word('destinationMissing') }),
      ...(/^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(values.departsAt) ? {} : { departsAt: word('departsWrong') }),
      ...(readRows(values.passengers, 2).length > 0 ? {} : { passengers: word('passengersWrong') }),
    }),
    send: async (values, key) => {
      const passengers = readRows(values.passengers, 2).map(([one, seat]) => ({ number: one!, seat: seat! }));
      const departsAt = new Date(values.departsAt.replace(' ', 'T')).toISOString();
      const made = await enterFlight({ ...values, departsAt, passengers }, key);
      announce(say('screen.desks.flight.entered', { count: number(made.passengers) }));
      form.set('passengers', '');
    },
  });
  return (
    <Panel title={word('title')}>
      <FormFrame form={form} send={word('send')}>
        <TextField label={word('code')} maxLength={7} mono {...form.field('code')} />
        <TextField label={word('destination')} maxLength={80} {...form.field('destination')} />
        <TextField
          label={word('departs')}
          hint={word('departsHint')}
          maxLength={16}
          mono
          {...form.field('departsAt')}
        />
        <RowsFile id="passengers-file" onText={(text) => form.set('passengers', text)} />
        <AreaField label={word('passengers')} hint={word('passengersHint')} rows={6} {...form.field('passengers')} />
      </FormFrame>
    </Panel>
  );
}

function InsuranceForm() {
  const { say, number } = useWords();
  const word = (key: string) => say(`screen.desks.insurance.${key}`);
  const form = useForm({
    initial: { rows: '' },
    check: ({ rows }) => (readRows(rows, 4).length > 0 ? {} : { rows: word('wrong') }),
    send: async ({ rows: given }, key) => {
      const rows = readRows(given, 4).map(([one, card, from, to]) => ({
        number: one!,
        card: card!,
        from: from!,
        to: to!,
      }));
      const { taken } = await enterInsurance({ rows }, key);
      announce(say('screen.desks.insurance.taken', { count: number(taken) }));
      form.set('rows', '');
    },
  });
  return (
    <Panel title={word('title')}>
      <FormFrame form={form} send={word('send')}>
        <RowsFile id="insurance-file" onText={(text) => form.set('rows', text)} />
        <AreaField label={word('rows')} hint={word('hint')} rows={6} {...form.field('rows')} />
      </FormFrame>
    </Panel>
  );
}
