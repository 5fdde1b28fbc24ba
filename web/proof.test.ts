import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { before, test } from 'node:test';
import {
  appendLeaves,
  commitLine,
  cosignNote,
  emptyTree,
  formatVerifierKey,
  inclusionProof,
  leafHash,
  type Signer,
  signCheckpoint,
} from '#libs/translog';
import { type ProofAnswer, type StepId, verifyProof } from './proof.ts';

// The log's own library makes the proofs: two implementations that share no code must agree.
const ORIGIN = 'log.example.org/journal';
const SIZES = [1, 2, 3, 5, 7, 8, 255, 256, 257, 600];
const lines = Array.from({ length: 600 }, (_, number) => `{"number":${number},"purpose":"nhập viện"}`);
const salts = lines.map(() => randomBytes(16));
const commitments = lines.map((line, at) => commitLine(salts[at]!, Buffer.from(line)));
const leaves = commitments.map((commitment) => leafHash(commitment));

function createSigner(name: string): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  return { name, publicKey: raw, sign: (bytes) => sign(null, bytes, privateKey) };
}

const signer = createSigner(ORIGIN);
const keyOf = ({ name, publicKey }: Signer) =>
  formatVerifierKey({ name, type: 'ed25519', publicKey: Buffer.from(publicKey) });

async function makeProof(index: number, size: number): Promise<ProofAnswer> {
  const { tiles, root } = appendLeaves(emptyTree(), leaves.slice(0, size));
  const stored = new Map(tiles.map((tile) => [`${tile.level}/${tile.index}`, tile.bytes]));
  const path = await inclusionProof(index, size, (level, tile) => stored.get(`${level}/${tile}`));
  return {
    number: index,
    reference: 'any',
    line: lines[index]!,
    salt: salts[index]!.toString('base64url'),
    commitment: commitments[index]!.toString('hex'),
    leafHash: leaves[index]!.toString('hex'),
    size,
    path: path.map((hash) => hash.toString('hex')),
    root: root.toString('hex'),
    checkpoint: await signCheckpoint({ origin: ORIGIN, size, root }, [signer]),
    verifierKey: keyOf(signer),
    index,
    witnessed: 0,
  };
}

async function brokenSteps(proof: ProofAnswer): Promise<StepId[]> {
  const { verdict, steps } = await verifyProof(proof);
  const broken = steps.filter((step) => step.verdict === 'broken').map(({ id }) => id);
  assert.equal(verdict, broken.length > 0 ? 'broken' : 'holds');
  return broken;
}

let good: ProofAnswer;
let other: ProofAnswer;
before(async () => {
  good = await makeProof(299, 600);
  other = await makeProof(300, 600);
});

test('every entry at the seams of trees of every shape is proved', async () => {
  for (const size of SIZES) {
    for (const index of new Set([0, 1, size >> 1, size - 2, size - 1])) {
      if (index < 0 || index >= size) continue;
      assert.deepEqual(await brokenSteps(await makeProof(index, size)), [], `entry ${index} of ${size}`);
    }
  }
});

test('one changed letter of the line breaks every step that is built on it', async () => {
  const proof = { ...good, line: good.line.replace('nhập', 'nhâp') };
  assert.deepEqual(await brokenSteps(proof), ['line', 'leaf', 'path', 'checkpoint']);
});

test('a server that recomputes its claims around a changed line is found out by the path', async () => {
  const line = good.line.replace('299', '298');
  const commitment = commitLine(Buffer.from(good.salt, 'base64url'), Buffer.from(line));
  const proof = {
    ...good,
    line,
    commitment: commitment.toString('hex'),
    leafHash: leafHash(commitment).toString('hex'),
  };
  assert.deepEqual(await brokenSteps(proof), ['path', 'checkpoint']);
});

test('the path of a neighbour, a short path and a long path do not lead to the root', async () => {
  for (const path of [other.path, good.path.slice(1), good.path.slice(0, -1), [...good.path, good.root], ['zz']]) {
    assert.deepEqual(await brokenSteps({ ...good, path }), ['path', 'checkpoint']);
  }
});

test('an index outside the tree proves nothing', async () => {
  for (const index of [-1, 600, 1.5, Number.NaN, 2 ** 53]) {
    assert.deepEqual(await brokenSteps({ ...good, index }), ['path', 'checkpoint']);
  }
});

test('a root that the checkpoint does not name is no proof, though the path leads to it', async () => {
  const smaller = await makeProof(299, 400);
  assert.deepEqual(await brokenSteps({ ...smaller, checkpoint: good.checkpoint }), ['checkpoint']);
});

// The path alone does not bind the size: 600 and 601 entries give entry 299 siblings at the same places.
test('a checkpoint whose text was changed after signing is refused', async () => {
  const checkpoint = good.checkpoint.replace('\n600\n', '\n601\n');
  assert.deepEqual(await brokenSteps({ ...good, checkpoint, size: 601 }), ['signature']);
});

test('another key of the same name does not sign for the log', async () => {
  assert.deepEqual(await brokenSteps({ ...good, verifierKey: keyOf(createSigner(ORIGIN)) }), ['signature']);
});

test('a key whose ID is not that of its name is refused', async () => {
  const verifierKey = good.verifierKey.replace(ORIGIN, 'log.example.org/other');
  assert.deepEqual(await brokenSteps({ ...good, verifierKey }), ['signature']);
});

test('the key of another log does not vouch for this one, even where it signed', async () => {
  const stranger = createSigner('log.example.org/other');
  const root = Buffer.from(good.root, 'hex');
  const checkpoint = await signCheckpoint({ origin: ORIGIN, size: 600, root }, [stranger]);
  assert.deepEqual(await brokenSteps({ ...good, checkpoint, verifierKey: keyOf(stranger) }), ['signature']);
});

test("a witness's cosignature beside the log's signature changes nothing", async () => {
  const checkpoint = await cosignNote(good.checkpoint, createSigner('witness.example.org'), 1_760_000_000);
  assert.deepEqual(await brokenSteps({ ...good, checkpoint }), []);
});

test('what cannot be read is broken and never thrown', async () => {
  const unreadable = {
    salt: '%',
    checkpoint: 'no note',
    verifierKey: 'no key',
    commitment: '',
    leafHash: '',
    root: '',
  };
  assert.deepEqual(await brokenSteps({ ...good, ...unreadable, path: [] }), [
    'line',
    'leaf',
    'path',
    'checkpoint',
    'signature',
  ]);
});
