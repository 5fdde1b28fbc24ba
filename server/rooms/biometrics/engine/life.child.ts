import { createInterface } from 'node:readline';
import { setImmediate as rest } from 'node:timers/promises';
import { makeFace, makeFinger, optionsFor } from './engine.samples.ts';
import { openEngine } from './engine.ts';
import type { Reference } from './matcher.ts';

/**
 * An engine that is killed: enrols and removes what it is told on its standard input, a line each, and says what is confirmed. It
 * compacts all the while.
 */
const engine = await openEngine(optionsFor(process.argv[2]!, { segmentBytes: 16_384 }));
process.stdout.write('open\n');

async function compactForever(): Promise<void> {
  for (;;) {
    await engine.compact();
    await rest();
  }
}
void compactForever();

for await (const line of createInterface({ input: process.stdin })) {
  const [act, reference, person] = line.split(' ') as [string, Reference, string];
  const probe = { face: makeFace(Number(person)), fingers: [makeFinger(Number(person), 2)] };
  const done = act === 'enrol' ? engine.enrol(reference, probe) : engine.remove(reference);
  void done.then(() => process.stdout.write(`${act} ${reference}\n`));
}
