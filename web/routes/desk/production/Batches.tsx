import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useForm } from '../../../form/useForm.ts';
import { LoadedTable } from '../../../kit/desk.ts';
import {
  Button,
  Cluster,
  ConfirmedAct,
  Empty,
  FormFrame,
  Loaded,
  Muted,
  Page,
  Panel,
  SelectField,
  Stack,
  Status,
  TextField,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { type Batches, batchesQuery, beginBatch, packParcels } from './data.ts';
import { sayWhy, toneOfBatch } from './state.ts';

/** Batches with how far they are; what is ready is given to a machine here, what is checked is packed. */
export function BatchesScreen() {
  const { say, number, moment } = useWords();
  const batches = useQuery(batchesQuery);
  const rows = useQuery({ ...batchesQuery, select: (data) => data.batches });
  const word = (key: string) => say(`screen.production.batches.${key}`);
  return (
    <Page title={word('title')} lead={word('lead')} width="wide" error={batches.isError}>
      <Stack gap="large">
        <LoadedTable
          query={rows}
          lines={5}
          caption={word('title')}
          empty={<Empty title={word('none')}>{word('noneText')}</Empty>}
          rowKey={({ batch }) => batch}
          columns={[
            { key: 'at', head: word('at'), main: true, cell: ({ startedAt }) => moment(startedAt) },
            {
              key: 'state',
              head: word('state'),
              cell: ({ state, why }) => (
                <Status tone={toneOfBatch(state)}>
                  {say(`value.productionBatchState.${state}`)}
                  {why ? `: ${sayWhy(say, why)}` : ''}
                </Status>
              ),
            },
            {
              key: 'made',
              head: word('made'),
              numeric: true,
              cell: ({ made, items }) =>
                say('screen.production.batches.madeOf', { made: number(made), items: number(items) }),
            },
            { key: 'failed', head: word('failed'), numeric: true, cell: ({ failed }) => number(failed) },
            {
              key: 'rate',
              head: word('rate'),
              numeric: true,
              cell: ({ perMinute }) => (perMinute === undefined ? '' : number(perMinute)),
            },
            {
              key: 'ends',
              head: word('ends'),
              cell: ({ endsAt, endedAt }) => (endsAt ? moment(endsAt) : endedAt ? moment(endedAt) : ''),
            },
            {
              key: 'open',
              head: word('open'),
              cell: (row) => (
                <Button
                  small
                  to="/desk/production/$batch"
                  params={{ batch: row.batch }}
                  label={say('screen.production.batches.openLong', { at: moment(row.startedAt) })}
                >
                  {word('open')}
                </Button>
              ),
            },
          ]}
        />
        <Loaded query={batches} lines={3}>
          {(data) => (
            <>
              <Begin known={data} />
              <Panel title={word('pack')}>
                <Muted>{say('screen.production.batches.packText', { count: number(data.unpacked) })}</Muted>
                {data.unpacked > 0 && (
                  <Cluster>
                    <ConfirmedAct
                      kind="secondary"
                      title={word('packTitle')}
                      text={word('packExplained')}
                      yes={word('pack')}
                      act={packParcels}
                      done={word('packed')}
                      refresh={['production']}
                    >
                      {word('pack')}
                    </ConfirmedAct>
                  </Cluster>
                )}
              </Panel>
            </>
          )}
        </Loaded>
      </Stack>
    </Page>
  );
}

function Begin({ known: { origins, machines } }: { known: Batches }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const word = (key: string) => say(`screen.production.batches.${key}`);
  /** Those that take the blanks of what is ordered. */
  const machinesFor = (origin: string) => {
    const product = origins.find(({ id }) => id === origin)?.product;
    return machines.filter((one) => one.product === product).map(({ id }) => id);
  };
  const form = useForm({
    initial: { origin: origins[0]?.id ?? '', machine: '', items: '500' },
    check: ({ items }) => (/^[1-9]\d{0,4}$/.test(items) ? {} : { items: word('itemsWrong') }),
    send: async ({ origin, machine: wanted, items }, key) => {
      const fitting = machinesFor(origin);
      const machine = fitting.includes(wanted) ? wanted : (fitting[0] ?? '');
      const { batch } = await beginBatch({ origin, machine, items: Number(items) }, key);
      await queries.invalidateQueries({ queryKey: ['production'] });
      await navigate({ to: '/desk/production/$batch', params: { batch } });
    },
  });
  const choices = (values: readonly string[], words: string) =>
    values.map((value) => ({ value, label: say(`value.${words}.${value}`) }));
  return (
    <Panel title={word('begin')}>
      <FormFrame form={form} send={word('begin')} icon="add">
        <SelectField
          label={word('origin')}
          choices={choices(
            origins.map(({ id }) => id),
            'productionOrigin',
          )}
          {...form.field('origin')}
        />
        <SelectField
          label={word('machine')}
          choices={choices(machinesFor(form.values.origin), 'productionMachine')}
          {...form.field('machine')}
        />
        <TextField label={word('items')} hint={word('itemsHint')} inputMode="numeric" {...form.field('items')} />
      </FormFrame>
    </Panel>
  );
}
