import { createMatcher, extractTemplate, growFinger, prepareTemplate, takeImpression } from '#libs/fingerprint';
import { fitCurve } from '../server/rooms/biometrics/engine/curve.ts';
import { type Compared, compareSet } from './fingerprintDet.ts';
import { describeMachine, option } from './measure.ts';

/**
 * What a similarity of two fingers is worth as evidence, measured on synthetic ones: for `evidence.finger` of a country's modalities.
 * node bench/biometricsCurve.ts [--fingers 60] [--impressions 6] [--hardness 0.8]
 */
const fingers = Number(option('fingers', '60'));
const impressions = Number(option('impressions', '6'));
const hardness = Number(option('hardness', '0.8'));

const set: Compared[] = [];
for (let number = 0; number < fingers; number++) {
  const finger = growFinger(`curve/${number}`);
  for (let seed = 0; seed < impressions; seed++)
    set.push({
      finger: String(number),
      prepared: prepareTemplate(extractTemplate(takeImpression(finger, { seed, hardness }))),
    });
}
const { genuine, impostor } = compareSet(set, createMatcher);
process.stdout.write(
  `${describeMachine()}: ${genuine.length.toLocaleString('en')} pairs of one finger, ${impostor.length.toLocaleString('en')} of strangers\n`,
);
for (const [score, decades] of fitCurve(genuine, impostor))
  process.stdout.write(`[${score.toFixed(1)}, ${decades.toFixed(2)}],\n`);
