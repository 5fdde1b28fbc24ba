import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useForm } from '../../../form/useForm.ts';
import { Table } from '../../../kit/desk.ts';
import {
  announce,
  Cluster,
  ConfirmedAct,
  Empty,
  FigureTile,
  FormFrame,
  Loaded,
  Muted,
  Notice,
  Page,
  Panel,
  SelectField,
  Stack,
  TextField,
  Tiles,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { endDestruction, proposeDestruction, receiveBox, type Stock, spoilBlank, stockQuery } from './data.ts';

const STATES = ['in-stock', 'in-machine', 'used', 'spoiled', 'destroyed'] as const;
const WHY = ['damaged', 'printed-wrong', 'stolen'] as const;

/** Every blank that ever came is somewhere: here it is seen that the sum comes out. */
export function BlanksScreen() {
  const { say } = useWords();
  const stock = useQuery(stockQuery);
  const word = (key: string) => say(`screen.production.blanks.${key}`);
  return (
    <Page
      title={word('title')}
      lead={word('lead')}
      width="wide"
      error={stock.isError}
      back={{ to: '/desk/production', label: say('screen.production.batch.back') }}
    >
      <Loaded query={stock} lines={9}>
        {(data) => (
          <Stack gap="large">
            <Sums stock={data} />
            <Boxes stock={data} />
            <Receive stock={data} />
            <Spoil />
            <Destructions stock={data} />
          </Stack>
        )}
      </Loaded>
    </Page>
  );
}

function Sums({ stock: { sums } }: { stock: Stock }) {
  const { say, number } = useWords();
  const word = (key: string) => say(`screen.production.blanks.${key}`);
  return sums.map(({ product, received, sums: own, comesOut }) => (
    <Panel key={product} title={say(`value.blankProduct.${product}`)}>
      <Tiles>
        <FigureTile value={number(received)} label={word('received')} />
        {STATES.map((state) => (
          <FigureTile key={state} value={number(own[state])} label={say(`value.blankState.${state}`)} />
        ))}
      </Tiles>
      <Notice tone={comesOut ? 'good' : 'bad'} title={word(comesOut ? 'comesOut' : 'missing')}>
        <p>{word(comesOut ? 'comesOutText' : 'missingText')}</p>
      </Notice>
    </Panel>
  ));
}

function Boxes({ stock: { boxes } }: { stock: Stock }) {
  const { say, number, moment } = useWords();
  const word = (key: string) => say(`screen.production.blanks.${key}`);
  return (
    <Panel title={word('boxes')}>
      {boxes.length === 0 ? (
        <Empty title={word('none')}>{word('noneText')}</Empty>
      ) : (
        <Table
          caption={word('boxes')}
          rows={boxes}
          rowKey={({ box }) => box}
          columns={[
            { key: 'label', head: word('label'), main: true, cell: ({ label }) => label },
            { key: 'serials', head: word('serials'), cell: ({ first, last }) => `${first} – ${last}` },
            { key: 'count', head: word('count'), numeric: true, cell: ({ count }) => number(count) },
            { key: 'at', head: word('at'), cell: ({ receivedAt }) => moment(receivedAt) },
            { key: 'by', head: word('by'), cell: ({ officerName }) => officerName ?? '' },
          ]}
        />
      )}
    </Panel>
  );
}

function Receive({ stock: { products } }: { stock: Stock }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const word = (key: string) => say(`screen.production.blanks.${key}`);
  const form = useForm({
    initial: { label: '', product: products[0] ?? '', first: '', count: '' },
    check: ({ label, first, count }) => ({
      ...(label.trim() ? {} : { label: word('labelMissing') }),
      ...(/^[A-Z0-9-]*\d$/.test(first) ? {} : { first: word('firstWrong') }),
      ...(/^[1-9]\d{0,5}$/.test(count) ? {} : { count: word('countWrong') }),
    }),
    send: async ({ label, product, first, count }, key) => {
      await receiveBox({ label: label.trim(), product, first, count: Number(count) }, key);
      announce(word('receiveDone'));
      for (const name of ['label', 'first', 'count'] as const) form.set(name, '');
      await queries.invalidateQueries({ queryKey: ['production'] });
    },
  });
  return (
    <Panel title={word('receive')}>
      <FormFrame form={form} send={word('receive')} icon="add">
        <TextField label={word('label')} hint={word('labelHint')} maxLength={60} {...form.field('label')} />
        <SelectField
          label={word('product')}
          choices={products.map((value) => ({ value, label: say(`value.blankProduct.${value}`) }))}
          {...form.field('product')}
        />
        <TextField label={word('first')} hint={word('firstHint')} mono maxLength={30} {...form.field('first')} />
        <TextField label={word('count')} inputMode="numeric" {...form.field('count')} />
      </FormFrame>
    </Panel>
  );
}

function Spoil() {
  const { say } = useWords();
  const queries = useQueryClient();
  const word = (key: string) => say(`screen.production.blanks.${key}`);
  const form = useForm({
    initial: { serial: '', why: 'damaged' },
    check: ({ serial }) => (serial ? {} : { serial: word('serialMissing') }),
    send: async ({ serial, why }, key) => {
      await spoilBlank(serial, { why: why as (typeof WHY)[number] }, key);
      announce(word('spoilDone'));
      form.set('serial', '');
      await queries.invalidateQueries({ queryKey: ['production'] });
    },
  });
  return (
    <Panel title={word('spoil')}>
      <Muted>{word('spoilText')}</Muted>
      <FormFrame form={form} send={word('spoil')}>
        <TextField label={word('serial')} mono maxLength={30} {...form.field('serial')} />
        <SelectField
          label={word('why')}
          choices={WHY.map((value) => ({
            value,
            label: say(`screen.production.why.${value}`),
          }))}
          {...form.field('why')}
        />
      </FormFrame>
    </Panel>
  );
}

/** What is spoiled is destroyed before the eyes of two. */
function Destructions({ stock: { spoiled, destructions } }: { stock: Stock }) {
  const { say, number, moment } = useWords();
  const word = (key: string) => say(`screen.production.blanks.${key}`);
  return (
    <Panel title={word('destroy')}>
      <Muted>{say('screen.production.blanks.destroyText', { count: number(spoiled) })}</Muted>
      {spoiled > 0 && (
        <Cluster>
          <ConfirmedAct
            kind="secondary"
            title={word('proposeTitle')}
            text={word('proposeText')}
            yes={word('propose')}
            act={proposeDestruction}
            done={word('done')}
            refresh={['production']}
          >
            {word('propose')}
          </ConfirmedAct>
        </Cluster>
      )}
      {destructions.map(({ destruction, count, proposedAt, proposedName }) => (
        <Notice
          key={destruction}
          tone="wait"
          title={say('screen.production.blanks.proposed', { count: number(count), at: moment(proposedAt) })}
        >
          <p>{say('screen.production.blanks.proposedBy', { name: proposedName ?? '–' })}</p>
          <Cluster>
            {([true, false] as const).map((done) => (
              <ConfirmedAct
                key={String(done)}
                kind={done ? 'danger' : 'secondary'}
                title={word(done ? 'confirmTitle' : 'refuseTitle')}
                text={word(done ? 'confirmText' : 'refuseText')}
                yes={word(done ? 'confirm' : 'refuse')}
                act={() => endDestruction(destruction, done)}
                done={word('done')}
                refresh={['production']}
              >
                {word(done ? 'confirm' : 'refuse')}
              </ConfirmedAct>
            ))}
          </Cluster>
        </Notice>
      ))}
    </Panel>
  );
}
