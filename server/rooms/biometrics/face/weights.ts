import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import type { FaceDescription } from './faceEngine.ts';
import { FaceError } from './faceError.ts';
import { listMeasures } from './measures.ts';

/** A description lies beside its files, under this name. */
export const DESCRIPTION = 'weights.json';

const exactly = { additionalProperties: false } as const;
const Side = Type.Integer({ minimum: 8, maximum: 1024 });
const Values = Type.Array(Type.Number(), { minItems: 1, maxItems: 3 });
const Share = Type.Number({ minimum: 0, maximum: 1 });
const Output = Type.String({ minLength: 1 });

/** A network: its file, and how a picture is fed to it. */
const network = {
  file: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*\\.onnx$' }),
  sha256: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  width: Side,
  height: Side,
  channels: Type.Union([Type.Literal('rgb'), Type.Literal('bgr'), Type.Literal('grey')]),
  mean: Values,
  divide: Values,
};

/** How weights are described. Sizes in pixels, coordinates as shares of the frame. */
export const Weights = Type.Object(
  {
    id: Type.String({ minLength: 1, maxLength: 80 }),
    model: Type.String({ minLength: 1 }),
    version: Type.String({ minLength: 1 }),
    licence: Type.String({ minLength: 1 }),
    origin: Type.String({ minLength: 1 }),
    demonstration: Type.Boolean(),
    dimension: Type.Integer({ minimum: 16, maximum: 4096, multipleOf: 16 }),
    threshold: Type.Number({ minimum: -1, maximum: 1 }),
    evidence: Type.Array(Type.Tuple([Type.Number(), Type.Number()]), { minItems: 2 }),
    networks: Type.Object(
      {
        /** Boxes of faces, decoded, and two scores a box. */
        detect: Type.Object({ ...network, boxes: Output, scores: Output, confidence: Share, overlap: Share }, exactly),
        /** 68 points in the square around a face. */
        landmarks: Type.Object({ ...network, points: Output }, exactly),
        /** Of an aligned face. */
        embed: Type.Object({ ...network, embedding: Output }, exactly),
        /** 66 bins of three degrees each, in the square around a face, `margin` times as wide. */
        pose: Type.Optional(
          Type.Object(
            { ...network, margin: Type.Number({ minimum: 1, maximum: 4 }), yaw: Output, pitch: Output },
            exactly,
          ),
        ),
        /** Is an eye open: the class of that number says so. */
        eyes: Type.Optional(Type.Object({ ...network, classes: Output, open: Type.Integer({ minimum: 0 }) }, exactly)),
        /** Is it a person: the class of that number says so. */
        liveness: Type.Optional(
          Type.Object(
            {
              ...network,
              margin: Type.Number({ minimum: 1, maximum: 4 }),
              classes: Output,
              live: Type.Integer({ minimum: 0 }),
            },
            exactly,
          ),
        ),
      },
      exactly,
    ),
  },
  exactly,
);
export type Weights = Static<typeof Weights>;
export type NetworkName = keyof Weights['networks'];

export interface LoadedWeights {
  readonly weights: Weights;
  readonly files: Readonly<Partial<Record<NetworkName, Uint8Array>>>;
}

/** @throws FaceError weights-wrong */
export function parseWeights(text: string): Weights {
  let described: unknown;
  try {
    described = JSON.parse(text);
  } catch (cause) {
    throw new FaceError('weights-wrong', `${DESCRIPTION} is no JSON`, { cause });
  }
  if (Value.Check(Weights, described)) return described;
  const places = [...new Set(Value.Errors(Weights, described).map(({ instancePath }) => instancePath || '/'))];
  throw new FaceError('weights-wrong', `${DESCRIPTION} is misshapen at ${places.join(', ')}`);
}

/** @throws FaceError weights-wrong unless these bytes are the ones described */
export function checkFile(name: string, bytes: Uint8Array, sha256: string): void {
  const found = createHash('sha256').update(bytes).digest('hex');
  if (found !== sha256)
    throw new FaceError('weights-wrong', `${name} is another file: SHA-256 ${found}, not ${sha256}`);
}

/**
 * Weights out of a folder. The very bytes that were checked are handed on: what changes on disk afterwards has no effect.
 * @throws FaceError engine-not-configured, weights-wrong
 */
export async function readWeights(folder: string): Promise<LoadedWeights> {
  const text = await readFile(join(folder, DESCRIPTION), 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'ENOENT') throw new FaceError('weights-wrong', `${DESCRIPTION} cannot be read`, { cause });
    throw new FaceError('engine-not-configured', `no ${DESCRIPTION} in ${folder}`, { cause });
  });
  const weights = parseWeights(text);
  const files: Partial<Record<NetworkName, Uint8Array>> = {};
  for (const [name, { file, sha256 }] of Object.entries(weights.networks) as [
    NetworkName,
    { file: string; sha256: string },
  ][]) {
    const bytes = await readFile(join(folder, file)).catch((cause) => {
      throw new FaceError('weights-wrong', `${file} cannot be read`, { cause });
    });
    checkFile(file, bytes, sha256);
    files[name] = bytes;
  }
  return { weights, files };
}

export function describeWeights({ networks, ...described }: Weights): FaceDescription {
  return {
    ...described,
    measures: listMeasures({ pose: networks.pose !== undefined, eyes: networks.eyes !== undefined }),
    liveness: networks.liveness !== undefined,
  };
}
