import type { Geometry } from './landmarks.ts';
import type { Light } from './light.ts';

/** Names of ISO/IEC 29794-5 for what is measured of a portrait. */
export const measureNames = [
  'SingleFacePresent',
  'InterEyeDistance',
  'HeadSize',
  'LeftwardCropOfTheFaceImage',
  'RightwardCropOfTheFaceImage',
  'MarginAboveOfTheFaceImage',
  'MarginBelowOfTheFaceImage',
  'HeadPoseYaw',
  'HeadPosePitch',
  'HeadPoseRoll',
  'EyesOpen',
  'MouthClosed',
  'LuminanceMean',
  'LuminanceVariance',
  'UnderExposurePrevention',
  'OverExposurePrevention',
  'DynamicRange',
  'IlluminationUniformity',
  'BackgroundUniformity',
  'Sharpness',
] as const;
export type MeasureName = (typeof measureNames)[number];

/** 0 to 100, whole; absent is what these weights or this picture do not show. */
export type Measures = Readonly<Partial<Record<MeasureName, number>>>;

export interface Pose {
  /** Degrees: to the side, up and down. */
  readonly yaw: number;
  readonly pitch: number;
}

export interface Seen {
  readonly width: number;
  readonly height: number;
  readonly geometry: Geometry;
  readonly light: Light;
  /** Area of the second largest face over the largest’s; 0 where there is one. */
  readonly rival: number;
  readonly pose: Pose | undefined;
  /** How likely each eye is open, 0 to 1. */
  readonly open: readonly number[] | undefined;
}

const sigmoid = (value: number, middle: number, width: number) => 1 / (1 + Math.exp((middle - value) / width));
const facing = (degrees: number) => 100 * Math.max(0, Math.cos((degrees * Math.PI) / 180)) ** 2;
/** Margins and pose of a portrait are in units of the face itself, so that they hold at every resolution. */
const ratio = (length: number, unit: number) => length / Math.max(unit, 1);

/**
 * Measures of a portrait on the standard’s scale. Geometry and exposure are mapped as its reference implementation does, on the
 * landmarks of the weights in use; sharpness and exposure limits are our own measures under the standard’s names.
 */
export function measureFace({ width, height, geometry, light, rival, pose, open }: Seen): Measures {
  const { interEye, toChin, betweenEyes, mouthGap, roll } = geometry;
  const { mean, variance } = light;
  const measured: Partial<Record<MeasureName, number>> = {
    SingleFacePresent: 100 * (1 - rival),
    // A head turned aside shows its eyes closer together than they are.
    InterEyeDistance: 100 * sigmoid(interEye / Math.max(0.2, Math.cos(((pose?.yaw ?? 0) * Math.PI) / 180)), 70, 20),
    HeadSize: 200 * (1 - sigmoid(Math.abs(toChin / height - 0.45), 0, 0.05)),
    LeftwardCropOfTheFaceImage: 100 * sigmoid(ratio(betweenEyes.x, interEye), 0.9, 0.1),
    RightwardCropOfTheFaceImage: 100 * sigmoid(ratio(width - betweenEyes.x, interEye), 0.9, 0.1),
    MarginAboveOfTheFaceImage: 100 * sigmoid(ratio(betweenEyes.y, toChin), 1.4, 0.1),
    MarginBelowOfTheFaceImage: 100 * sigmoid(ratio(height - betweenEyes.y, toChin), 1.8, 0.1),
    ...(pose ? { HeadPoseYaw: facing(pose.yaw), HeadPosePitch: facing(pose.pitch) } : {}),
    HeadPoseRoll: facing(roll),
    ...(open ? { EyesOpen: 100 * Math.min(...open) } : {}),
    MouthClosed: 100 * (1 - sigmoid(ratio(mouthGap, toChin), 0.2, 0.06)),
    LuminanceMean: 100 * sigmoid(mean, 0.2, 0.05) * (1 - sigmoid(mean, 0.8, 0.05)),
    LuminanceVariance: 100 * Math.sin(((60 * variance) / (60 * variance + 1)) * Math.PI),
    UnderExposurePrevention: 100 * (1 - 2 * light.dark),
    OverExposurePrevention: 100 * (1 - 2 * light.bright),
    DynamicRange: 12.5 * light.entropy,
    IlluminationUniformity: 100 * light.symmetry,
    ...(light.unrest === undefined ? {} : { BackgroundUniformity: 190 * (1 - sigmoid(light.unrest, 10, 100)) }),
    Sharpness: 100 * sigmoid(light.detail, -2.2, 0.3),
  };
  return Object.fromEntries(
    Object.entries(measured).map(([name, value]) => [name, Math.round(Math.min(100, Math.max(0, value)))]),
  );
}

/** Without which a portrait is no use to compare: margins and background are for the eye and the printed card. */
const COUNTED: readonly MeasureName[] = [
  'SingleFacePresent',
  'InterEyeDistance',
  'HeadPoseYaw',
  'HeadPosePitch',
  'EyesOpen',
  'UnderExposurePrevention',
  'OverExposurePrevention',
  'DynamicRange',
  'Sharpness',
];

/** One number of a portrait’s fitness to be compared, 0 to 100: the geometric mean, so that one failing measure counts. */
export function rateFace(measures: Measures): number {
  const counted = COUNTED.flatMap((name) => measures[name] ?? []);
  const logs = counted.reduce((sum, value) => sum + Math.log(Math.max(1, value)), 0);
  return Math.round(Math.exp(logs / counted.length));
}

/** Which measures weights allow. */
export function listMeasures(offered: { readonly pose: boolean; readonly eyes: boolean }): MeasureName[] {
  return measureNames.filter((name) => {
    if (name === 'HeadPoseYaw' || name === 'HeadPosePitch') return offered.pose;
    return name !== 'EyesOpen' || offered.eyes;
  });
}
