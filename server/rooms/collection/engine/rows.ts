import {
  type Claims,
  createNormaliser,
  type Finding,
  type Mapping,
  type Normaliser,
  type RecordDraft,
  toRecordDraft,
} from '#libs/intake';
import type { RawRow } from '#libs/sheets';
import type { Offices } from '#rooms/offices';
import type { PersonRecord, Sought } from '#rooms/people';
import { REQUIRED } from '../model.ts';
import type { KeptPlace, KeptText } from './kept.ts';

/** A row of the file, read as far as it can be without the register; plain values, as it may come from another thread. */
export interface ReadRow {
  /** Counted as the sender sees it. */
  readonly row: number;
  /** The cells as sent, what was made of them, what was wrong with them: in the text of its piece. */
  readonly kept: KeptPlace;
  /** Each rule that speaks of it, once, with the severity: `rule severity`. */
  readonly told: readonly string[];
  /** Why it goes back to the sender: a fault of the row, or a rule. */
  readonly refused: string | undefined;
  /** A value that identifies is in doubt: a person looks before anybody is entered. */
  readonly doubtful: boolean;
  readonly draft: RecordDraft;
  readonly sought: Sought;
}

/** Without these a row names nobody, or somebody else. */
const IDENTIFYING: ReadonlySet<string> = new Set([
  'name',
  'familyName',
  'givenName',
  'birthDate',
  'birthDay',
  'birthMonth',
  'birthYear',
  'pin',
  'cmnd',
  'sex',
]);

export interface Reader {
  read(raw: RawRow): ReadRow;
}

/** @param kept takes what is kept of each row */
export function createReader(offices: Offices, mapping: Mapping, today: string, kept: KeptText): Reader {
  const { country } = offices;
  const normalise: Normaliser = createNormaliser(mapping, { country, today });
  return {
    read(raw) {
      const { claims, findings } = raw.bad ? { claims: {}, findings: [] } : normalise(raw.cells);
      const draft = toRecordDraft(country, claims, today);
      return {
        row: raw.row,
        kept: kept.add([
          JSON.stringify(raw.cells),
          // Where the cells do not hold all of it.
          raw.raw ?? null,
          JSON.stringify(claims),
          JSON.stringify(findings),
        ]),
        told: [...new Set(findings.map(({ rule, severity }) => `${rule} ${severity}`))],
        refused: whyRefused(raw, claims, findings),
        doubtful: findings.some(({ field, severity }) => severity === 'doubt' && IDENTIFYING.has(field)),
        draft,
        sought: {
          numbers: (draft.identifiers ?? []).map(({ value }) => value),
          name: draft.name,
          birthDate: draft.birthDate,
        },
      };
    },
  };
}

function whyRefused(raw: RawRow, claims: Claims, findings: readonly Finding[]): string | undefined {
  if (raw.bad) return `row-${raw.bad}`;
  const fault = findings.find(
    ({ field, severity }) => severity === 'refused' && IDENTIFYING.has(field) && field !== 'sex',
  );
  if (fault) return fault.rule;
  const missing = REQUIRED.find((field) => claims[field as keyof Claims] === undefined);
  return missing && (missing === 'name' ? 'name-missing' : 'birth-missing');
}

/**
 * The record that a row opens. What a file does not say is not guessed, but for two things that the register must know: whoever
 * a locality lists without a nationality is a citizen, and who is not said to be married is single.
 * @param listsNationality whether the file has a column for it, whose blanks then mean something
 */
export function openingRecord(offices: Offices, draft: RecordDraft, listsNationality: boolean): PersonRecord {
  const citizen = draft.identifiers?.length || !listsNationality;
  return {
    ...draft,
    name: draft.name!,
    birthDate: draft.birthDate!,
    identifiers: draft.identifiers ?? [],
    sex: draft.sex ?? 'undetermined',
    nationality: draft.nationality ?? (citizen ? [offices.country.facts.iso.alpha3] : []),
    documents: [],
    maritalStatus: draft.maritalStatus ?? (draft.spouse ? 'married' : 'single'),
  };
}
