import type { Stage } from '#rooms/exchange';
import type { Columns, Compared, Failure, Format } from '../model.ts';
import type { Vocabulary } from './columns.ts';

/** All that a process of its own needs to answer a batch; travels as JSON. */
export interface Job {
  readonly batch: string;
  readonly organisation: string;
  readonly stage: Stage;
  readonly actor: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly caseNumber: string | undefined;
  readonly hiddenUntil: string | undefined;
  readonly fields: readonly Compared[];
  /** Asked under a law of consent: only about those whose consents the server puts beside each piece. */
  readonly consented: boolean;
  readonly format: Format;
  readonly columns: Columns;
  /** More rows than so many on one identity are a finding; undefined: findings are not wanted. */
  readonly findings: number | undefined;
  /** Hex. */
  readonly salt: string;
  readonly vocabulary: Vocabulary;
  /** The file as it was sent. */
  readonly file: string;
  /** The batch's own: parts, result. */
  readonly folder: string;
  /** Where snapshots of the register are. */
  readonly snapshots: string;
  /** The one that this batch is answered from, once it has begun. */
  readonly snapshot: string | undefined;
  /** Number of the register's last act in the log. */
  readonly act: number;
  /** In simulation: where the synthetic country's tables are, which take the register's place. */
  readonly synthetic: string | undefined;
  readonly databaseUrl: string;
  /** Held by the process that started this one; without it nothing is committed. */
  readonly lease: string;
  /** By which the office's clock is ahead of the machine's, in milliseconds. */
  readonly clockOffset: number;
  /** Rows in one piece, about. */
  readonly chunkRows: number;
  /** For the table engine, as DuckDB writes it. */
  readonly memory: string;
}

/** What the engine tells the process that started it. */
export type Told =
  | { readonly kind: 'snapshot'; readonly id: string; readonly takenAt: string }
  /** Asks whether so many rows may be answered now; waits for the reply. */
  | { readonly kind: 'ask'; readonly chunk: number; readonly rows: number }
  | { readonly kind: 'done'; readonly outcome: Outcome }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly detail: string };

export interface Outcome {
  readonly rows: number;
  readonly looks: number;
  readonly result: { readonly file: string; readonly bytes: number; readonly sha256: string };
  readonly findings?: {
    readonly file: string;
    readonly bytes: number;
    readonly sha256: string;
    readonly rows: number;
    readonly lockFrom: string;
  };
}
