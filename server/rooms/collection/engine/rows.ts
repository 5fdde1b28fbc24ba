import { newId } from '#kernel';
import {
  type Claims,
  createNormaliser,
  type Finding,
  type Mapping,
  type Normaliser,
  type RecordDraft,
  toRecordDraft,
} from '#libs/intake';
import type { Row } from '#libs/linkage';
import type { RawRow } from '#libs/sheets';
import type { Offices } from '#rooms/offices';
import type { PersonRecord, Sought } from '#rooms/people';
import type { Comparer } from '../linking.ts';
import { REQUIRED } from '../model.ts';

/** A row of the file, read as far as it can be without the register. */
export interface ReadRow {
  readonly raw: RawRow;
  /** The key that its person will have if nobody is found. */
  readonly person: string;
  readonly claims: Claims;
  readonly findings: readonly Finding[];
  /** Why it goes back to the sender: a fault of the row, or a rule. */
  readonly refused?: string;
  /** A value that identifies is in doubt: a person looks before anybody is entered. */
  readonly doubtful: boolean;
  readonly draft: RecordDraft;
  readonly sought: Sought;
  readonly compared: Row;
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

export function createReader(offices: Offices, comparer: Comparer, mapping: Mapping, today: string): Reader {
  const { country } = offices;
  const normalise: Normaliser = createNormaliser(mapping, { country, today });
  return {
    read(raw) {
      const { claims, findings } = raw.bad ? { claims: {}, findings: [] } : normalise(raw.cells);
      const draft = toRecordDraft(country, claims, today);
      const refused = whyRefused(raw, claims, findings);
      return {
        raw,
        person: newId(),
        claims,
        findings,
        ...(refused ? { refused } : {}),
        doubtful: findings.some(({ field, severity }) => severity === 'doubt' && IDENTIFYING.has(field)),
        draft,
        sought: {
          numbers: (draft.identifiers ?? []).map(({ value }) => value),
          name: draft.name,
          birthDate: draft.birthDate,
        },
        compared: comparer.rowOf(draft),
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
