import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deduplicateRows, linkTables, proposeModel } from './index.ts';
import { enlargeBudget } from './rules.ts';
import { makeLabelled, makeWesterner, openWith } from './samples.ts';

const costs = { falseLink: 1, missedLink: 1 };

test('a number that half of all rows have stands for none and is no agreement, in memory as in tables', async () => {
  const labelled = makeLabelled(9, 330, makeWesterner);
  const rows = labelled.map(({ row }, at) => (at % 2 === 0 ? row : { ...row, soc_sec_id: '999-999-999' }));
  const { model } = proposeModel(Object.keys(rows[0]!));
  const inMemory = deduplicateRows(model, rows, { costs });
  const database = await openWith({ persons: rows });
  const inTables = await linkTables(model, database, { left: 'persons', costs });
  for (const { parameters } of [inMemory.model, inTables.model]) {
    const ofStrangers = parameters!.shares.pin!.u.at(-1)!;
    assert.ok(ofStrangers < 0.01, `two strangers have the same number in ${ofStrangers} of all cases`);
  }
});

test('where pairs of one person fill the budget it grows, up to a limit; elsewhere it stays', () => {
  const full = { budget: 800_000, pairs: 700_000, matches: 200_000, allPairs: 5e9 };
  assert.equal(enlargeBudget(full, 100_000), 3_200_000);
  assert.equal(enlargeBudget({ ...full, budget: 3_200_000 }, 100_000), undefined);
  assert.equal(enlargeBudget({ ...full, matches: 100_000 }, 100_000), undefined);
  assert.equal(enlargeBudget({ ...full, allPairs: 700_000 }, 100_000), undefined);
});
