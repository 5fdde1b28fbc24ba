import type { Field } from '#libs/country';

/**
 * What may happen to a person, as subscribers hear it, and the fields of which it says something: an agreement and a purpose
 * must hold them.
 */
export const KINDS = {
  died: ['deathDate'],
  missing: ['missingDate'],
  found: ['missingDate'],
  moved: ['permanentResidence'],
  'marital-status-changed': ['maritalStatus'],
  'representation-changed': ['legalRepresentative'],
  'household-changed': ['household'],
  'number-changed': ['pin'],
  /** Corrected, merged or parted: what was read before is to be asked anew. */
  'record-changed': [],
} as const satisfies Record<string, readonly Field[]>;
export type Kind = keyof typeof KINDS;
export const KIND_NAMES = Object.keys(KINDS) as [Kind, ...Kind[]];

const ACTS: ReadonlyMap<string, Kind> = new Map(
  Object.entries({
    death: 'died',
    missing: 'missing',
    found: 'found',
    move: 'moved',
    marry: 'marital-status-changed',
    divorce: 'marital-status-changed',
    widowed: 'marital-status-changed',
    guardian: 'representation-changed',
    'guardian-of': 'representation-changed',
    'guardian-end': 'representation-changed',
    'household-join': 'household-changed',
    'household-leave': 'household-changed',
    'household-split': 'household-changed',
    'household-head': 'household-changed',
    'remake-pin': 'number-changed',
    correct: 'record-changed',
    merge: 'record-changed',
    'merged-from': 'record-changed',
    unmerge: 'record-changed',
    'unmerged-from': 'record-changed',
    'taken-back': 'record-changed',
  }),
);

/** What an act of the register is to subscribers; undefined: nothing. */
export const kindOf = (act: string): Kind | undefined => ACTS.get(act);

export const fieldsOf = (kinds: readonly Kind[]): Field[] => [...new Set(kinds.flatMap((kind) => [...KINDS[kind]]))];

/** What may be told under an agreement and a purpose that hold these fields. */
export const kindsWithin = (fields: readonly Field[]): Kind[] =>
  KIND_NAMES.filter((kind) => KINDS[kind].every((field) => fields.includes(field)));

const HOUR = 3_600_000;

/** Milliseconds until the next try after so many failures in a row: 2 s, 4 s, 8 s, … an hour. */
export const backoff = (attempts: number): number => Math.min(HOUR, 1000 * 2 ** Math.min(attempts, 12));

/** A machine of our own is no receiver: an endpoint there would make us ask ourselves. */
const OWN_MACHINE =
  /^(localhost|.*\.localhost|127\.\d+\.\d+\.\d+|0\.0\.0\.0|169\.254\.\d+\.\d+|\[::1?\]|\[fe80:.*\]|\[::ffff:.*\])$/i;

/** @param local whether receivers on this machine are taken: in a demonstration only */
export function isEndpoint(text: string, local: boolean): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false;
  if (OWN_MACHINE.test(url.hostname)) return local && /^https?:$/.test(url.protocol);
  return url.protocol === 'https:';
}
