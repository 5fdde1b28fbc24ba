import type { FingerPosition } from '../engine/matcher.ts';

/** OSIA's BiometricSubType by the position of ISO/IEC 19794-2. */
export const OSIA_FINGERS = [
  'UNKNOWN',
  'RIGHT_THUMB',
  'RIGHT_INDEX',
  'RIGHT_MIDDLE',
  'RIGHT_RING',
  'RIGHT_LITTLE',
  'LEFT_THUMB',
  'LEFT_INDEX',
  'LEFT_MIDDLE',
  'LEFT_RING',
  'LEFT_LITTLE',
] as const;

/** CBEFF subtypes as MOSIP writes them: one list, its members separated by a blank. */
export const CBEFF_FINGERS = [
  'UNKNOWN',
  'Right Thumb',
  'Right IndexFinger',
  'Right MiddleFinger',
  'Right RingFinger',
  'Right LittleFinger',
  'Left Thumb',
  'Left IndexFinger',
  'Left MiddleFinger',
  'Left RingFinger',
  'Left LittleFinger',
] as const;

/** @returns undefined for a name that is no single finger's */
export function positionOf(names: readonly string[], name: string): FingerPosition | undefined {
  const index = names.indexOf(name);
  return index < 0 ? undefined : (index as FingerPosition);
}
