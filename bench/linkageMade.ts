import type { Row } from '#libs/linkage';
import type { LabelledSet } from '../libs/linkage/labelled.samples.ts';
import { type Draw, makeDraw, misspell } from '../libs/linkage/samples.ts';

/**
 * Labelled sets whose errors are not those of the synthetic population: nicknames and households without a date of birth, pages
 * read by a machine, columns in each other's place and stand-ins for what was not known. Made once, before they were measured.
 */

const syllables = {
  start: 'wal mac ber har cam rob nor fitz hol ash brad kel mor tur whit sin dun gal pres lind col bar ed far'.split(
    ' ',
  ),
  end: 'ler donald ry ris eron inson man gerald den ford by ton gan ner more clair can lagher cott say well'.split(' '),
};
const surnames = syllables.start.flatMap((start) => syllables.end.map((end) => start + end));
const nicknames: Readonly<Record<string, readonly string[]>> = {
  william: ['bill', 'will', 'billy'],
  robert: ['bob', 'rob'],
  elizabeth: ['liz', 'beth', 'betty'],
  margaret: ['maggie', 'peggy', 'meg'],
  katherine: ['kate', 'kathy', 'kat'],
  michael: ['mike', 'mick'],
  james: ['jim', 'jimmy'],
  richard: ['dick', 'rick'],
  thomas: ['tom'],
  christopher: ['chris'],
  alexander: ['alex', 'sandy'],
  theodore: ['ted', 'theo'],
};
const men =
  'james william robert michael richard thomas christopher alexander theodore john david peter paul mark george harry oscar leo max hugo felix simon victor adam noah'.split(
    ' ',
  );
const women =
  'elizabeth margaret katherine mary anna emma olivia sophia grace clara ruby alice helen julia laura maya nora rosa sara tessa vera wendy zoe irene jane'.split(
    ' ',
  );
const streets = ['street', 'road', 'avenue', 'lane', 'close'];
const cities = 'norwich derby leeds exeter bath perth cork galway truro dover ripon wells ely'.split(' ');
const vietnamese = {
  family:
    'Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý'.split(
      ' ',
    ),
  men: 'Văn Văn Văn Hữu Đức Quang Minh Công Xuân Đình Bá Trọng'.split(' '),
  women: 'Thị Thị Thị Thị Ngọc Thu Thanh Kim Mỹ Bích Hồng Phương'.split(' '),
  given:
    'Hòa Bình An Hùng Dũng Lan Mai Hương Thúy Tuấn Anh Phúc Khánh Linh Trang Sơn Hải Yến Quỳnh Đạt Nam Long Hiếu Nga Hạnh Loan Tâm Thảo Vy Châu'.split(
      ' ',
    ),
  places:
    'Ba Đình;Hoàn Kiếm;Phú Xuân;Thuận Hóa;Hải Châu;Ninh Kiều;Lê Chân;Cao Lộc;Năm Căn;Buôn Đôn;Tây Hồ;Đông Anh;Quế Võ;Từ Sơn;Kim Sơn;Hoa Lư;Mộc Châu;Sa Pa'.split(
      ';',
    ),
};

/** The first of a list most often, as names are. */
const pick = <T>(draw: Draw, from: readonly T[]): T => from[Math.floor((draw(1000) / 1000) ** 2 * from.length)]!;
const chance = (draw: Draw, percent: number) => draw(1000) < percent * 10;
const two = (value: number) => String(value).padStart(2, '0');
const digits = (draw: Draw, count: number) => Array.from({ length: count }, () => draw(10)).join('');

interface Copy {
  readonly entity: string;
  readonly row: Row;
}

function shuffle<T>(draw: Draw, list: T[]): T[] {
  for (let at = list.length - 1; at > 0; at--) {
    const other = draw(at + 1);
    [list[at], list[other]] = [list[other]!, list[at]!];
  }
  return list;
}

function asSet(name: string, copies: readonly Copy[], others?: readonly Copy[]): LabelledSet {
  const split = (list: readonly Copy[]) => ({
    rows: list.map(({ row }) => row),
    entities: list.map((one) => one.entity),
  });
  return { name, ...split(copies), ...(others ? { other: split(others) } : {}) };
}

/** Families under one roof, no date of birth: nicknames, initials, removals, married names, twins, a son named as his father. */
function makeHouseholds(count: number): LabelledSet {
  const draw = makeDraw(101);
  const copies: Copy[] = [];
  for (let house = 0; copies.length < count; house++) {
    const family = pick(draw, surnames);
    const live = () => ({
      street_number: String(1 + draw(180)),
      address: `${pick(draw, syllables.start)}${pick(draw, syllables.end)} ${pick(draw, streets)}`,
      city: pick(draw, cities),
      postcode: digits(draw, 5),
      phone: `07${digits(draw, 9)}`,
    });
    const home = live();
    const size = 1 + draw(5);
    const father = pick(draw, men);
    const called = new Set<string>();
    for (let at = 0; at < size; at++) {
      const isMan = at === 0 || (at > 1 && chance(draw, 50));
      const isJunior = at > 1 && isMan && chance(draw, 4);
      const draft = () => pick(draw, isMan ? men : women);
      let first = at === 0 || isJunior ? father : draft();
      while (!isJunior && called.has(first)) first = draft();
      called.add(first);
      const mobile = `07${digits(draw, 9)}`;
      const email = `${first}${draw(100)}@${pick(draw, ['mail.example', 'post.example', 'web.example'])}`;
      const entity = `${house} ${at}`;
      for (let copy = 0, of = 1 + draw(4) * draw(2); copy < of; copy++) {
        const short = nicknames[first];
        let name = short && chance(draw, 20) ? pick(draw, short) : first;
        if (chance(draw, 4)) name = name[0]!;
        if (chance(draw, 7)) name = misspell(draw, name);
        const moved = chance(draw, 10) ? live() : home;
        let last = !isMan && chance(draw, 5) ? pick(draw, surnames) : family;
        if (chance(draw, 6)) last = misspell(draw, last);
        const row: Record<string, string> = { ...moved, phone: chance(draw, 50) ? mobile : moved.phone, email };
        for (const column of Object.keys(row)) {
          if (chance(draw, column === 'email' ? 45 : 12)) row[column] = '';
          else if (chance(draw, 4)) row[column] = misspell(draw, row[column]!);
        }
        const swapped = chance(draw, 3);
        copies.push({ entity, row: { first_name: swapped ? last : name, last_name: swapped ? name : last, ...row } });
      }
    }
  }
  return asSet('households without birth dates', shuffle(draw, copies));
}

const misread: Readonly<Record<string, string>> = {
  0: '8',
  1: '7',
  3: '8',
  5: '6',
  6: '0',
  7: '1',
  8: '3',
  o: 'c',
  i: 'l',
  h: 'b',
  n: 'u',
  u: 'n',
  m: 'rn',
  e: 'c',
};

/** As a machine reads a worn page: likenesses of letters and digits, each by itself. */
function misreadText(draw: Draw, text: string, percent: number): string {
  return Array.from(text, (letter) =>
    chance(draw, percent) ? (misread[letter.toLowerCase()] ?? letter) : letter,
  ).join('');
}

const bare = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D');

/** A paper book read by a machine, against a register; parents often missing, brothers and sisters and twins among them. */
function makeBook(count: number): LabelledSet {
  const draw = makeDraw(202);
  const held: Copy[] = [];
  const read: Copy[] = [];
  const name = (family: string, isMan: boolean) =>
    `${family} ${pick(draw, isMan ? vietnamese.men : vietnamese.women)} ${pick(draw, vietnamese.given)}`;
  for (let house = 0; held.length + read.length < count; house++) {
    const family = pick(draw, vietnamese.family);
    const father = name(family, true);
    const mother = name(pick(draw, vietnamese.family), false);
    const place = pick(draw, vietnamese.places);
    const born = 1950 + draw(60);
    let day = '';
    for (let child = 0, of = 1 + draw(3); child < of; child++) {
      const isMan = chance(draw, 50);
      const date = child > 0 && chance(draw, 5) ? day : `${born + child * 2}-${two(1 + draw(12))}-${two(1 + draw(28))}`;
      day = date;
      const [year, month, dayOfMonth] = date.split('-');
      const number = digits(draw, 9);
      const row = { ho_ten: name(family, isMan), ngay_sinh: date, gioi_tinh: isMan ? 'Nam' : 'Nữ', noi_sinh: place };
      const entity = `${house} ${child}`;
      const parents = { ho_ten_cha: father, ho_ten_me: mother };
      if (chance(draw, 85)) held.push({ entity, row: { ...row, ...parents, so_cmnd: chance(draw, 60) ? number : '' } });
      if (!chance(draw, 85)) continue;
      const page = (text: string, percent = 2) => misreadText(draw, bare(text).toUpperCase(), percent);
      const written = chance(draw, 15) ? year! : `${dayOfMonth}/${month}/${year}`;
      read.push({
        entity,
        row: {
          ho_ten: page(chance(draw, 5) ? row.ho_ten.replace(/ .* /, ' ') : row.ho_ten),
          ngay_sinh: misreadText(draw, written, 2),
          gioi_tinh: chance(draw, 10) ? '' : row.gioi_tinh,
          noi_sinh: chance(draw, 20) ? '' : page(place).slice(0, 9),
          ho_ten_cha: chance(draw, 35) ? '' : page(father),
          ho_ten_me: chance(draw, 35) ? '' : page(mother),
          so_cmnd: chance(draw, 50) ? '' : misreadText(draw, number, 2),
        },
      });
    }
  }
  return asSet('a paper book read by a machine', shuffle(draw, held), shuffle(draw, read));
}

/** Columns exchanged, many values missing, and stand-ins for them; several copies of many persons. */
function makeStandIns(count: number): LabelledSet {
  const draw = makeDraw(303);
  const copies: Copy[] = [];
  for (let person = 0; copies.length < count; person++) {
    const original = {
      forename: pick(draw, chance(draw, 50) ? men : women),
      surname: pick(draw, surnames),
      dob: `${1930 + draw(75)}-${two(1 + draw(12))}-${two(1 + draw(28))}`,
      town: pick(draw, cities),
      street: `${1 + draw(90)} ${pick(draw, syllables.start)}${pick(draw, syllables.end)} ${pick(draw, streets)}`,
      postcode: digits(draw, 4),
      tel: `01${digits(draw, 8)}`,
      ssn: digits(draw, 9),
    };
    for (let copy = 0, of = 1 + draw(3) * draw(3); copy < of; copy++) {
      const row: Record<string, string> = { ...original };
      for (const column of ['forename', 'surname', 'town', 'street', 'postcode'])
        if (chance(draw, 8)) row[column] = misspell(draw, row[column]!);
      if (chance(draw, 10)) [row.forename, row.surname] = [row.surname!, row.forename!];
      if (chance(draw, 6)) [row.town, row.street] = [row.street!, row.town!];
      if (chance(draw, 6)) row.dob = row.dob!.replace(/-(\d\d)-(\d\d)$/, '-$2-$1');
      if (chance(draw, 10)) row.dob = '1900-01-01';
      if (chance(draw, 15)) row.tel = '0000000000';
      if (chance(draw, 15)) row.ssn = '999999999';
      if (chance(draw, 5)) row.surname = 'unknown';
      for (const column of Object.keys(row)) if (chance(draw, column === 'surname' ? 3 : 18)) row[column] = '';
      copies.push({ entity: String(person), row });
    }
  }
  return asSet('exchanged columns, gaps and stand-ins', shuffle(draw, copies));
}

/** Few persons with many copies each, as a century of records has them: ten on average, dates often only the year or 1 January. */
function makeHistory(count: number): LabelledSet {
  const draw = makeDraw(404);
  const copies: Copy[] = [];
  for (let person = 0; copies.length < count; person++) {
    const original = {
      first_name: pick(draw, chance(draw, 50) ? men : women),
      surname: pick(draw, surnames),
      dob: `${1840 + draw(80)}-${two(1 + draw(12))}-${two(1 + draw(28))}`,
      birth_place: pick(draw, cities),
      postcode_fake: `${digits(draw, 2)}${digits(draw, 3)}`,
      occupation: pick(
        draw,
        'politician writer painter miner clerk baker farmer weaver sailor priest teacher'.split(' '),
      ),
    };
    for (let copy = 0, of = 2 + draw(17); copy < of; copy++) {
      const row: Record<string, string> = { ...original };
      const short = nicknames[row.first_name!];
      if (short && chance(draw, 10)) row.first_name = pick(draw, short);
      for (const column of ['first_name', 'surname', 'birth_place', 'postcode_fake', 'occupation'])
        if (chance(draw, 10)) row[column] = misspell(draw, row[column]!);
      if (chance(draw, 12)) row.dob = `${row.dob!.slice(0, 4)}-01-01`;
      else if (chance(draw, 8)) row.dob = misspell(draw, row.dob!);
      if (chance(draw, 10)) row.birth_place = pick(draw, cities);
      for (const column of Object.keys(row)) if (chance(draw, column === 'occupation' ? 50 : 12)) row[column] = '';
      copies.push({ entity: String(person), row });
    }
  }
  return asSet('few persons, many copies', shuffle(draw, copies));
}

/** @param count rows of each set, about */
export function makeSets(count: number): LabelledSet[] {
  return [makeHouseholds(count), makeBook(count), makeStandIns(count), makeHistory(count)];
}
