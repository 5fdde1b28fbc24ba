import { hash, randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { appendLeaves, emptyTree, HASH_BYTES, leafHash, type TreeState } from '#libs/translog';

// Question: how close does sealing leaves come to doing nothing but the hashing it cannot avoid?
// Limit in the same run: bare SHA-256 of as many 65-byte node preimages, one a leaf.
const LEAVES = 500_000;
const BATCHES = [100_000, 1_000, 100, 10, 1];
const ROUNDS = 3;

function measureBare(leaves: Buffer): number {
  const preimage = Buffer.concat([Buffer.of(1), leaves.subarray(0, 2 * HASH_BYTES)]);
  const start = performance.now();
  for (let at = 0; at < LEAVES; at++) hash('sha256', preimage, 'binary');
  return LEAVES / ((performance.now() - start) / 1000);
}

function measureAppend(leaves: Buffer, batch: number): number {
  const count = batch < 100 ? LEAVES / 10 : LEAVES;
  let state: TreeState = emptyTree();
  const start = performance.now();
  for (let at = 0; at < count; at += batch) {
    state = appendLeaves(state, leaves.subarray(at * HASH_BYTES, Math.min(at + batch, count) * HASH_BYTES)).state;
  }
  return count / ((performance.now() - start) / 1000);
}

function measureLeafHash(leaves: Buffer): number {
  const entry = leaves.subarray(0, HASH_BYTES);
  const start = performance.now();
  for (let at = 0; at < LEAVES; at++) leafHash(entry);
  return LEAVES / ((performance.now() - start) / 1000);
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const round = (value: number): string => Math.round(value).toLocaleString('en');

const leaves = randomBytes(LEAVES * HASH_BYTES);
const work = new Map<string, (input: Buffer) => number>([
  ['bare sha256, 65 bytes', measureBare],
  ['leafHash, 32 bytes', measureLeafHash],
  ...BATCHES.map((batch): [string, (input: Buffer) => number] => [
    `appendLeaves, batches of ${batch}`,
    (input) => measureAppend(input, batch),
  ]),
]);

const rates = new Map([...work.keys()].map((name): [string, number[]] => [name, []]));
for (let at = 0; at <= ROUNDS; at++) {
  for (const [name, measure] of work) {
    const rate = measure(leaves);
    if (at > 0) rates.get(name)?.push(rate); // the first round warms up
  }
}

const bare = median(rates.get('bare sha256, 65 bytes') ?? []);
console.log(`Node ${process.version}, ${availableParallelism()} cores, median of ${ROUNDS} alternating rounds`);
for (const [name, values] of rates) {
  const rate = median(values);
  console.log(`${name.padEnd(34)} ${round(rate).padStart(10)} leaves/s   ${(rate / bare).toFixed(2)} of bare sha256`);
}
