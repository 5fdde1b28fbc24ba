/** A face’s place, corners in pixels of the picture; it may reach beyond. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** How sure the detector is, 0 to 1. */
  readonly confidence: number;
}

export const areaOf = ({ left, top, right, bottom }: Box) => Math.max(0, right - left) * Math.max(0, bottom - top);

/** Shared area over joint area, 0 to 1. */
export function overlapOf(one: Box, other: Box): number {
  const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  if (across <= 0 || down <= 0) return 0;
  return (across * down) / (areaOf(one) + areaOf(other) - across * down);
}

/** Of boxes that lie on one another the surest; surest first. */
export function suppress(boxes: readonly Box[], overlap: number): Box[] {
  const kept: Box[] = [];
  for (const box of [...boxes].sort((one, other) => other.confidence - one.confidence))
    if (areaOf(box) > 0 && kept.every((surer) => overlapOf(box, surer) < overlap)) kept.push(box);
  return kept;
}

/**
 * What a single-shot detector says, as boxes.
 * @param corners four a box (left, top, right, bottom), shares of the frame
 * @param scores two a box, of background and of a face
 * @param toPicture brings a corner of the frame, as shares of it, into the picture
 */
export function readBoxes(
  corners: Float32Array,
  scores: Float32Array,
  confidence: number,
  toPicture: (x: number, y: number) => { readonly x: number; readonly y: number },
): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; 2 * at + 1 < scores.length; at++) {
    const sure = scores[2 * at + 1]!;
    if (!(sure >= confidence)) continue;
    const { x: left, y: top } = toPicture(corners[4 * at]!, corners[4 * at + 1]!);
    const { x: right, y: bottom } = toPicture(corners[4 * at + 2]!, corners[4 * at + 3]!);
    boxes.push({ left, top, right, bottom, confidence: sure });
  }
  return boxes;
}

/** A face half as wide as the largest, or wider, could be meant as well; smaller ones are passers-by. */
export function findRivals(boxes: readonly Box[]): { largest: Box | undefined; rivals: Box[] } {
  const [largest, ...others] = [...boxes].sort((one, other) => areaOf(other) - areaOf(one));
  return { largest, rivals: largest ? others.filter((box) => areaOf(box) >= areaOf(largest) / 4) : [] };
}
