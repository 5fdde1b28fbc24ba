import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { draw, makeFace, makeHome, makeReference, optionsFor } from './engine.samples.ts';
import { openEngine } from './engine.ts';
import type { Reference } from './matcher.ts';

const home = makeHome();
after(() => rmSync(home, { recursive: true, force: true }));

/** What must be; while something is asked for and not confirmed, it may be either. */
interface State {
  readonly person: number;
  unconfirmed: number;
  isThere: boolean;
}

const ROUNDS = 4;
const ACTS = 120;

/** One life of the engine, which ends when so much was confirmed. */
async function live(states: Map<Reference, State>, next: () => number): Promise<void> {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./life.child.ts', import.meta.url)), home], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.on('error', () => {});
  const ended = once(child, 'exit');
  let left = Math.floor(ACTS * (0.6 + 0.3 * next()));
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'open') for (let at = 0; at < ACTS; at++) child.stdin.write(askFor(states, next));
    const [act, reference] = line.split(' ') as [string, Reference];
    const state = states.get(reference);
    if (!state) continue;
    state.unconfirmed--;
    state.isThere = act === 'enrol';
    if (--left === 0) child.kill('SIGKILL');
  }
  assert.deepEqual(await ended, [null, 'SIGKILL']);
}

function askFor(states: Map<Reference, State>, next: () => number): string {
  const known = [...states];
  const isRemoval = next() < -0.3 && known.length > 0;
  const reference = isRemoval ? known[Math.floor((known.length * (1 + next())) / 2)]![0] : makeReference();
  const state = states.get(reference) ?? { person: states.size, unconfirmed: 0, isThere: false };
  state.unconfirmed++;
  states.set(reference, state);
  return `${isRemoval ? 'remove' : 'enrol'} ${reference} ${state.person}\n`;
}

test('killed in the middle of enrolments, removals and compactions, again and again: every confirmed one is found, nobody removed comes back', {
  timeout: 120_000,
}, async () => {
  const states = new Map<Reference, State>();
  const next = draw(Date.now());
  for (let round = 0; round < ROUNDS; round++) {
    await live(states, next);
    const engine = await openEngine(optionsFor(home));
    for (const [reference, state] of states) {
      const isThere = engine.has(reference);
      if (state.unconfirmed === 0) assert.equal(isThere, state.isThere, reference);
      Object.assign(state, { unconfirmed: 0, isThere });
      if (!isThere) continue;
      const [best] = await engine.identify({ face: makeFace(state.person) }, { best: 1 });
      assert.equal(best?.reference, reference);
    }
    assert.ok(engine.figures().enrolled > 20 * (round + 1));
    assert.deepEqual(engine.figures().damages, []);
    await engine.close();
  }
});
