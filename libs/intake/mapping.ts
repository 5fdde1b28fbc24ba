import type { Country } from '#libs/country';
import { expectSlip, mendText, type Slip } from '#libs/legacytext';
import { tidyCell } from './cell.ts';
import { type HeaderReading, judgeHeader } from './header.ts';
import { countOrder, learnSexCodes } from './learn.ts';
import type { DateOrder } from './read-date.ts';
import { isTarget, TARGETS, type Target } from './target.ts';
import { type ColumnProfile, EXPECTED, profileColumn } from './values.ts';
import { wordKey, wordsOf } from './words.ts';

/** Why a column was taken for a field. */
export type Why = 'saved' | 'header' | 'header-and-values' | 'values';

export interface Match {
  /** Several are joined: by blanks in names, by commas in addresses. */
  readonly columns: readonly number[];
  /** 0 to 1. */
  readonly confidence: number;
  readonly why: Why;
}

/** Which columns hold which fields, and what the sample says of their values. Plain data. */
export interface Mapping {
  readonly fields: { readonly [Field in Target]?: Match };
  /** Columns that no field takes. */
  readonly unused: readonly number[];
  readonly dateOrder: DateOrder;
  /** Words and codes of sex beyond the country's own, by key. */
  readonly sexCodes: Readonly<Record<string, 'male' | 'female'>>;
  /** By column: what its text was before a program read it wrongly; only what most of its cells suffer from. */
  readonly slips?: Readonly<Record<number, Slip>>;
}

/** What a sender's earlier file was mapped to, by header; `''` for a column that is to be left out. */
export type SavedMapping = Readonly<Record<string, Target | ''>>;

interface Candidate {
  readonly target: Target;
  readonly column: number;
  readonly confidence: number;
  readonly why: Why;
}

/** Below this a guess would cost more than it saves. */
const LEAST = 0.35;

/**
 * Suggests which column holds which field, from the words of the header and a sample of the rows. A column is given to
 * one field at most.
 *
 * @param sample some rows, as `string[]`; a hundred are enough
 * @param saved what the sender's last file was mapped to (`saveMapping`)
 */
export function suggestMapping(
  header: readonly string[],
  sample: readonly (readonly string[])[],
  country: Country,
  saved: SavedMapping = {},
): Mapping {
  const words = wordsOf(country);
  const slips = findSlips(sample.slice(0, 500));
  const rows = sample
    .slice(0, 500)
    .map((row) => row.map((cell, column) => tidyCell(mendText(cell, slips[column]).text).text));
  const width = rows.reduce((widest, row) => Math.max(widest, row.length), header.length);
  const keys = headerKeys(header);
  const candidates: Candidate[] = [];
  for (let column = 0; column < width; column++) {
    const key = keys[column] ?? '';
    const kept = key === '' ? undefined : saved[key];
    if (kept !== undefined) {
      if (isTarget(kept)) candidates.push({ target: kept, column, confidence: 1, why: 'saved' });
      continue;
    }
    const profile = profileColumn(
      country,
      words,
      rows.map((row) => row[column] ?? ''),
    );
    candidates.push(...judgeColumn(judgeHeader(words, key), profile, column));
  }
  const fields = choose(candidates);
  const taken = new Set(Object.values(fields).flatMap((match) => match.columns));
  const unused = Array.from({ length: width }, (_, column) => column).filter((column) => !taken.has(column));
  const shape = { fields, unused };
  const dateOrder = countOrder(shape.fields, rows);
  return { ...shape, dateOrder, sexCodes: learnSexCodes(country, words, fields, rows), slips };
}

/** What to keep of a mapping that a person has confirmed, for the sender's next file. */
export function saveMapping(header: readonly string[], mapping: Pick<Mapping, 'fields'>): SavedMapping {
  const keys = headerKeys(header);
  const saved: Record<string, Target | ''> = Object.create(null);
  for (const key of keys) if (key !== '') saved[key] = '';
  for (const target of TARGETS) {
    for (const column of mapping.fields[target]?.columns ?? []) if (keys[column]) saved[keys[column]] = target;
  }
  return { ...saved };
}

/** Columns that most of their cells show to be text of an old font, or read in the wrong encoding. */
function findSlips(rows: readonly (readonly string[])[]): Record<number, Slip> {
  const width = Math.max(0, ...rows.map((row) => row.length));
  const slips: Record<number, Slip> = {};
  for (let column = 0; column < width; column++) {
    const slip = expectSlip(rows.map((row) => row[column] ?? ''));
    if (slip) slips[column] = slip;
  }
  return slips;
}

/** Keys of the header's cells; one that is there twice is told apart by its number. */
function headerKeys(header: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return header.map((cell) => {
    const key = wordKey(tidyCell(mendText(cell).text).text).slice(0, 200);
    const times = (seen.get(key) ?? 0) + 1;
    seen.set(key, times);
    return key === '' || times === 1 ? key : `${key} ${times}`;
  });
}

function judgeColumn(byHeader: HeaderReading, profile: ColumnProfile, column: number): Candidate[] {
  const candidates: Candidate[] = [];
  for (const target of TARGETS) {
    const said = byHeader.targets.get(target) ?? 0;
    const expected = EXPECTED[target];
    const fit = expected ? Math.max(...expected.kinds.map((kind) => profile.shares.get(kind) ?? 0)) : undefined;
    const judged = weigh(
      said,
      profile.filled === 0 ? undefined : fit,
      expected?.alone ?? 0,
      byHeader.targets.size > 0 || byHeader.ofOthers,
    );
    if (judged.confidence >= LEAST) candidates.push({ target, column, ...judged });
  }
  return candidates;
}

function weigh(
  said: number,
  fit: number | undefined,
  alone: number,
  named: boolean,
): Omit<Candidate, 'target' | 'column'> {
  if (said > 0 && fit === undefined) return { confidence: round(said * 0.85), why: 'header' };
  // A header that speaks of another field is not overruled by values alone.
  if (said === 0) return { confidence: named ? 0 : round((fit ?? 0) * alone), why: 'values' };
  if (fit! < 0.2) return { confidence: round(said * 0.4), why: 'header' };
  return { confidence: round(said * 0.7 + fit! * 0.3), why: 'header-and-values' };
}

const round = (value: number) => Math.round(value * 100) / 100;

function choose(candidates: Candidate[]): Mapping['fields'] {
  const order = new Map(TARGETS.map((target, at) => [target, at]));
  candidates.sort(
    (a, b) => b.confidence - a.confidence || a.column - b.column || order.get(a.target)! - order.get(b.target)!,
  );
  const fields: { [Field in Target]?: Match } = {};
  const taken = new Set<number>();
  for (const { target, column, confidence, why } of candidates) {
    if (taken.has(column) || fields[target]) continue;
    taken.add(column);
    fields[target] = { columns: [column], confidence, why };
  }
  return fields;
}
