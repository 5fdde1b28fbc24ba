import type { Minutia, MinutiaType } from '../template.ts';
import { sampleCells } from './cells.ts';
import type { Enhanced } from './enhance.ts';
import { directionAt } from './flow.ts';
import { countBranches, type Lines, listBranches, listPixels, type Walk, walkLine } from './lines.ts';
import { distanceToRim } from './mask.ts';
import { neighbourSteps } from './thin.ts';

/** A place on the lines that may be a minutia. Directions are in the image's sense (y downwards) until the end. */
interface Candidate {
  readonly at: number;
  readonly x: number;
  readonly y: number;
  readonly type: MinutiaType;
  readonly direction: number;
  readonly period: number;
  /** Junctions that a short line joins to this one. */
  readonly joined: readonly number[];
}

/** The most that a template holds; ISO/IEC 19794-2 has a byte for the count, and no plain impression has more that are true. */
const MOST = 100;

/** Endings and forks of the lines that are neither the rim's, the noise's nor the thinning's. */
export function findMinutiae(lines: Lines, enhanced: Enhanced): Minutia[] {
  const steps = neighbourSteps(lines.width);
  const candidates: Candidate[] = [];
  for (const at of listPixels(lines)) {
    const branches = countBranches(lines, at, steps);
    if (branches === 1) push(candidates, readEnding(lines, at, enhanced, steps));
    else if (branches >= 3) push(candidates, readFork(lines, at, enhanced, steps));
  }
  const inside = dropNearRim(candidates, enhanced);
  const sound = dropBreaks(dropLakes(inside));
  return dropTwins(dropClouds(sound))
    .map((candidate) => finish(candidate, enhanced))
    .sort((a, b) => b.quality - a.quality)
    .slice(0, MOST);
}

function push(list: Candidate[], candidate: Candidate | undefined): void {
  if (candidate) list.push(candidate);
}

function readEnding(lines: Lines, at: number, enhanced: Enhanced, steps: readonly number[]): Candidate | undefined {
  const first = listBranches(lines, at, steps)[0];
  if (first === undefined) return undefined;
  const place = placeOf(lines, at, enhanced);
  const { path } = walkLine(lines, at, first, Math.round(place.period * 1.3), steps);
  const away = bearing(lines, at, path.at(-1) ?? first);
  return { ...place, type: 'ending', direction: alongFlow(enhanced, place.x, place.y, away), joined: [] };
}

function readFork(lines: Lines, at: number, enhanced: Enhanced, steps: readonly number[]): Candidate | undefined {
  const branches = listBranches(lines, at, steps);
  if (branches.length < 3) return undefined;
  const place = placeOf(lines, at, enhanced);
  const walks: Walk[] = branches.map((first) => walkLine(lines, at, first, Math.round(place.period * 1.2), steps));
  const bearings = walks.map(({ path }, index) => bearing(lines, at, path.at(-1) ?? branches[index]!));
  let narrowest = Number.POSITIVE_INFINITY;
  let between = 0;
  for (let a = 0; a < bearings.length; a++)
    for (let b = a + 1; b < bearings.length; b++) {
      const gap = turnBetween(bearings[a]!, bearings[b]!);
      if (gap >= narrowest) continue;
      narrowest = gap;
      between = Math.atan2(
        Math.sin(bearings[a]!) + Math.sin(bearings[b]!),
        Math.cos(bearings[a]!) + Math.cos(bearings[b]!),
      );
    }
  const joined = walks.flatMap((walk) => (walk.stop === 'junction' ? [walk.path.at(-1) ?? at] : []));
  return { ...place, type: 'bifurcation', direction: alongFlow(enhanced, place.x, place.y, between), joined };
}

function placeOf(lines: Lines, at: number, enhanced: Enhanced): { at: number; x: number; y: number; period: number } {
  const x = at % lines.width;
  const y = (at / lines.width) | 0;
  return { at, x, y, period: sampleCells(enhanced.spacing, enhanced.grid, x, y) };
}

function bearing({ width }: Lines, from: number, to: number): number {
  return Math.atan2(((to / width) | 0) - ((from / width) | 0), (to % width) - (from % width));
}

/** A few pixels of a line give only a rough angle; the flow around gives a fine one, but without a sense. Near cores they may disagree. */
function alongFlow({ flow }: Enhanced, x: number, y: number, rough: number): number {
  const fine = directionAt(flow, x, y);
  const turned = Math.cos(fine - rough) < 0 ? fine + Math.PI : fine;
  return turnBetween(turned, rough) > Math.PI / 3 ? rough : turned;
}

/** The angle between two directions, 0 to π. */
function turnBetween(a: number, b: number): number {
  return Math.abs(Math.atan2(Math.sin(a - b), Math.cos(a - b)));
}

/** Where the image of the finger stops, every ridge seems to end. */
function dropNearRim(candidates: readonly Candidate[], { cells, grid }: Enhanced): Candidate[] {
  const far = distanceToRim(cells, grid);
  return candidates.filter(({ x, y, type, direction, period }) => {
    const reach = sampleCells(far, grid, x, y);
    if (reach < (type === 'ending' ? 1.2 : 0.8) * period) return false;
    if (type !== 'ending') return true;
    const ahead = 1.6 * period;
    return sampleCells(far, grid, x - ahead * Math.cos(direction), y - ahead * Math.sin(direction)) > 0.4 * period;
  });
}

/** Two forks that a short line joins are a pore, a bridge of dirt or a thick ridge's artefact. */
function dropLakes(candidates: readonly Candidate[]): Candidate[] {
  const forks = candidates.filter(({ type }) => type === 'bifurcation');
  const wrong = new Set<Candidate>();
  for (const fork of forks)
    for (const other of forks) {
      if (other === fork || fork.joined.length === 0 || other.joined.length === 0) continue;
      const apart = Math.hypot(other.x - fork.x, other.y - fork.y);
      if (apart > 3 && apart < 1.25 * fork.period && turnBetween(fork.direction, other.direction) > Math.PI / 3) {
        wrong.add(fork);
        wrong.add(other);
      }
    }
  return candidates.filter((candidate) => !wrong.has(candidate));
}

/** Two endings that look at each other across a gap are one ridge that a cut or a dry place broke. */
function dropBreaks(candidates: readonly Candidate[]): Candidate[] {
  const endings = candidates.filter(({ type }) => type === 'ending');
  const wrong = new Set<Candidate>();
  for (let a = 0; a < endings.length; a++)
    for (let b = a + 1; b < endings.length; b++) {
      const [one, two] = [endings[a]!, endings[b]!];
      const apart = Math.hypot(two.x - one.x, two.y - one.y);
      if (apart > 1.4 * one.period || turnBetween(one.direction, two.direction) < (3 * Math.PI) / 4) continue;
      const gap = Math.atan2(one.y - two.y, one.x - two.x);
      if (apart > 3 && turnBetween(gap, one.direction) > Math.PI / 4) continue;
      wrong.add(one);
      wrong.add(two);
    }
  return candidates.filter((candidate) => !wrong.has(candidate));
}

/** Where many stand close together there is a scar or noise, not a finger. */
function dropClouds(candidates: readonly Candidate[]): Candidate[] {
  return candidates.filter((one) => {
    let near = 0;
    for (const two of candidates) if (Math.hypot(two.x - one.x, two.y - one.y) < 20) near++;
    return near <= 5;
  });
}

/** Thinned junctions are clusters of pixels: one of them is enough. */
function dropTwins(candidates: readonly Candidate[]): Candidate[] {
  const kept: Candidate[] = [];
  for (const one of candidates) {
    const twin = kept.some((two) => two.type === one.type && Math.hypot(two.x - one.x, two.y - one.y) < 4);
    if (!twin) kept.push(one);
  }
  return kept;
}

function finish({ x, y, type, direction }: Candidate, { clarity, flow, grid }: Enhanced): Minutia {
  const clear = sampleCells(clarity, grid, x, y) * Math.min(1, 1.2 * sampleCells(flow.coherence, grid, x, y));
  const turn = -direction % (2 * Math.PI);
  return { x, y, type, direction: turn < 0 ? turn + 2 * Math.PI : turn, quality: Math.max(1, Math.round(100 * clear)) };
}
