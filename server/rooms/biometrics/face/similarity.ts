export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Turning, scaling and moving: (x, y) -> (a·x - b·y + dx, b·x + a·y + dy). */
export interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly dx: number;
  readonly dy: number;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * The similarity that brings points nearest to where they belong, by least squares. Seen as complex numbers the factor is
 * the covariance over the variance. Never mirrors.
 * @throws RangeError where all points are one, or the lists differ in length
 */
export function fitSimilarity(from: readonly Point[], to: readonly Point[]): Similarity {
  if (from.length !== to.length) throw new RangeError(`${from.length} points to ${to.length}`);
  const [fromX, fromY] = [mean(from.map(({ x }) => x)), mean(from.map(({ y }) => y))];
  const [toX, toY] = [mean(to.map(({ x }) => x)), mean(to.map(({ y }) => y))];
  let [along, across, spread] = [0, 0, 0];
  for (const [at, one] of from.entries()) {
    const [x, y, u, v] = [one.x - fromX, one.y - fromY, to[at]!.x - toX, to[at]!.y - toY];
    along += x * u + y * v;
    across += x * v - y * u;
    spread += x * x + y * y;
  }
  const [a, b] = [along / spread, across / spread];
  if (!(spread > 0) || !(a * a + b * b > 0)) throw new RangeError('points in one place have no direction');
  return { a, b, dx: toX - a * fromX + b * fromY, dy: toY - b * fromX - a * fromY };
}

export function apply({ a, b, dx, dy }: Similarity, { x, y }: Point): Point {
  return { x: a * x - b * y + dx, y: b * x + a * y + dy };
}

export function invert({ a, b, dx, dy }: Similarity): Similarity {
  const size = a * a + b * b;
  const [c, d] = [a / size, -b / size];
  return { a: c, b: d, dx: -(c * dx - d * dy), dy: -(d * dx + c * dy) };
}
