import { halve, luminance, type Picture, type Planes } from './picture.ts';
import type { Similarity } from './similarity.ts';

/** Of a place beside the picture, in all channels: black, as in the pictures that such networks learn from. */
const BESIDE = 0;

/** Pictures of a picture, at any turn and scale. */
export interface Sampler {
  readonly picture: Picture;
  /**
   * What a frame of this size shows, between pixels by straight lines. Where the frame is much coarser than the picture, halves of it
   * are looked at, so that nothing flickers.
   * @param toPicture where a place of the frame is in the picture; the middle of the first pixel is (0.5, 0.5) in both
   */
  sample(toPicture: Similarity, width: number, height: number): Planes;
}

export function createSampler(picture: Picture): Sampler {
  const levels = [picture];
  function levelFor(scale: number): number {
    let level = 0;
    for (let left = scale; left >= 2; left /= 2) {
      const finer = levels[level]!;
      if (Math.min(finer.width, finer.height) < 16) break;
      level += 1;
      levels[level] ??= halve(finer);
    }
    return level;
  }
  return {
    picture,
    sample(toPicture, width, height) {
      const level = levelFor(Math.hypot(toPicture.a, toPicture.b));
      const shrink = 1 / 2 ** level;
      const { a, b, dx, dy } = toPicture;
      const within = { a: a * shrink, b: b * shrink, dx: dx * shrink, dy: dy * shrink };
      return sampleLevel(levels[level]!, within, width, height);
    },
  };
}

function sampleLevel(picture: Picture, { a, b, dx, dy }: Similarity, width: number, height: number): Planes {
  const size = width * height;
  const values = new Float32Array(3 * size).fill(BESIDE);
  const { data } = picture;
  const row = picture.width * 4;
  const [lastX, lastY] = [picture.width - 1, picture.height - 1];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const fromX = a * (x + 0.5) - b * (y + 0.5) + dx - 0.5;
      const fromY = b * (x + 0.5) + a * (y + 0.5) + dy - 0.5;
      if (!(fromX > -0.5 && fromY > -0.5 && fromX < lastX + 0.5 && fromY < lastY + 0.5)) continue;
      const insideX = Math.min(lastX, Math.max(0, fromX));
      const insideY = Math.min(lastY, Math.max(0, fromY));
      const [left, top] = [Math.min(lastX - 1, insideX | 0), Math.min(lastY - 1, insideY | 0)];
      const [u, v] = [insideX - left, insideY - top];
      const from = top * row + left * 4;
      for (let c = 0; c < 3; c++) {
        const above = data[from + c]! * (1 - u) + data[from + 4 + c]! * u;
        const below = data[from + row + c]! * (1 - u) + data[from + row + 4 + c]! * u;
        values[c * size + at] = above * (1 - v) + below * v;
      }
    }
  }
  return { width, height, values };
}

/** What a network is fed. */
export interface Feeding {
  readonly channels: 'rgb' | 'bgr' | 'grey';
  /** Taken from each value of 0 to 255; one for all channels, or one a channel in the order of `channels`. */
  readonly mean: readonly number[];
  /** What remains is divided by it. */
  readonly divide: readonly number[];
}

/** One picture as a network takes it: channel after channel. */
export function feed({ width, height, values }: Planes, { channels, mean, divide }: Feeding): Float32Array {
  const size = width * height;
  if (channels === 'grey')
    return Float32Array.from(
      { length: size },
      (_, at) => (luminance(values[at]!, values[size + at]!, values[2 * size + at]!) - mean[0]!) / divide[0]!,
    );
  const fed = new Float32Array(3 * size);
  for (let c = 0; c < 3; c++) {
    const from = channels === 'rgb' ? c * size : (2 - c) * size;
    const [less, by] = [mean[c] ?? mean[0]!, divide[c] ?? divide[0]!];
    for (let at = 0; at < size; at++) fed[c * size + at] = (values[from + at]! - less) / by;
  }
  return fed;
}
