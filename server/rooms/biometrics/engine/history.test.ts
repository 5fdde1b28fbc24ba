import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { makeFace, makeFinger, makeHome, makeReference, optionsFor } from './engine.samples.ts';
import { type Engine, openEngine } from './engine.ts';
import type { Probe, Reference } from './matcher.ts';

const home = makeHome();
after(() => rmSync(home, { recursive: true, force: true }));

const PERSONS = 12;
const references = Array.from({ length: PERSONS }, makeReference);

interface Known {
  photo: number;
  hasFace: boolean;
}

/** The engine and what it must know. */
interface Stand {
  engine: Engine;
  folder: string;
  known: Map<Reference, Known>;
}

const probeOf = (person: number, { photo, hasFace }: Known): Probe =>
  hasFace
    ? { face: makeFace(person, photo, photo === 0 ? 0 : 0.4) }
    : { fingers: [makeFinger(person, 2, photo), makeFinger(person, 7, photo)] };

let images = 0;
const listSegments = (folder: string) => readdirSync(folder).filter((name) => name.includes('.segment'));

/** What a process that ends at this instant leaves, with the beginning of a write that it did not finish. */
async function crash(stand: Stand, torn: Uint8Array): Promise<void> {
  const folder = join(home, `image-${++images}`);
  mkdirSync(folder);
  for (const name of listSegments(stand.folder)) cpSync(join(stand.folder, name), join(folder, name));
  const last = listSegments(folder)
    .filter((name) => name.endsWith('.segment'))
    .sort()
    .at(-1);
  if (last) appendFileSync(join(folder, last), torn);
  await stand.engine.close();
  stand.engine = await openEngine(optionsFor(home, { home: folder }));
  rmSync(stand.folder, { recursive: true });
  stand.folder = folder;
}

async function check({ engine, known }: Stand): Promise<void> {
  assert.deepEqual([...engine.references()].sort(), [...known.keys()].sort());
  assert.equal(await engine.count(), known.size);
  for (const [reference, one] of known) {
    const person = references.indexOf(reference);
    const found = await engine.verify(reference, probeOf(person, { ...one }));
    assert.ok(found!.score > 70, `${found!.score} of what was enrolled`);
  }
}

async function search({ engine, known }: Stand, person: number): Promise<void> {
  const reference = references[person]!;
  const held = known.get(reference);
  const found = await engine.identify(probeOf(person, held ?? { photo: 0, hasFace: true }), { best: 5 });
  for (const candidate of found) assert.ok(known.has(candidate.reference), 'found whoever was removed');
  if (held) assert.equal(found[0]?.reference, reference);
}

const person = fc.nat(PERSONS - 1);
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ kind: fc.constant('enrol'), person, photo: fc.nat(3), hasFace: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('remove'), person }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('search'), person }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('compact') }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('crash'), torn: fc.uint8Array({ maxLength: 200 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen') }) },
);
type Step =
  | { kind: 'enrol'; person: number; photo: number; hasFace: boolean }
  | { kind: 'remove' | 'search'; person: number }
  | { kind: 'compact' | 'reopen' }
  | { kind: 'crash'; torn: Uint8Array };

test('whatever comes, goes, is searched, compacted, killed and opened again: what was confirmed is there, and nobody else', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
      const folder = join(home, `image-${++images}`);
      const engine = await openEngine(optionsFor(home, { home: folder }));
      const stand: Stand = { engine, folder, known: new Map() };
      const compactions: Promise<void>[] = [];
      for (const one of steps as Step[])
        if (one.kind === 'enrol') {
          const known = { photo: one.photo, hasFace: one.hasFace };
          await stand.engine.enrol(references[one.person]!, probeOf(one.person, known));
          stand.known.set(references[one.person]!, known);
        } else if (one.kind === 'remove') {
          await stand.engine.remove(references[one.person]!);
          stand.known.delete(references[one.person]!);
        } else if (one.kind === 'search') await search(stand, one.person);
        else if (one.kind === 'compact') compactions.push(stand.engine.compact());
        else if (one.kind === 'crash') await crash(stand, one.torn);
        else {
          await stand.engine.close();
          stand.engine = await openEngine(optionsFor(home, { home: stand.folder }));
        }
      await Promise.all(compactions);
      await check(stand);
      await stand.engine.compact();
      await check(stand);
      assert.equal(stand.engine.figures().dead, 0);
      assert.deepEqual(stand.engine.figures().damages, []);
      await crash(stand, new Uint8Array());
      await check(stand);
      await stand.engine.close();
    }),
    { numRuns: 6 },
  );
});
