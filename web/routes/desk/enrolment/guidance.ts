import type { MeasureName } from './data.ts';

/** A picture as a canvas gives it: four bytes a pixel. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Where the face is to be, as shares of the picture: the oval that is drawn over the camera. */
export const OVAL = { x: 0.5, y: 0.46, halfWidth: 0.3, halfHeight: 0.34 } as const;
/** Luminance, 0 to 255, beyond which there is no drawing. */
const [LOST_IN_DARK, LOST_IN_LIGHT] = [26, 246];
const sigmoid = (value: number, middle: number, width: number) => 1 / (1 + Math.exp((middle - value) / width));

/**
 * What can be measured of a portrait without knowing faces, 0 to 100 each: light and sharpness of what is in the oval, calm of
 * what is behind. Names are those of ISO/IEC 29794-5, the mappings those of the server's own measures (`biometrics/face`).
 */
export function measurePortrait({ width, height, data }: Pixels): Readonly<Record<MeasureName, number>> {
  const shades = new Float32Array(width * height);
  for (let at = 0; at < shades.length; at++)
    shades[at] = 0.2126 * data[4 * at]! + 0.7152 * data[4 * at + 1]! + 0.0722 * data[4 * at + 2]!;
  const histogram = new Float64Array(256);
  let [count, sum, squares, fine, unrest, behind] = [0, 0, 0, 0, 0, 0];
  for (let y = 1; y < height - 1; y++)
    for (let x = 1, at = y * width + 1; x < width - 1; x++, at++) {
      const place = whereIs((x + 0.5) / width, (y + 0.5) / height);
      const shade = shades[at]!;
      if (place === 'face') {
        histogram[Math.round(shade)]! += 1;
        [count, sum, squares] = [count + 1, sum + shade, squares + shade * shade];
        fine += (shades[at - 1]! + shades[at + 1]! + shades[at - width]! + shades[at + width]! - 4 * shade) ** 2;
      } else if (place === 'behind') {
        unrest += Math.hypot(shades[at + 1]! - shades[at - 1]!, shades[at + width]! - shades[at - width]!) / 2;
        behind += 1;
      }
    }
  const share = (from: number, to: number) => histogram.slice(from, to).reduce((all, one) => all + one, 0) / count;
  const variance = Math.max(0, squares / count - (sum / count) ** 2);
  const bits = histogram.reduce((all, one) => (one > 0 ? all - (one / count) * Math.log2(one / count) : all), 0);
  const whole = (value: number) => Math.round(Math.min(100, Math.max(0, value)));
  return {
    Sharpness: whole(100 * sigmoid(Math.log10((fine / count + 1e-3) / (variance + 1)), -2.2, 0.3)),
    UnderExposurePrevention: whole(100 * (1 - 2 * share(0, LOST_IN_DARK))),
    OverExposurePrevention: whole(100 * (1 - 2 * share(LOST_IN_LIGHT + 1, 256))),
    DynamicRange: whole(12.5 * bits),
    BackgroundUniformity: whole(190 * (1 - sigmoid((8 * unrest) / Math.max(1, behind), 10, 100))),
  };
}

/** The oval without hair and neck; what is beside the head, above the chin; or neither. */
function whereIs(x: number, y: number): 'face' | 'behind' | undefined {
  const across = (x - OVAL.x) / OVAL.halfWidth;
  const down = (y - OVAL.y) / OVAL.halfHeight;
  if (across ** 2 + down ** 2 < 0.7) return 'face';
  return Math.abs(across) > 1.15 && y < OVAL.y + OVAL.halfHeight ? 'behind' : undefined;
}

/** The first measure that is not good yet, in the order of the rules: one thing to mend at a time. */
export function firstWanting(
  measured: Readonly<Record<MeasureName, number>>,
  rules: readonly { readonly name: MeasureName; readonly from: number }[],
): MeasureName | undefined {
  return rules.find(({ name, from }) => measured[name] < from)?.name;
}

/** The largest part of a picture that has the portrait's shape, around its middle. */
export function cropTo(
  seen: { readonly width: number; readonly height: number },
  wanted: { readonly width: number; readonly height: number },
): { x: number; y: number; width: number; height: number } {
  const shape = wanted.width / wanted.height;
  const width = Math.min(seen.width, seen.height * shape);
  const height = width / shape;
  return { x: Math.max(0, (seen.width - width) / 2), y: Math.max(0, (seen.height - height) / 2), width, height };
}
