import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeSet, readSets } from './labelled.samples.ts';

/** Public sets are not part of the sources; whoever has them names their folder. */
const folder = process.env.DANCU_LINKAGE_DATA;

/** What must not be lost, well below what is reached: the set's name and its least F1. */
const LEAST: Readonly<Record<string, number>> = {
  febrl_dataset1: 0.999,
  febrl_dataset2: 0.999,
  febrl_dataset3: 0.996,
  febrl_dataset4: 0.9996,
  fake_1000: 0.94,
};

test('public labelled sets keep their F1', { skip: folder === undefined && 'DANCU_LINKAGE_DATA is not set' }, (t) => {
  let judged = 0;
  for (const set of readSets(folder!)) {
    const least = LEAST[set.name];
    if (least === undefined) continue;
    judged++;
    const { precision, recall, f1 } = judgeSet(set);
    t.diagnostic(`${set.name}: precision ${precision}, recall ${recall}, F1 ${f1}`);
    assert.ok(f1 >= least, `${set.name}: F1 ${f1}`);
  }
  assert.ok(judged > 0, `no known set in ${folder}`);
});
