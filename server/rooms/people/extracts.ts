import type { Field } from '#libs/country';
import { findSources } from './model.ts';
import { formatDate, type Presenter, presentRecord } from './present.ts';
import type { Act, PersonRecord } from './record.ts';

/** Events of which the register can give an extract (trích lục), and the fields that each one shows. */
export const EXTRACTS = {
  birth: [
    'name',
    'pin',
    'birthDate',
    'sex',
    'birthPlace',
    'birthRegistrationPlace',
    'origin',
    'ethnicity',
    'nationality',
    'father',
    'mother',
  ],
  marriage: ['name', 'pin', 'birthDate', 'nationality', 'maritalStatus', 'spouse'],
  death: ['name', 'pin', 'birthDate', 'sex', 'nationality', 'deathDate'],
} as const satisfies Record<string, readonly Field[]>;

export type ExtractKind = keyof typeof EXTRACTS;

/** An event as the register holds it, in the reader's language. */
export interface Extract {
  readonly kind: ExtractKind;
  readonly fields: readonly { readonly name: string; readonly text: string }[];
  /** The spouse's own fields, where the spouse is in the register. */
  readonly second?: readonly { readonly name: string; readonly text: string }[];
  /** The act on which the event rests. */
  readonly act: {
    readonly kind: Act['kind'];
    /** Since when it is true, as the language writes days. */
    readonly since: string;
    readonly recorded: string;
    /** ISO 8601. */
    readonly recordedAt: string;
    readonly officeName: string;
    readonly legalBasisTitle: string;
    /** Numbers and days of the papers. */
    readonly papers: readonly string[];
  };
}

/**
 * What the register can say of one event of a person (Law 60/2014/QH13, articles 4 and 63: an extract says what the register holds).
 * @param on the day on which it is said
 * @param second the record of the spouse, for a marriage
 * @returns undefined where the register holds no such event
 */
export function makeExtract(
  parts: Presenter,
  language: string,
  kind: ExtractKind,
  { record, acts, on, second }: { record: PersonRecord; acts: readonly Act[]; on: string; second?: PersonRecord },
): Extract | undefined {
  const act = findEvent(kind, record, acts, on);
  if (!act) return undefined;
  const show = (one: PersonRecord, fields: readonly Field[]) =>
    presentRecord(parts, language, one, [], { on })
      .filter(({ id, state }) => state === 'known' && fields.includes(id as Field))
      .map(({ name, text }) => ({ name, text }));
  const { validFrom, recordedAt, office, legalBasis, evidence } = act;
  return {
    kind,
    fields: show(record, EXTRACTS[kind]),
    ...(second && kind === 'marriage' ? { second: show(second, ['name', 'pin', 'birthDate', 'nationality']) } : {}),
    act: {
      kind: act.kind,
      since: formatDate(language, validFrom),
      recorded: formatDate(language, recordedAt.slice(0, 10)),
      recordedAt,
      officeName: parts.offices.areaName(office, language, recordedAt.slice(0, 10)),
      legalBasisTitle: parts.offices.legalBasisTitle(legalBasis, language),
      papers: evidence.flatMap(({ number, issuedOn }) =>
        number ? [issuedOn ? `${number}, ${formatDate(language, issuedOn)}` : number] : [],
      ),
    },
  };
}

const OPENING: ReadonlySet<Act['kind']> = new Set(['birth', 'collected', 'identity']);

function findEvent(kind: ExtractKind, record: PersonRecord, acts: readonly Act[], on: string): Act | undefined {
  // A later correction of the birth date is no birth: the act that opened the record is.
  if (kind === 'birth') return acts.find((act) => OPENING.has(act.kind));
  if (kind === 'marriage' && !record.spouse) return undefined;
  if (kind === 'death' && !record.death) return undefined;
  return findSources(acts, { on }).get(kind === 'marriage' ? 'spouse' : 'death');
}
