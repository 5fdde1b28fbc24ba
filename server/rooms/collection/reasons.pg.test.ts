import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { type CollectionStand, openCollectionStand, rowOf, sheetOf } from './stand.samples.ts';

let stand: CollectionStand;
before(async () => {
  stand = await openCollectionStand();
});
after(() => stand.close());

interface Reason {
  run: string;
  rule: string;
  severity: string;
  rows: number;
}

async function readReasons(): Promise<Reason[]> {
  const { rows } = await stand.kernel.database.pool.query<Reason>(
    'SELECT run, rule, severity, rows::int FROM collection.reason ORDER BY run, rule, severity',
  );
  return rows;
}

test('runs from before reasons were counted have the same counts after the migration as those counted piece by piece', async () => {
  await stand.collect(
    sheetOf([
      rowOf(1, { name: '' }),
      rowOf(2, { name: 'VƯƠNG THỊ LOAN', sex: 'Nữ' }),
      rowOf(3, { name: 'vương đình khoa', birth: '31/13/1990' }),
      rowOf(4, { name: 'Vương Hải Yến', sex: 'Nữ', birth: '' }),
    ]),
    'first.csv',
  );
  // More rows than a piece, and a line that is no row.
  const rows = Array.from({ length: 70 }, (_, at) => rowOf(at + 10, { name: `TRƯƠNG VĂN ${'ABCDEGHIK'[at % 9]}A` }));
  await stand.collect(`${sheetOf(rows)}\n"a line that is never closed`, 'second.csv');
  const counted = await readReasons();
  assert.ok(
    counted.some(({ severity, rows: many }) => severity === 'mended' && many > 50),
    JSON.stringify(counted),
  );
  assert.ok(counted.some(({ severity }) => severity === 'refused'));

  const migration = await readFile(new URL('./migrations/003.do.reasons.sql', import.meta.url), 'utf8');
  const [backfill] = /INSERT INTO collection\.reason[^;]+;/.exec(migration)!;
  const { default: pg } = await import('pg');
  // As a migration runs: by the owner.
  const owner = new pg.Client({ connectionString: stand.databaseUrl });
  await owner.connect();
  try {
    await owner.query('TRUNCATE collection.reason');
    await owner.query(backfill);
  } finally {
    await owner.end();
  }
  assert.deepEqual(await readReasons(), counted);
});
