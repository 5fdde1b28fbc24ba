import type { Words } from '../../../words.tsx';
import type { Part } from './data.ts';

/** "Right index"; of what a body has once, the kind itself. */
export const placeName = (say: Words['say'], modality: string, place = 1): string =>
  say(`screen.biometrics.place.${modality}.${place}`);

/** "Right index 78, Face 60" */
export const partsText = (say: Words['say'], parts: readonly Part[]): string =>
  parts.map(({ modality, place, score }) => `${placeName(say, modality, place)} ${score}`).join(', ');
