/** Every stable code a refused name carries. */
export type NameErrorCode =
  /** Nothing is left after blanks and invisible characters are gone. */
  | 'name-empty'
  /** More than 150 code points. */
  | 'name-too-long'
  /** A digit, symbol or broken character that no name has. */
  | 'name-character'
  /** A letter for which the machine readable zone has no Latin spelling here. */
  | 'name-script';

/** Every stable code a refused date carries. */
export type DateErrorCode =
  /** Not `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  | 'date-form'
  /** Well formed, but no such day exists (month 13, 30 February, year 0). */
  | 'date-impossible';

/** A refused name. The message never repeats the name: errors end up in logs, names must not. */
export class NameError extends Error {
  readonly code: NameErrorCode;
  constructor(code: NameErrorCode) {
    super(code);
    this.name = 'NameError';
    this.code = code;
  }
}

/** A refused date. The message never repeats the date. */
export class DateError extends Error {
  readonly code: DateErrorCode;
  constructor(code: DateErrorCode) {
    super(code);
    this.name = 'DateError';
    this.code = code;
  }
}
