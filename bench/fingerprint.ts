import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createMatcher,
  extractTemplate,
  type GreyImage,
  growFinger,
  MATCH_THRESHOLD,
  prepareTemplate,
  readImage,
  takeImpression,
} from '../libs/fingerprint/index.ts';
import {
  type Compared,
  compareHands,
  compareSet,
  type Errors,
  equalErrorRate,
  falseNonMatchAt,
  listDet,
} from './fingerprintDet.ts';
import { describeMachine, option, printRow, quantile } from './measure.ts';

/**
 * How well and how fast fingers are told apart, on one core.
 * node bench/fingerprint.ts                        100 synthetic fingers x 8 impressions, hard enough for errors
 *   --fingers 40 --impressions 8 --hardness 0.8 --seed 1
 * node bench/fingerprint.ts --images DIR           a set of images named <finger>_<impression>.<png|bmp|tif|wsq>
 *   --dpi 569                                      where the files do not say it
 * Genuine: every two impressions of a finger. Impostors: every two impressions of different fingers, up to a million.
 */
const limits = { eer: 0.026, comparisons: 5_000 };
const reach = { eer: 0.007, comparisons: 19_000 };

interface Impression {
  readonly finger: string;
  readonly image: GreyImage;
}

process.stdout.write(`${describeMachine()}\n`);
const folder = option('images', '');
report(folder ? readSet(folder, Number(option('dpi', '0'))) : growSet());

function* growSet(): Generator<Impression> {
  const fingers = Number(option('fingers', '100'));
  const impressions = Number(option('impressions', '8'));
  const hardness = Number(option('hardness', '0.8'));
  const seed = option('seed', '1');
  const grown: number[] = [];
  for (let number = 0; number < fingers; number++) {
    const begun = performance.now();
    const finger = growFinger(`${seed}/${number}`);
    grown.push(performance.now() - begun);
    for (let impression = 0; impression < impressions; impression++)
      yield { finger: String(number), image: takeImpression(finger, { seed: impression, hardness }) };
  }
  grown.sort((a, b) => a - b);
  printRow(`synthetic, ${fingers} x ${impressions}, hardness ${hardness}`, {
    'grow a finger, ms': quantile(grown, 0.5),
  });
}

function* readSet(directory: string, dpi: number): Generator<Impression> {
  for (const name of readdirSync(directory).sort()) {
    const finger = /^(\w+?)_\d+\.(png|bmp|tiff?|wsq)$/i.exec(name)?.[1];
    if (!finger) continue;
    const image = readImage(readFileSync(join(directory, name)));
    yield { finger, image: dpi > 0 ? { ...image, dpi } : image };
  }
}

function report(impressions: Iterable<Impression>): void {
  const times: number[] = [];
  const qualities: number[] = [];
  const counts: number[] = [];
  const set: (Compared & { readonly quality: number })[] = [];
  for (const { finger, image } of impressions) {
    const begun = performance.now();
    const template = extractTemplate(image);
    times.push(performance.now() - begun);
    qualities.push(template.quality);
    counts.push(template.minutiae.length);
    set.push({ finger, quality: template.quality, prepared: prepareTemplate(template) });
  }
  const middle = (values: number[]): number =>
    quantile(
      values.sort((a, b) => a - b),
      0.5,
    );
  printRow('extraction, median', { ms: middle(times), minutiae: middle(counts), quality: middle(qualities) });
  const errors = compareSet(set, createMatcher);
  const { genuine, impostor, impostorsASecond } = errors;
  printRow('speed of one core', {
    'comparisons/s': impostorsASecond,
    'of the limit': (impostorsASecond / limits.comparisons).toFixed(2),
    'of the reach': (impostorsASecond / reach.comparisons).toFixed(2),
  });
  const eer = equalErrorRate(errors);
  printRow(`accuracy, ${genuine.length} genuine, ${impostor.length} impostor`, {
    EER: percent(eer),
    'of the limit': (eer / limits.eer).toFixed(2),
    'of the reach': (eer / reach.eer).toFixed(2),
    'FNMR at FMR 0.1 %': percent(falseNonMatchAt(errors, 0.001)),
  });
  reportThreshold(errors);
  for (const { fmr, fnmr, threshold } of listDet(errors))
    printRow('DET', { FMR: percent(fmr), FNMR: percent(fnmr), 'score from': threshold.toFixed(1) });
  reportQuality(set);
  for (const size of [2, 10]) reportHands(set, size);
}

/** A quality that says something: without the tenth that it calls the worst there are fewer errors. */
function reportQuality(set: readonly (Compared & { readonly quality: number })[]): void {
  const worst = quantile(
    set.map(({ quality }) => quality).sort((a, b) => a - b),
    0.1,
  );
  const errors = compareSet(
    set.filter(({ quality }) => quality >= worst),
    createMatcher,
  );
  printRow(`quality ${worst} and better`, {
    EER: percent(equalErrorRate(errors)),
    'FNMR at FMR 0.1 %': percent(falseNonMatchAt(errors, 0.001)),
  });
}

function reportHands(set: readonly Compared[], size: number): void {
  const errors = compareHands(set, size, createMatcher);
  if (errors.impostor.length === 0) return;
  printRow(`${size} fingers together, ${errors.genuine.length} genuine, ${errors.impostor.length} impostor`, {
    EER: percent(equalErrorRate(errors)),
    'FNMR at FMR 0.1 %': percent(falseNonMatchAt(errors, 0.001)),
    'least genuine': (errors.genuine[0] ?? 0).toFixed(0),
    'highest impostor': (errors.impostor.at(-1) ?? 0).toFixed(0),
  });
}

function reportThreshold({ genuine, impostor }: Errors): void {
  printRow(`at the threshold of ${MATCH_THRESHOLD}`, {
    FMR: percent(impostor.filter((score) => score >= MATCH_THRESHOLD).length / impostor.length),
    FNMR: percent(genuine.filter((score) => score < MATCH_THRESHOLD).length / genuine.length),
  });
}

function percent(share: number): string {
  return `${(100 * share).toFixed(3)} %`;
}
