import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createEvents, type Listener } from './events.ts';
import { openJournal, type TestJournal } from './journal/samples.ts';
import { createLog } from './log.ts';

let journal: TestJournal;
before(async () => {
  journal = await openJournal();
  await journal.owner.query(
    'CREATE TABLE kernel.heard (position bigint GENERATED ALWAYS AS IDENTITY, listener text, number bigint); GRANT SELECT, INSERT ON kernel.heard TO dancu_app',
  );
});
after(() => journal.close());

const silent = createLog('silent');
const heardBy = async (name: string) =>
  (
    await journal.owner.query<{ number: number }>(
      'SELECT number FROM kernel.heard WHERE listener = $1 ORDER BY position',
      [name],
    )
  ).rows.map((row) => row.number);
const upTo = (size: number) => Array.from({ length: size }, (_, number) => number);

/** Writes down what it hears, and falls over in the middle when told to. */
function createListener(name: string, fails: () => boolean = () => false): Listener {
  return {
    name,
    async hear(lines, { client }) {
      const half = Math.ceil(lines.length / 2);
      await client.query('INSERT INTO kernel.heard (listener, number) SELECT $1, unnest($2::bigint[])', [
        name,
        lines.slice(0, half).map((one) => one.number),
      ]);
      if (fails()) throw new Error('fell over');
      await client.query('INSERT INTO kernel.heard (listener, number) SELECT $1, unnest($2::bigint[])', [
        name,
        lines.slice(half).map((one) => one.number),
      ]);
    },
  };
}

test('a listener hears every line once and in order, though it fails in the middle and two processes tell it', async () => {
  let told = 0;
  const fails = () => told++ % 3 === 1;
  const dispatchers = [createEvents(journal.database, silent), createEvents(journal.database, silent)];
  for (const one of dispatchers) one.add(createListener('failing', fails));
  let size = 0;
  for (let turn = 0; turn < 20; turn++) {
    await Promise.all([journal.write('a', 'b', 'c'), journal.write('d')]);
    size = await journal.seal();
    await Promise.all(dispatchers.map((one) => one.deliver()));
  }
  for (let turn = 0; turn < 3; turn++) await dispatchers[0]!.deliver();
  assert.equal(size, 80);
  assert.ok(told > 20);
  assert.deepEqual(await heardBy('failing'), upTo(size));
});

test('one listener that always fails keeps nobody else from hearing', async () => {
  const events = createEvents(journal.database, silent);
  events.add(createListener('broken', () => true));
  events.add(createListener('healthy'));
  await events.deliver();
  const size = await journal.seal();
  assert.deepEqual(await heardBy('broken'), []);
  assert.deepEqual(await heardBy('healthy'), upTo(size));
});

test('a listener that is new hears the log from its beginning, one that was there goes on where it was', async () => {
  const first = createEvents(journal.database, silent);
  first.add(createListener('late'));
  await first.deliver();
  await journal.write('x');
  const size = await journal.seal();
  const second = createEvents(journal.database, silent);
  second.add(createListener('late'));
  await second.deliver();
  assert.deepEqual(await heardBy('late'), upTo(size));
});

test('more lines than fit into one telling are told in several', async () => {
  await Promise.all(
    Array.from({ length: 300 }, (_, index) =>
      journal.write(...Array.from({ length: 10 }, (_, part) => `${index}/${part}`)),
    ),
  );
  const size = await journal.seal();
  const events = createEvents(journal.database, silent);
  const batches: number[] = [];
  events.add({ name: 'many', hear: async (lines) => void batches.push(lines.length) });
  await events.deliver();
  assert.ok(batches.length > 1);
  assert.equal(
    batches.reduce((sum, one) => sum + one, 0),
    size,
  );
});

test('what is not committed to the log is not told', async () => {
  const size = await journal.seal();
  await journal.write('waiting for its seal');
  const events = createEvents(journal.database, silent);
  events.add(createListener('patient'));
  await events.deliver();
  assert.deepEqual(await heardBy('patient'), upTo(size));
});
