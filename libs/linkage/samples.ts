import { DuckDBInstance } from '@duckdb/node-api';
import type { Row } from './model.ts';
import { makeRandom } from './pairs.ts';
import type { Database } from './sql/tables.ts';

/** Persons of nowhere with the errors of typists: the same for the same seed. For tests. */

const given =
  'anna ben clara david emma felix grace henry isla jack kate liam maya noah olivia peter ruby sam tess victor wendy xavier yara zane joshua charlotte madeline harrison mitchell georgia'.split(
    ' ',
  );
const starts = 'wal mac ber har cam rob nor fitz hol ash brad kel mor tur whit sin dun gal pres lind'.split(' ');
const ends = 'ler donald ry ris eron inson man gerald den ford by ton gan ner more clair can lagher cott say'.split(
  ' ',
);
const vietnamese = {
  family: 'Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý'.split(' '),
  middle: 'Văn Thị Hữu Đức Minh Thanh Quang Ngọc Thu Xuân'.split(' '),
  given: 'Hòa Bình An Hùng Dũng Lan Mai Hương Thúy Tuấn Anh Phúc Khánh Linh Trang Sơn Hải Yến Quỳnh Đạt'.split(' '),
};

export interface Labelled {
  readonly entity: number;
  readonly row: Row;
}

export type Draw = (count: number) => number;

export function makeDraw(seed: number): Draw {
  const random = makeRandom(seed);
  return (count) => Math.floor(random() * count);
}

const pick = (draw: Draw, from: readonly string[]) => from[draw(from.length)]!;
const two = (value: number) => String(value).padStart(2, '0');

/** A typing error: a letter replaced, left out, doubled, or two exchanged. */
export function misspell(draw: Draw, text: string): string {
  if (text.length < 2) return text;
  const at = draw(text.length - 1);
  const letter = /\d/.test(text[at]!) ? String(draw(10)) : String.fromCharCode(97 + draw(26));
  return [
    text.slice(0, at) + letter + text.slice(at + 1),
    text.slice(0, at) + text.slice(at + 1),
    text.slice(0, at) + text[at] + text.slice(at),
    text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2),
  ][draw(4)]!;
}

export function makeWesterner(draw: Draw): Record<string, string> {
  return {
    given_name: pick(draw, given),
    surname: pick(draw, starts) + pick(draw, ends),
    street_number: String(1 + draw(300)),
    address_1: `${pick(draw, starts)}${pick(draw, ends)} street`,
    suburb: `${pick(draw, starts)}${pick(draw, ends)}`,
    postcode: String(2000 + draw(900)),
    state: pick(draw, ['nsw', 'vic', 'qld', 'wa', 'sa']),
    date_of_birth: `${1920 + draw(90)}${two(1 + draw(12))}${two(1 + draw(28))}`,
    soc_sec_id: String(1_000_000 + draw(9_000_000)),
  };
}

export function makeVietnamese(draw: Draw): Record<string, string> {
  const name = () =>
    `${pick(draw, vietnamese.family)} ${pick(draw, vietnamese.middle)} ${pick(draw, vietnamese.given)}`;
  return {
    name: name(),
    birthDate: `${1930 + draw(80)}-${two(1 + draw(12))}-${two(1 + draw(28))}`,
    sex: pick(draw, ['Nam', 'Nữ']),
    birthPlace: pick(draw, ['Hà Nội', 'Huế', 'Đà Nẵng', 'Cần Thơ', 'Hải Phòng', 'Lạng Sơn', 'Cà Mau', 'Đắk Lắk']),
    fatherName: name(),
    motherName: name(),
    pin: `0${String(10_000_000_000 + draw(89_999_999_999))}`,
    phone: `09${String(10_000_000 + draw(89_999_999))}`,
  };
}

/** A copy with one to three errors: misspelt, emptied, two columns exchanged, without diacritics. */
export function spoil(draw: Draw, row: Readonly<Record<string, string>>): Record<string, string> {
  const copy: Record<string, string> = { ...row };
  for (let errors = 1 + draw(3); errors > 0; errors--) {
    const column = pick(draw, Object.keys(row));
    const value = copy[column]!;
    const kind = draw(8);
    if (kind === 0) copy[column] = '';
    else if (kind === 1 && 'surname' in copy) [copy.surname, copy.given_name] = [copy.given_name!, copy.surname];
    else if (kind === 2)
      copy[column] = value
        .normalize('NFD')
        .replace(/\p{Mn}/gu, '')
        .replace(/[đĐ]/g, 'd');
    else copy[column] = misspell(draw, value);
  }
  return copy;
}

/** Persons and spoilt copies of some, mixed. */
export function makeLabelled(seed: number, persons: number, make: (draw: Draw) => Record<string, string>): Labelled[] {
  const draw = makeDraw(seed);
  const labelled: Labelled[] = [];
  for (let entity = 0; entity < persons; entity++) {
    const original = make(draw);
    labelled.push({ entity, row: original });
    for (let copies = draw(3); copies > 0; copies--) labelled.push({ entity, row: spoil(draw, original) });
  }
  for (let at = labelled.length - 1; at > 0; at--) {
    const other = draw(at + 1);
    [labelled[at], labelled[other]] = [labelled[other]!, labelled[at]!];
  }
  return labelled;
}

/** Pairs found against pairs that are true: what is right among what was found, and what was found of what is right. */
export function judge(entities: readonly unknown[], found: Iterable<readonly [number, number]>) {
  let right = 0;
  let all = 0;
  for (const [one, other] of found) {
    all++;
    if (entities[one] === entities[other]) right++;
  }
  let truth = 0;
  for (const group of Map.groupBy(entities, (entity) => entity).values())
    truth += (group.length * (group.length - 1)) / 2;
  return { precision: right / all, recall: right / truth, f1: (2 * right) / (all + truth) };
}

/** All pairs within groups, the smaller index first. */
export function* pairsWithin(groups: ArrayLike<number>): Generator<[number, number]> {
  for (const group of Map.groupBy(Array.from(groups).keys(), (at) => groups[at]!).values()) {
    for (const [at, one] of group.entries()) for (const other of group.slice(at + 1)) yield [one, other];
  }
}

/** DuckDB in memory, with a table of the rows. */
export async function openWith(tables: Readonly<Record<string, readonly Row[]>>): Promise<Database> {
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();
  for (const [name, rows] of Object.entries(tables)) {
    const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    await connection.run(`CREATE TABLE ${name} (${columns.map((column) => `"${column}" VARCHAR`).join(', ')})`);
    const appender = await connection.createAppender(name);
    for (const row of rows) {
      for (const column of columns) {
        const value = row[column];
        if (value === undefined || value === null) appender.appendNull();
        else appender.appendVarchar(String(value));
      }
      appender.endRow();
    }
    appender.closeSync();
  }
  return {
    execute: (sql) => connection.run(sql),
    query: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJS(),
  };
}
