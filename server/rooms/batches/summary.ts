import type { Count } from './engine/words.ts';
import { FINDINGS } from './model.ts';
import type { ChunkRow } from './store.ts';

/** Persons told of a finding, and how many of them object. */
export interface FoundPersons {
  readonly finding: string;
  readonly persons: number;
  readonly lockFrom?: string;
  readonly objections: number;
  /** Objections that an auditor found right: these must not be locked. */
  readonly upheld: number;
}

/** What a batch came to, in figures. */
export interface Summary {
  readonly rows: number;
  /** Persons looked at, each as often as a row led to somebody. */
  readonly looks: number;
  readonly verdicts: Readonly<Record<string, number>>;
  /** Rows whose person was found by name and birth date. */
  readonly secondPass: number;
  /** How often each field was answered how. */
  readonly fields: readonly { readonly field: string; readonly said: string; readonly rows: number }[];
  /** Persons whom findings concern, by kind; and rows of the list. */
  readonly findings: readonly FoundPersons[];
  readonly journal: readonly string[];
}

const FIELDS = ['number', 'name', 'birthDate', 'sex', 'cmnd'] as const;

export function sumUp(chunks: readonly ChunkRow[]): Summary {
  const pieces = chunks.filter((one) => one.kind === 'rows');
  const counts = pieces.flatMap((one) => one.counts as Count[]);
  const verdicts: Record<string, number> = {};
  const fields = new Map<string, { field: string; said: string; rows: number }>();
  let secondPass = 0;
  for (const count of counts) {
    verdicts[count.verdict] = (verdicts[count.verdict] ?? 0) + count.rows;
    if (count.pass === 2) secondPass += count.rows;
    for (const field of FIELDS) {
      const said = count[field];
      if (said === null) continue;
      const known = fields.get(`${field} ${said}`);
      fields.set(`${field} ${said}`, { field, said, rows: (known?.rows ?? 0) + count.rows });
    }
  }
  return {
    rows: pieces.reduce((sum, one) => sum + one.rows, 0),
    looks: pieces.reduce((sum, one) => sum + one.looks, 0),
    verdicts,
    secondPass,
    fields: [...fields.values()].sort(
      (a, b) => FIELDS.indexOf(a.field as 'name') - FIELDS.indexOf(b.field as 'name') || b.rows - a.rows,
    ),
    findings: countFindings(chunks),
    journal: chunks.map((one) => one.reference),
  };
}

/** As they stand now: objections come after the batch is done. */
export function countFindings(chunks: readonly ChunkRow[]): FoundPersons[] {
  return FINDINGS.flatMap((finding) =>
    chunks
      .filter((one) => one.kind === finding)
      .map(({ looks, lock_from, objections, upheld }) => ({
        finding,
        persons: looks,
        ...(lock_from ? { lockFrom: lock_from } : {}),
        objections,
        upheld,
      })),
  );
}
