import { fitSimilarity, type Point, type Similarity } from './similarity.ts';

/** 68 points of a face in the usual order: jaw, brows, nose, eyes, mouth; left and right as in the picture. */
export type Landmarks = readonly Point[];
export const LANDMARKS = 68;

const CHIN = 8;
const NOSE_TIP = 30;
const LIDS: Readonly<Record<'left' | 'right', readonly (readonly [upper: number, lower: number])[]>> = {
  left: [
    [37, 41],
    [38, 40],
  ],
  right: [
    [43, 47],
    [44, 46],
  ],
};
const CORNERS = { left: [36, 39], right: [42, 45] } as const;
const MOUTH = { left: [48, 60], right: [54, 64] } as const;
const INNER_LIPS: readonly (readonly [number, number])[] = [
  [61, 67],
  [62, 66],
  [63, 65],
];

const distance = (one: Point, other: Point) => Math.hypot(one.x - other.x, one.y - other.y);

function middle(landmarks: Landmarks, numbers: readonly number[]): Point {
  const sum = numbers.reduce((all, at) => ({ x: all.x + landmarks[at]!.x, y: all.y + landmarks[at]!.y }), {
    x: 0,
    y: 0,
  });
  return { x: sum.x / numbers.length, y: sum.y / numbers.length };
}

/** What measures and alignment need of a face’s geometry; lengths in pixels. */
export interface Geometry {
  readonly eyes: { readonly left: Point; readonly right: Point };
  readonly betweenEyes: Point;
  readonly interEye: number;
  /** From between the eyes to the chin. */
  readonly toChin: number;
  readonly chin: Point;
  /** Widest of the three inner gaps. */
  readonly mouthGap: number;
  /** Degrees, clockwise in the picture. */
  readonly roll: number;
  /** Eyes, tip of the nose, corners of the mouth. */
  readonly five: readonly Point[];
}

export function readGeometry(landmarks: Landmarks): Geometry {
  const left = middle(landmarks, LIDS.left.flat());
  const right = middle(landmarks, LIDS.right.flat());
  const betweenEyes = { x: (left.x + right.x) / 2, y: (left.y + right.y) / 2 };
  return {
    eyes: { left, right },
    betweenEyes,
    interEye: distance(left, right),
    toChin: distance(betweenEyes, landmarks[CHIN]!),
    chin: landmarks[CHIN]!,
    mouthGap: Math.max(...INNER_LIPS.map(([upper, lower]) => distance(landmarks[upper]!, landmarks[lower]!))),
    roll: (Math.atan2(right.y - left.y, right.x - left.x) * 180) / Math.PI,
    five: [left, right, landmarks[NOSE_TIP]!, middle(landmarks, MOUTH.left), middle(landmarks, MOUTH.right)],
  };
}

/** Squares around both eyes, wider than the eye. */
export function findEyes(landmarks: Landmarks): { readonly middle: Point; readonly side: number }[] {
  return (['left', 'right'] as const).map((which) => ({
    middle: middle(landmarks, LIDS[which].flat()),
    side: 1.6 * distance(landmarks[CORNERS[which][0]]!, landmarks[CORNERS[which][1]]!),
  }));
}

/**
 * From a frame in which the five points are where a network expects them, back to the picture.
 * @param reference where they are expected
 */
export function alignTo(reference: readonly Point[], five: readonly Point[]): Similarity {
  return fitSimilarity(reference, five);
}

/** Where recognition networks expect the five points in a frame of 112 x 112: published with ArcFace, used by most. */
export const REFERENCE: readonly Point[] = [
  { x: 38.2946, y: 51.6963 },
  { x: 73.5318, y: 51.5014 },
  { x: 56.0252, y: 71.7366 },
  { x: 41.5493, y: 92.3655 },
  { x: 70.7299, y: 92.2041 },
];
export const REFERENCE_SIDE = 112;
