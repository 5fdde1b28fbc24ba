import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Table } from '../../../kit/desk.ts';
import {
  Cluster,
  ConfirmedAct,
  Empty,
  FigureTile,
  Loaded,
  Notice,
  Page,
  Panel,
  Stack,
  Status,
  TextLink,
  Tiles,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { type BatchPage, batchQuery, endBatch, resumeBatch } from './data.ts';
import { sayWhy, toneOfBatch, toneOfItem } from './state.ts';

/** One batch while it is made, and what became of each of its blanks. */
export function BatchScreen() {
  const { say } = useWords();
  const { batch = '' } = useParams({ strict: false });
  const page = useQuery(batchQuery(batch));
  const word = (key: string) => say(`screen.production.batch.${key}`);
  return (
    <Page
      title={word('title')}
      width="wide"
      step={batch}
      error={page.isError}
      back={{ to: '/desk/production', label: word('back') }}
    >
      <Loaded query={page} lines={9}>
        {(data) => <Known batch={data} />}
      </Loaded>
    </Page>
  );
}

function Known({ batch }: { batch: BatchPage }) {
  const { say, number, moment } = useWords();
  const word = (key: string) => say(`screen.production.batch.${key}`);
  return (
    <Stack gap="large">
      <Cluster>
        <Status tone={toneOfBatch(batch.state)}>{say(`value.productionBatchState.${batch.state}`)}</Status>
      </Cluster>
      {batch.state === 'held' && <Held batch={batch} />}
      <Tiles>
        <FigureTile
          value={number(batch.made)}
          label={say('screen.production.batch.madeOf', { items: number(batch.items) })}
        />
        <FigureTile value={number(batch.spoiled.length)} label={word('spoiled')} />
        <FigureTile value={number(batch.failed)} label={word('failed')} />
        {batch.perMinute !== undefined && <FigureTile value={number(batch.perMinute)} label={word('rate')} />}
        {batch.endsAt && <FigureTile value={moment(batch.endsAt)} label={word('ends')} />}
        {batch.endedAt && <FigureTile value={moment(batch.endedAt)} label={word('ended')} />}
      </Tiles>
      <Panel title={word('items')}>
        <Table
          caption={word('items')}
          rows={batch.rows}
          rowKey={({ item }) => item}
          columns={[
            { key: 'serial', head: word('serial'), main: true, cell: ({ serial }) => serial ?? '–' },
            { key: 'office', head: word('office'), cell: ({ officeName }) => officeName },
            {
              key: 'state',
              head: word('state'),
              cell: ({ state }) => <Status tone={toneOfItem(state)}>{say(`value.itemState.${state}`)}</Status>,
            },
            { key: 'why', head: word('why'), cell: ({ why }) => (why ? sayWhy(say, why) : '') },
          ]}
        />
      </Panel>
      <Panel title={word('spoiled')}>
        {batch.spoiled.length === 0 ? (
          <Empty title={word('spoiledNone')}>{word('spoiledNoneText')}</Empty>
        ) : (
          <Table
            caption={word('spoiled')}
            rows={batch.spoiled}
            rowKey={({ serial }) => serial}
            columns={[
              { key: 'serial', head: word('serial'), main: true, cell: ({ serial }) => serial },
              { key: 'why', head: word('why'), cell: ({ why }) => sayWhy(say, why) },
              { key: 'at', head: word('at'), cell: ({ at }) => moment(at) },
            ]}
          />
        )}
      </Panel>
    </Stack>
  );
}

/** What is missing, and the two ways on. */
function Held({ batch }: { batch: BatchPage }) {
  const { say } = useWords();
  const word = (key: string) => say(`screen.production.batch.${key}`);
  return (
    <Notice tone="wait" title={word('held')}>
      <p>
        {word('heldText')} <TextLink to="/desk/blanks">{word('heldLink')}</TextLink>
      </p>
      <Cluster>
        {(['resume', 'end'] as const).map((act) => (
          <ConfirmedAct
            key={act}
            kind={act === 'resume' ? 'primary' : 'secondary'}
            title={word(`${act}Title`)}
            text={word(`${act}Text`)}
            yes={word(act)}
            act={() => (act === 'resume' ? resumeBatch : endBatch)(batch.batch)}
            done={word('done')}
            refresh={['production']}
          >
            {word(act)}
          </ConfirmedAct>
        ))}
      </Cluster>
    </Notice>
  );
}
