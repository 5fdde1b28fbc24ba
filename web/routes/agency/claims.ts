import { decodePlace, SHAPES } from '../desk/fields/values.ts';

/** Persons are named in a claim, not linked: the exchange compares names. */
const AS_TEXT = new Set(['father', 'mother', 'spouse', 'legalRepresentative', 'bloodGroup']);
const DATES = new Set(['birthDate', 'deathDate', 'missingDate', 'absence']);
/** Fields that the exchange does not answer. */
const NOT_OFFERED = new Set(['children', 'represented']);

export type ClaimShape = 'text' | 'date' | 'list' | 'place';

export function isOffered(field: string): boolean {
  return !NOT_OFFERED.has(field);
}

/** How a claim about a field is entered. */
export function claimShape(field: string): ClaimShape {
  if (DATES.has(field)) return 'date';
  if (AS_TEXT.has(field)) return 'text';
  const shape = SHAPES[field];
  if (shape === 'place') return 'place';
  return shape === undefined || shape === 'text' ? 'text' : 'list';
}

/** A claim as it travels. */
export function readClaim(field: string, text: string): unknown {
  if (claimShape(field) === 'place') return decodePlace(text);
  return field === 'nationality' ? text.split(' ') : text.trim();
}
