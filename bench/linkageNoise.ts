/**
 * A register and a file as localities collect it, from one synthetic population: 85 % of the file's persons are in the
 * register. Shares below are per thousand rows and were set before anything was measured.
 */

/** One of a thousand, the same for the same person and place. */
const draw = (salt: number) => `CAST(hash(person, ${salt}) % 1000 AS INTEGER)`;

/** A letter left out, replaced, or exchanged with its neighbour, at a place drawn by the person. */
function misspell(value: string, salt: number): string {
  const at = `(2 + CAST(hash(person, ${salt}, 1) % greatest(1, length(${value}) - 2) AS INTEGER))`;
  const before = `left(${value}, ${at} - 1)`;
  return `CASE hash(person, ${salt}, 2) % 3
    WHEN 0 THEN ${before} || substr(${value}, ${at} + 1)
    WHEN 1 THEN ${before} || chr(97 + CAST(hash(person, ${salt}, 3) % 26 AS INTEGER)) || substr(${value}, ${at} + 1)
    ELSE ${before} || substr(${value}, ${at} + 1, 1) || substr(${value}, ${at}, 1) || substr(${value}, ${at} + 2) END`;
}

function misdigit(value: string, salt: number): string {
  const at = `(2 + CAST(hash(person, ${salt}, 1) % greatest(1, length(${value}) - 2) AS INTEGER))`;
  return `CASE hash(person, ${salt}, 2) % 2
    WHEN 0 THEN left(${value}, ${at} - 1) || (hash(person, ${salt}, 3) % 10)::VARCHAR || substr(${value}, ${at} + 1)
    ELSE left(${value}, ${at} - 1) || substr(${value}, ${at} + 1, 1) || substr(${value}, ${at}, 1) || substr(${value}, ${at} + 2) END`;
}

/** Cases in order, each with its share per thousand; what is left stays as it is. */
function spread(value: string, salt: number, cases: readonly (readonly [share: number, becomes: string])[]): string {
  let below = 0;
  const written = cases.map(([share, becomes]) => {
    below += share;
    return `WHEN ${draw(salt)} < ${below} THEN ${becomes}`;
  });
  return `CASE ${written.join(' ')} ELSE ${value} END`;
}

const plain = (value: string) => `replace(replace(strip_accents(${value}), 'đ', 'd'), 'Đ', 'D')`;
const withoutMiddle = (value: string) => `regexp_replace(${value}, ' .* ', ' ')`;
const givenFirst = (value: string) => `regexp_replace(${value}, '^(.*) ([^ ]*)$', '\\2 \\1')`;
const middleInitials = (value: string) => `regexp_replace(${value}, ' ([^ ])[^ ]* ', ' \\1. ')`;

const nameErrors = (value: string, salt: number, missing: number) =>
  spread(value, salt, [
    [missing, 'NULL'],
    [60, `upper(${value})`],
    [90, plain(value)],
    [30, `upper(${plain(value)})`],
    [40, misspell(value, salt + 50)],
    [10, misspell(plain(value), salt + 50)],
    [25, withoutMiddle(value)],
    [12, givenFirst(value)],
    [10, middleInitials(value)],
    [3, `regexp_replace(${value}, ' [^ ]* ', ' Kim ')`],
  ]);

const shiftYears = (years: string) => `(left(birth_date, 4)::INT + ${years})::VARCHAR || substr(birth_date, 5)`;
const someYears = `(1 + hash(person, 31) % 3)::INT * (CASE hash(person, 32) % 2 WHEN 0 THEN 1 ELSE -1 END)`;
const otherDay = `lpad((1 + hash(person, 33) % 12)::VARCHAR, 2, '0') || '-' || lpad((1 + hash(person, 34) % 28)::VARCHAR, 2, '0')`;
const birthErrors = spread('birth_date', 3, [
  [10, 'NULL'],
  [40, 'left(birth_date, 4)'],
  [20, `left(birth_date, 4) || '-' || substr(birth_date, 9) || '-' || substr(birth_date, 6, 2)`],
  [20, misdigit('birth_date', 35)],
  [10, shiftYears(someYears)],
  [7, `(left(birth_date, 4)::INT + ${someYears})::VARCHAR || '-' || ${otherDay}`],
  [250, `substr(birth_date, 9) || '/' || substr(birth_date, 6, 2) || '/' || left(birth_date, 4)`],
]);

const columns = [
  'person',
  `${nameErrors('name', 1, 0)} AS name`,
  `${birthErrors} AS birth_date`,
  `${spread('sex', 4, [
    [20, 'NULL'],
    [10, `CASE sex WHEN 'male' THEN 'female' ELSE 'male' END`],
    [400, `CASE sex WHEN 'male' THEN 'Nam' ELSE 'Nữ' END`],
  ])} AS sex`,
  `${spread('birth_unit', 5, [
    [150, 'NULL'],
    [50, `lpad((hash(person, 51) % 30000)::VARCHAR, 5, '0')`],
  ])} AS birth_unit`,
  `${spread('residence_text', 6, [
    [100, 'NULL'],
    [180, `'Thôn ' || (hash(person, 61) % 40)::VARCHAR`],
    [60, misspell('residence_text', 62)],
    [60, plain('residence_text')],
  ])} AS residence_text`,
  `${nameErrors('father_name', 7, 150)} AS father_name`,
  `${nameErrors('mother_name', 8, 150)} AS mother_name`,
  `${spread('pin', 9, [
    [450, 'NULL'],
    [25, misdigit('pin', 91)],
  ])} AS pin`,
  `${spread('cmnd', 10, [
    [600, 'NULL'],
    [25, misdigit('cmnd', 101)],
  ])} AS cmnd`,
  `${spread('phone', 11, [
    [350, 'NULL'],
    [150, `'09' || lpad((hash(person, 111) % 100000000)::VARCHAR, 8, '0')`],
    [30, misdigit('phone', 112)],
    [200, `'0' || substr(phone, 4)`],
  ])} AS phone`,
];

/** SQL that writes the two Parquet files; both hold the column `person`, the truth, which nothing but the judge reads. */
export function writeNoisy(population: string, register: string, collected: string): string[] {
  const share = 'CAST(hash(person, 99) % 1000 AS INTEGER)';
  const kept = 'person, name, birth_date, sex, birth_unit, residence_text, father_name, mother_name, pin, cmnd, phone';
  return [
    `COPY (SELECT ${kept} FROM ${population} WHERE ${share} < 850 ORDER BY hash(person, 1)) TO ${register} (FORMAT parquet)`,
    `COPY (SELECT ${columns.join(', ')} FROM ${population} WHERE ${share} >= 150 ORDER BY hash(person, 2)) TO ${collected} (FORMAT parquet)`,
  ];
}
