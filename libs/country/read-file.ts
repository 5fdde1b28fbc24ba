import { load } from 'js-yaml';
import type { Static, TSchema } from 'typebox';
import { Compile, type Validator } from 'typebox/compile';
import { type Claim, claimsOf } from './files.ts';
import { CsvError, readCsv } from './read-csv.ts';

/** What is wrong with a country's files. `problems` names each: file, place, reason. */
export class CountryError extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`the country's files are not usable:\n${problems.join('\n')}`);
    this.name = 'CountryError';
    this.problems = problems;
  }
}

const validators = new WeakMap<TSchema, Validator>();

function validatorOf(schema: TSchema): Validator {
  let validator = validators.get(schema);
  if (!validator) {
    validator = Compile(schema);
    validators.set(schema, validator);
  }
  return validator;
}

function complaints(schema: TSchema, value: unknown, where: string): string[] {
  const validator = validatorOf(schema);
  if (validator.Check(value)) return [];
  return validator.Errors(value).map((error) => `${where}${error.instancePath}: ${error.message}`);
}

function parseText(path: string, text: string, claim: Claim): unknown {
  try {
    if (claim.format === 'csv') return readCsv(text).rows;
    // Merge keys and aliases stay off: reference data has no use for them and aliases can blow up ("billion laughs").
    if (claim.format === 'yaml') return load(text, { maxAliases: 0 });
    if (claim.format === 'json') return JSON.parse(text);
    return text;
  } catch (error) {
    const reason = error instanceof CsvError || error instanceof Error ? error.message : String(error);
    throw new CountryError([`${path}: ${reason}`]);
  }
}

/**
 * Reads one file of a country by the schema that claims its path.
 *
 * @param path relative to the country's folder, with `/`
 * @returns the file's value: an array of row objects for CSV, the parsed value for YAML and JSON, the text otherwise
 * @throws CountryError when no schema or several claim the path, or the content breaks the schema
 */
export function readCountryFile(path: string, text: string): unknown {
  const [claim, ...others] = claimsOf(path);
  if (!claim) throw new CountryError([`${path}: no schema claims this file`]);
  if (others.length > 0) throw new CountryError([`${path}: claimed by ${others.length + 1} schemas`]);
  // Decomposed letters would make equal names differ: refused at the door.
  if (!text.isWellFormed() || text !== text.normalize('NFC'))
    throw new CountryError([`${path}: text is not Unicode NFC`]);
  const value = parseText(path, text, claim);
  const schema = claim.schema;
  if (!schema) return value;
  const problems =
    claim.format === 'csv'
      ? (value as object[]).flatMap((row, index) => complaints(schema, row, `${path} row ${index + 1} `))
      : complaints(schema, value, `${path} `);
  if (problems.length > 0) throw new CountryError(problems.slice(0, 20));
  return value;
}

/** Reads the files as they are asked for, and knows which were never asked for. */
export class CountryFiles {
  readonly #files: ReadonlyMap<string, string>;
  readonly #read = new Set<string>();

  constructor(files: ReadonlyMap<string, string>) {
    this.#files = files;
  }

  /** The value of a file that must be there. `schema` fixes the type; the path decides the check. */
  one<S extends TSchema>(path: string, _schema: S): Static<S> {
    const text = this.#files.get(path);
    if (text === undefined) throw new CountryError([`${path}: missing`]);
    this.#read.add(path);
    return readCountryFile(path, text) as Static<S>;
  }

  /** The rows of a CSV file that must be there. */
  rows<S extends TSchema>(path: string, _rowSchema: S): Static<S>[] {
    return this.one(path, _rowSchema) as unknown as Static<S>[];
  }

  /** Paths never asked for. */
  unread(): string[] {
    return [...this.#files.keys()].filter((path) => !this.#read.has(path));
  }
}
