import { FingerprintError } from '../errors.ts';
import type { Minutia, MinutiaType, Template } from '../template.ts';

/** One impression of one finger in a record. */
export interface FingerView {
  /** 0 unknown, 1 to 5 right thumb to little finger, 6 to 10 left. */
  readonly position: number;
  /** 0 the first impression of this finger in the record. */
  readonly view: number;
  /** 0 live-scan plain, 1 live-scan rolled, 2 and 3 the same of ink, 8 swipe. */
  readonly impression: number;
  readonly template: Template;
}

const types: readonly MinutiaType[] = ['other', 'ending', 'bifurcation'];
const ANGLE = (2 * Math.PI) / 256;

/** Type and place, as both editions pack them: two bits and fourteen, then fourteen. */
export function unpackMinutia(first: number, second: number, angle: number, quality: number): Minutia {
  return {
    x: first & 0x3fff,
    y: second & 0x3fff,
    direction: angle * ANGLE,
    type: types[first >> 14] ?? 'other',
    quality: quality <= 100 ? quality : 0,
  };
}

/** The five bytes that both editions share. */
export function packMinutia({ x, y, direction, type }: Minutia): number[] {
  const [column, row] = [Math.round(x), Math.round(y)];
  if (!(column >= 0 && row >= 0 && column <= 0x3fff && row <= 0x3fff))
    throw new FingerprintError('template-size', `a minutia at ${x}, ${y} has no place in the format`);
  const angle = Math.round(direction / ANGLE) & 0xff;
  return [(types.indexOf(type) << 6) | (column >> 8), column & 0xff, row >> 8, row & 0xff, angle];
}

/** Pixels a centimetre, as the format counts. */
export function toDensity(dpi: number): number {
  return Math.round(dpi / 2.54);
}

/** Scanners are made in these; a centimetre's whole pixels would turn 1,000 dpi into 1,001. */
const usual = [250, 500, 750, 1_000];

function toDpi(density: number): number {
  return usual.find((dpi) => toDensity(dpi) === density) ?? Math.round(density * 2.54);
}

/** Both directions as they are written; a record with oblong pixels is brought to square ones. */
export function withDensity(template: Omit<Template, 'dpi'>, across: number, down: number): Template {
  if (across === 0 || down === 0) throw new FingerprintError('template-broken', 'no resolution');
  const dpi = toDpi(across);
  if (across === down) return { ...template, dpi };
  const stretch = across / down;
  return {
    ...template,
    dpi,
    height: Math.round(template.height * stretch),
    minutiae: template.minutiae.map((minutia) => ({ ...minutia, y: minutia.y * stretch })),
  };
}

export function checkView({ template, position, view, impression }: FingerView): void {
  const { width, height, minutiae, dpi } = template;
  if (minutiae.length > 255)
    throw new FingerprintError('template-size', `${minutiae.length} minutiae are more than 255`);
  for (const [name, value, most] of [
    ['width', width, 0xffff],
    ['height', height, 0xffff],
    ['resolution', toDensity(dpi), 0xffff],
    ['position', position, 10],
    ['view', view, 15],
    ['impression', impression, 15],
  ] as const)
    if (!Number.isInteger(value) || value < 0 || value > most)
      throw new FingerprintError('template-size', `${name} ${value} has no place in the format`);
}
