import type { Curve } from './fusion.ts';

/**
 * The curve of evidence that a measured set gives: pool-adjacent-violators (Ayer et al. 1955) on the scores of both kinds, as
 * speaker recognition calibrates (Brümmer and du Preez 2006). One genuine pair is thought below all others and one pair of
 * strangers above, so that a set never claims more than its own size: from 10,000 pairs of strangers comes no curve above
 * four powers of ten.
 *
 * @param genuine scores of two samples of one person @param impostor scores of strangers; both in any order, neither empty
 */
export function fitCurve(genuine: readonly number[], impostor: readonly number[]): Curve {
  const all = [
    { score: Number.NEGATIVE_INFINITY, same: 1, other: 0 },
    ...[
      ...genuine.map((score) => ({ score, same: 1, other: 0 })),
      ...impostor.map((score) => ({ score, same: 0, other: 1 })),
    ].sort((one, next) => one.score - next.score),
    { score: Number.POSITIVE_INFINITY, same: 0, other: 1 },
  ];
  const pools: Pool[] = [];
  for (const { score, same, other } of all) {
    let pool: Pool = { from: score, to: score, same, other };
    // Where a pool is no likelier one person's than the one below it, they are one; so are equal scores.
    for (let below = pools.at(-1); below; below = pools.at(-1)) {
      if (below.same * pool.other < pool.same * below.other && below.to < pool.from) break;
      pools.pop();
      pool = { from: below.from, to: pool.to, same: below.same + pool.same, other: below.other + pool.other };
    }
    pools.push(pool);
  }
  const level = Math.log10((impostor.length + 1) / (genuine.length + 1));
  const [first, last] = [Math.min(...ends(genuine, impostor)), Math.max(...ends(genuine, impostor))];
  const points = pools.flatMap(({ from, to, same, other }): [number, number][] => {
    const decades = Math.log10(same / other) + level;
    return [
      [Math.max(from, first), decades],
      [Math.min(to, last), decades],
    ];
  });
  return points.filter(([score], at) => at === 0 || score > points[at - 1]![0]);
}

interface Pool {
  readonly from: number;
  readonly to: number;
  readonly same: number;
  readonly other: number;
}

function* ends(...kinds: readonly (readonly number[])[]): Generator<number> {
  for (const scores of kinds) {
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const score of scores) [least, most] = [Math.min(least, score), Math.max(most, score)];
    yield* [least, most];
  }
}
