import type { Pairing } from './pairing.ts';
import type { Prepared } from './prepared.ts';
import { angleError, MAX_ANGLE_ERROR, MAX_DISTANCE_ERROR } from './tolerance.ts';

/** What each unlikely agreement is worth (SourceAFIS 3.x, published parameters). */
const weights = {
  minutia: 0.032,
  minutiaFraction: 8.98,
  minutiaType: 0.629,
  supportedMinutia: 0.193,
  edge: 0.265,
  distanceAccuracy: 9.9,
  angleAccuracy: 2.79,
};
/** Errors up to these shares of the tolerance are what any two scans have. */
const DISTANCE_FLAT = 0.69 * MAX_DISTANCE_ERROR;
const ANGLE_FLAT = 0.27 * MAX_ANGLE_ERROR;

/** Raw similarity of a pairing: every paired minutia and edge would be chance, all of them together are not. */
export function ratePairing(pairing: Pairing, probe: Prepared, candidate: Prepared): number {
  const { count, supports, probes, candidates } = pairing;
  let supported = 0;
  let edges = count;
  let sameType = 0;
  for (let place = 0; place < count; place++) {
    const support = supports[place]!;
    if (support > 0) supported++;
    edges += support;
    if (probe.types[probes[place]!] === candidate.types[candidates[place]!]) sameType++;
  }
  const fraction = (count / probe.count + count / candidate.count) / 2;
  const { distance, angle } = measureErrors(pairing, probe, candidate);
  const links = count - 1;
  return (
    weights.minutia * count +
    weights.minutiaFraction * fraction +
    weights.minutiaType * sameType +
    weights.supportedMinutia * supported +
    weights.edge * edges +
    (links === 0 ? 0 : weights.distanceAccuracy * (1 - distance / (links * MAX_DISTANCE_ERROR))) +
    (links === 0 ? 0 : weights.angleAccuracy * (1 - angle / (links * 2 * MAX_ANGLE_ERROR)))
  );
}

function measureErrors(
  { count, probeEdges, candidateEdges }: Pairing,
  { table: probes }: Prepared,
  { table: candidates }: Prepared,
): { distance: number; angle: number } {
  let distance = 0;
  let angle = 0;
  for (let place = 1; place < count; place++) {
    const p = probeEdges[place]!;
    const c = candidateEdges[place]!;
    distance += Math.max(DISTANCE_FLAT, Math.abs(probes.lengths[p]! - candidates.lengths[c]!));
    angle += Math.max(ANGLE_FLAT, angleError(probes.nearAngles[p]!, candidates.nearAngles[c]!));
    angle += Math.max(ANGLE_FLAT, angleError(probes.farAngles[p]!, candidates.farAngles[c]!));
  }
  return { distance, angle };
}

/** Raw similarity at which strangers reach a false match rate, with the score that stands for it: ten points a power of ten. */
const steps: readonly (readonly [raw: number, score: number])[] = [
  [8.48, 0],
  [11.12, 3],
  [14.15, 10],
  [18.22, 20],
  [22.39, 30],
  [27.24, 40],
  [32.01, 50],
];

/** Similarity on a scale that means something: 30 is a false match rate of about 1 in 1,000, 40 of 1 in 10,000. */
export function shapeScore(raw: number): number {
  const [lowest] = steps[0]!;
  if (raw <= lowest) return 0;
  for (let index = 1; index < steps.length; index++) {
    const [fromRaw, fromScore] = steps[index - 1]!;
    const [toRaw, toScore] = steps[index]!;
    if (raw < toRaw) return fromScore + ((raw - fromRaw) / (toRaw - fromRaw)) * (toScore - fromScore);
  }
  const [lastRaw, lastScore] = steps[steps.length - 1]!;
  const [hundredRaw] = steps[3]!;
  return lastScore + ((raw - lastRaw) / (lastRaw - hundredRaw)) * 30;
}
