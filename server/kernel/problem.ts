/** What an act throws when it refuses. Rendered as RFC 9457 by one handler; `code` is stable, `room/name`. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: string;
  readonly status: number;
  /** JSON Pointer to the field at fault. */
  readonly pointer: string | undefined;
  /** Values for the sentence in the reader's language; never personal data. */
  readonly values: Readonly<Record<string, string | number>>;
  /** Further members of the problem body. */
  readonly extra: Readonly<Record<string, unknown>>;
  /** Asked for by the caller, to see what its own code makes of it: no failure of ours. */
  readonly ordered: boolean;

  constructor(code: string, status: number, options: ProblemOptions = {}) {
    super(code);
    this.code = code;
    this.status = status;
    this.pointer = options.pointer;
    this.values = options.values ?? {};
    this.extra = options.extra ?? {};
    this.ordered = options.ordered ?? false;
  }
}

export interface ProblemOptions {
  pointer?: string | undefined;
  values?: Readonly<Record<string, string | number>>;
  extra?: Readonly<Record<string, unknown>>;
  ordered?: boolean;
}

/**
 * A room's list of problems: name -> HTTP status. The sentences are in the country's words under `problem.<room>.<name>`.
 * @returns one function a name, each making the problem to throw.
 */
export function defineProblems<const Table extends Record<string, number>>(room: string, table: Table) {
  const made = {} as { [Name in keyof Table]: (options?: ProblemOptions) => Problem };
  for (const [name, status] of Object.entries(table) as [keyof Table & string, number][]) {
    made[name] = (options) => new Problem(`${room}/${name}`, status, options);
  }
  return Object.freeze(made);
}

export const problems = defineProblems('kernel', {
  invalid: 400,
  'body-malformed': 400,
  unauthenticated: 401,
  forbidden: 403,
  'out-of-area': 403,
  'other-caller': 403,
  'purpose-missing': 400,
  'not-found': 404,
  'method-not-allowed': 405,
  conflict: 409,
  'idempotency-malformed': 400,
  'idempotency-mismatch': 422,
  'precondition-malformed': 400,
  'body-too-large': 413,
  'unsupported-media-type': 415,
  'too-many-requests': 429,
  unavailable: 503,
  internal: 500,
});
