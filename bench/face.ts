import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { openDecoder } from '../server/rooms/biometrics/face/decode.ts';
import type { FaceError } from '../server/rooms/biometrics/face/faceError.ts';
import { openNetworks } from '../server/rooms/biometrics/face/networks.ts';
import { openFaceEngine } from '../server/rooms/biometrics/face/openFaceEngine.ts';
import { createSampler } from '../server/rooms/biometrics/face/sampling.ts';
import { readWeights } from '../server/rooms/biometrics/face/weights.ts';
import { type Errors, equalErrorRate, falseNonMatchAt, listDet } from './fingerprintDet.ts';
import { describeMachine, format, median, option, printRow } from './measure.ts';

/**
 * A face engine over a labelled set of portraits: errors as ISO/IEC 19795-1 names them, quality, milliseconds a stage.
 * node bench/face.ts --set DIR [--weights .dancu/biometrics/face] [--rounds 20]
 * The set is a folder a person with portraits in it (PNG, JPEG). The project has none: no real person’s picture is in it.
 */
const set = resolve(option('set', 'portraits'));
const weights = resolve(option('weights', '.dancu/biometrics/face'));
const rounds = Number(option('rounds', '20'));

interface Portrait {
  readonly person: string;
  readonly embedding: Float32Array;
  readonly quality: number;
}

const engine = await openFaceEngine(weights);
const { id, demonstration, threshold } = engine.describe();
const files = readdirSync(set, { recursive: true, withFileTypes: true }).filter(
  (entry) => entry.isFile() && /\.(png|jpe?g)$/i.test(entry.name),
);
const portraits: Portrait[] = [];
const milliseconds: number[] = [];
const refused = new Map<string, number>();
const live: number[] = [];
for (const { parentPath, name } of files) {
  const image = readFileSync(join(parentPath, name));
  try {
    const begun = performance.now();
    const embedded = await engine.embed(image);
    milliseconds.push(performance.now() - begun);
    portraits.push({ person: parentPath, ...embedded });
    if (engine.describe().liveness) live.push(await engine.liveness(image));
  } catch (error) {
    const { code } = error as FaceError;
    refused.set(code, (refused.get(code) ?? 0) + 1);
  }
}

const errors = compareAll();
process.stdout.write(`${describeMachine()}, weights ${id}${demonstration ? ' (demonstration)' : ''}\n`);
printRow('portraits', {
  persons: String(new Set(portraits.map(({ person }) => person)).size),
  embedded: String(portraits.length),
  ...Object.fromEntries([...refused].map(([code, times]) => [code, String(times)])),
});
printRow('comparisons', { genuine: errors.genuine.length, impostor: errors.impostor.length });
const share = (value: number) => `${format(100 * value)} %`;
printRow('equal error rate', {
  EER: share(equalErrorRate(errors)),
  'FNMR at FMR 0.1 %': share(falseNonMatchAt(errors, 0.001)),
});
printRow(`at the threshold ${threshold}`, {
  FMR: share(shareFrom(errors.impostor, threshold)),
  FNMR: share(1 - shareFrom(errors.genuine, threshold)),
});
printRow('nearest', { 'lowest genuine': errors.genuine[0]!, 'highest impostor': errors.impostor.at(-1)! });
for (const { fmr, fnmr, threshold: from } of listDet(errors))
  printRow('  DET', { FMR: share(fmr), FNMR: share(fnmr), cosine: from });
printRow('quality', { median: median(portraits.map(({ quality }) => quality)) });
if (live.length > 0)
  printRow('liveness', {
    median: median(live),
    'below one half': share(live.filter((one) => one < 0.5).length / live.length),
  });
printRow('embed, decoding and quality included', { ms: median(milliseconds), 'faces/s': 1000 / median(milliseconds) });
await engine.close();
await timeStages();

function compareAll(): Errors {
  const [genuine, impostor]: [number[], number[]] = [[], []];
  for (const [at, one] of portraits.entries())
    for (const other of portraits.slice(at + 1)) {
      const { score } = engine.compare(one.embedding, other.embedding);
      (one.person === other.person ? genuine : impostor).push(score);
    }
  return { genuine: genuine.sort((a, b) => a - b), impostor: impostor.sort((a, b) => a - b), impostorsASecond: 0 };
}

function shareFrom(scores: readonly number[], from: number): number {
  return scores.filter((score) => score >= from).length / scores.length;
}

/** In this thread, over the first portrait: what decoding costs, and each network with the sampling that feeds it. */
async function timeStages(): Promise<void> {
  const [first] = files;
  const [decoder, networks] = [await openDecoder(), await openNetworks(await readWeights(weights))];
  const image = readFileSync(join(first!.parentPath, first!.name));
  const picture = await decoder.decode(image);
  const stages: [string, () => Promise<unknown>][] = [
    [`decode ${picture.width} x ${picture.height}`, () => decoder.decode(image)],
    ...Object.entries(networks).map(([name, network]): [string, () => Promise<unknown>] => {
      const scale = Math.max(picture.width / network.described.width, picture.height / network.described.height);
      return [name, () => network.run(createSampler(picture), { a: scale, b: 0, dx: 0, dy: 0 })];
    }),
  ];
  for (const [name, run] of stages) {
    const [times, processor]: [number[], number[]] = [[], []];
    for (let round = 0; round < rounds; round++) {
      const [begun, used] = [performance.now(), process.cpuUsage()];
      await run();
      times.push(performance.now() - begun);
      const { user, system } = process.cpuUsage(used);
      processor.push((user + system) / 1000);
    }
    printRow(`  ${name}`, { ms: median(times), 'CPU ms': median(processor) });
  }
}
