import { areaOf, type Box, findRivals, readBoxes, suppress } from './boxes.ts';
import type { FaceEmbedding, FaceQuality } from './faceEngine.ts';
import { FaceError } from './faceError.ts';
import { alignTo, findEyes, LANDMARKS, type Landmarks, REFERENCE, REFERENCE_SIDE, readGeometry } from './landmarks.ts';
import { readLight } from './light.ts';
import { measureFace, type Pose, rateFace } from './measures.ts';
import { expectation, likelihood, type Networks } from './networks.ts';
import type { Picture } from './picture.ts';
import { createSampler, type Sampler } from './sampling.ts';
import { apply, type Point, type Similarity } from './similarity.ts';

interface Face {
  readonly sampler: Sampler;
  readonly box: Box;
  readonly rivals: readonly Box[];
  readonly landmarks: Landmarks;
}

/** From a frame, so large, to a square or more of the picture about a place. */
function frameAbout(middle: Point, scale: number, width: number, height: number): Similarity {
  return { a: scale, b: 0, dx: middle.x - (scale * width) / 2, dy: middle.y - (scale * height) / 2 };
}

const middleOf = ({ left, top, right, bottom }: Box): Point => ({ x: (left + right) / 2, y: (top + bottom) / 2 });
/** Detectors’ boxes are as high as a face; how wide they are changes as heads turn. */
const sideOf = ({ top, bottom }: Box) => bottom - top;
const aroundFace = (box: Box, { width, height }: { width: number; height: number }, margin = 1) =>
  frameAbout(middleOf(box), (margin * sideOf(box)) / width, width, height);

/** Pixels; below, points that a network puts anywhere would pass for eyes. */
const FEWEST_BETWEEN_EYES = 8;

/** A picture that is all face is found by stepping back: so much of the frame is picture. */
const STEPS_BACK = [1, 2] as const;

async function findBoxes({ detect }: Networks, sampler: Sampler): Promise<Box[]> {
  const { width, height, boxes, scores, confidence, overlap } = detect.described;
  const { picture } = sampler;
  const middle = { x: picture.width / 2, y: picture.height / 2 };
  for (const back of STEPS_BACK) {
    const scale = back * Math.max(picture.width / width, picture.height / height);
    const toPicture = frameAbout(middle, scale, width, height);
    const output = await detect.run(sampler, toPicture);
    const found = readBoxes(output(boxes), output(scores), confidence, (x, y) =>
      apply(toPicture, { x: x * width, y: y * height }),
    );
    if (found.length > 0) return suppress(found, overlap);
  }
  return [];
}

async function findFace(networks: Networks, picture: Picture): Promise<Face> {
  const sampler = createSampler(picture);
  const { largest, rivals } = findRivals(await findBoxes(networks, sampler));
  if (!largest) throw new FaceError('no-face', 'no face is found in the picture');
  const { described, run } = networks.landmarks;
  const toPicture = aroundFace(largest, described);
  const points = (await run(sampler, toPicture))(described.points);
  const landmarks = Array.from({ length: LANDMARKS }, (_, at) =>
    apply(toPicture, { x: points[2 * at]! * described.width, y: points[2 * at + 1]! * described.height }),
  );
  if (!(readGeometry(landmarks).interEye >= FEWEST_BETWEEN_EYES))
    throw new FaceError('no-face', 'what is taken for a face has no two eyes');
  return { sampler, box: largest, rivals, landmarks };
}

async function findOnlyFace(networks: Networks, picture: Picture): Promise<Face> {
  const face = await findFace(networks, picture);
  if (face.rivals.length > 0) throw new FaceError('several-faces', `${face.rivals.length + 1} faces could be meant`);
  return face;
}

async function findPose({ pose }: Networks, { sampler, box }: Face): Promise<Pose | undefined> {
  if (!pose) return undefined;
  const output = await pose.run(sampler, aroundFace(box, pose.described, pose.described.margin));
  const angle = (name: string) => expectation(output(name), -99, 3);
  return { yaw: angle(pose.described.yaw), pitch: angle(pose.described.pitch) };
}

async function findOpenEyes({ eyes }: Networks, { sampler, landmarks }: Face): Promise<number[] | undefined> {
  if (!eyes) return undefined;
  const { width, height, classes, open } = eyes.described;
  const likely: number[] = [];
  for (const { middle, side } of findEyes(landmarks)) {
    const output = await eyes.run(sampler, frameAbout(middle, Math.max(1, side) / width, width, height));
    likely.push(likelihood(output(classes), open));
  }
  return likely;
}

async function rate(networks: Networks, face: Face): Promise<FaceQuality> {
  const { sampler, box, rivals, landmarks } = face;
  const geometry = readGeometry(landmarks);
  const measures = measureFace({
    width: sampler.picture.width,
    height: sampler.picture.height,
    geometry,
    light: readLight(sampler, geometry, box),
    rival: Math.max(0, ...rivals.map(areaOf)) / areaOf(box),
    pose: await findPose(networks, face),
    open: await findOpenEyes(networks, face),
  });
  return { quality: rateFace(measures), measures };
}

/** @throws FaceError no-face */
export async function rateLargest(networks: Networks, picture: Picture): Promise<FaceQuality> {
  return rate(networks, await findFace(networks, picture));
}

/** @throws FaceError no-face, several-faces */
export async function embedOnly(networks: Networks, picture: Picture): Promise<FaceEmbedding> {
  const face = await findOnlyFace(networks, picture);
  const { described, run } = networks.embed;
  const scale = described.width / REFERENCE_SIDE;
  const reference = REFERENCE.map(({ x, y }) => ({ x: x * scale, y: y * scale }));
  const output = await run(face.sampler, alignTo(reference, readGeometry(face.landmarks).five));
  const { quality } = await rate(networks, face);
  return { embedding: normalise(output(described.embedding)), quality };
}

/** @throws FaceError no-face, several-faces, not-offered */
export async function judgeLiveness(networks: Networks, picture: Picture): Promise<number> {
  const { liveness } = networks;
  if (!liveness) throw new FaceError('not-offered', 'these weights tell nothing of liveness');
  const { sampler, box } = await findOnlyFace(networks, picture);
  const output = await liveness.run(sampler, aroundFace(box, liveness.described, liveness.described.margin));
  return likelihood(output(liveness.described.classes), liveness.described.live);
}

function normalise(embedding: Float32Array): Float32Array {
  const length = Math.hypot(...embedding);
  return embedding.map((value) => value / length);
}
