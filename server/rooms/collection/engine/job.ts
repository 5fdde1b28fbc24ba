import type { Context } from '#kernel';
import type { RunRow } from '../store.ts';

/** What the engine is told; it reads the rest from the run's row. */
export interface Job {
  readonly run: string;
  readonly lease: string;
  readonly file: string;
  readonly country: string;
  readonly databaseUrl: string;
  readonly clockOffset: number;
  /** Rows settled together, about. */
  readonly pieceRows: number;
  /** Files from this size on are read in a thread of their own. */
  readonly apartBytes: number;
}

/** What the engine tells: it has come to the end, or the file is at fault. */
export type Told = { readonly kind: 'done' } | { readonly kind: 'failed'; readonly failure: string };

/** The run was cancelled, or another process works on it now. */
export class LeaseLost extends Error {}

/** The purpose under which the register is filled from files (country's purposes.yaml). */
export const PURPOSE = 'register-quality';

/** Acts of a run are its sender's, those of an undoing whose who asked for it. */
export function contextOf(
  clock: Context['clock'],
  row: Pick<RunRow, 'language' | 'legal_basis'>,
  by: { actor: string; area: string | null; organisation: string | null },
): Context {
  return {
    caller: {
      kind: 'official',
      id: by.actor,
      scopes: new Set(),
      ...(by.area === null ? {} : { area: by.area }),
      ...(by.organisation ? { organisation: by.organisation } : {}),
    },
    purpose: PURPOSE,
    legalBasis: row.legal_basis,
    caseNumber: undefined,
    language: row.language,
    requestId: '',
    clock,
    receivedAt: new Date().toISOString(),
    idempotency: undefined,
  };
}

/** Evidence of an act: which row of which run, by which its raw form is found again. */
export const evidenceOf = (run: string, row: number, file: string) => [
  { kind: 'paper-record' as const, number: `${run}/${row}`, note: file.slice(0, 300) },
];
