import pg from 'pg';
import { openTestHouse } from '#test';
import { commandContext } from '../server/commands/local.ts';
import { beginOlder, type OlderRow, takeOlder } from '../server/rooms/cards/index.ts';
import { describeMachine, format, option, printRow } from './measure.ts';

/**
 * How many rows a second come over from an older card system, piece by piece as the command and the page send them: judged against the
 * register, written with number, step and a line of the journal for each holder. Beside it, in the same run, bare inserts of the same pieces
 * into a table without an index.
 * node bench/olderCards.ts [--persons 100000]
 */
const PIECE = 1000;
const persons = Number(option('persons', '100000'));
const house = await openTestHouse({ persons });
const client = new pg.Client({ connectionString: house.databaseUrl });
await client.connect();
try {
  const { rows } = await client.query<{ value: string }>(
    "SELECT value FROM people.identifier WHERE kind = 'pin' AND status = 'active' ORDER BY value",
  );
  const given: OlderRow[] = rows.map(({ value }) => ({
    ...{ number: value, documentNumber: value, issuedOn: '05/03/2018', expiresOn: '', standing: '' },
  }));
  process.stdout.write(`${describeMachine()}, ${format(given.length)} rows, ${format(persons)} persons\n`);
  const bare = await measure(given, insertBare());
  printRow('limit: bare inserts', { 'rows/s': bare });
  const { run, take } = await open(given.length);
  const all = await measure(given, take);
  const { rows: ended } = await client.query('SELECT taken, refused FROM cards.older_run WHERE run = $1', [run]);
  const { taken, refused } = ended[0];
  printRow('taken over', { 'rows/s': all, 'of the limit': all / bare, taken, refused });
} finally {
  await client.end();
  await house.close();
}

async function measure(
  given: readonly OlderRow[],
  work: (piece: readonly OlderRow[], from: number) => Promise<unknown>,
) {
  const begun = performance.now();
  for (let from = 0; from < given.length; from += PIECE) await work(given.slice(from, from + PIECE), from);
  return given.length / ((performance.now() - begun) / 1000);
}

function insertBare() {
  const made = client.query('CREATE TEMP TABLE bare (row jsonb)');
  return async (piece: readonly OlderRow[]) => {
    await made;
    await client.query('INSERT INTO bare SELECT * FROM unnest($1::jsonb[])', [piece.map((row) => JSON.stringify(row))]);
  };
}

async function open(expected: number) {
  const { kernel, offices } = house;
  const { purpose, older } = offices.country.cards;
  const about = { area: '', scopes: ['cards.older'], purpose, legalBasis: older.legalBasis };
  const context = () => commandContext(kernel.clock, about);
  const system = offices.country.cards.older.systems[0]!.id;
  const { run } = await beginOlder(house, context(), { system, source: 'bench', trial: false, expected });
  const take = (rows: readonly OlderRow[], from: number) =>
    takeOlder({ kernel, offices }, context(), run, { from, rows });
  return { run, take };
}
