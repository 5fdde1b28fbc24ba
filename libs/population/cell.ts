/** No day: not dead, never married, did not happen. */
export const never = 0x3fff_ffff;
export const nobody = -1;

/** Flags of a person. */
export const is = {
  male: 1,
  foreign: 2,
  /** Married before the register remembers whom. */
  formerlyMarried: 4,
  overseas: 8,
  passport: 16,
  away: 32,
} as const;

/** What a person is to the head of the household; the words are in `relationWords`. */
export const relation = { head: 0, spouse: 1, child: 2, childInLaw: 3, grandchild: 4, parent: 5, other: 6 } as const;
export const relationWords = ['head', 'spouse', 'child', 'child-in-law', 'grandchild', 'parent', 'other'] as const;

/**
 * One cell being made: columns of numbers, reused from cell to cell. Persons stand in the order of birth, the oldest
 * first; persons, homes and settlements are named by their index. Days count from 1970-01-01.
 */
export interface Cell {
  number: number;
  count: number;
  /** Index in the country of the cell's first person. */
  first: number;
  readonly flags: Uint8Array;
  readonly birth: Int32Array;
  readonly birthYear: Int32Array;
  /** How much of the date of birth is known: 0 the day, 1 the month, 2 the year. */
  readonly precision: Uint8Array;
  readonly death: Int32Array;
  readonly spouse: Int32Array;
  readonly marriage: Int32Array;
  readonly divorce: Int32Array;
  readonly mother: Int32Array;
  readonly father: Int32Array;
  readonly lastChild: Int32Array;
  readonly firstChild: Int32Array;
  readonly children: Uint8Array;
  readonly guardian: Int32Array;
  readonly home: Int32Array;
  readonly relation: Uint8Array;
  /** The home before the move, and the day of the move. */
  readonly formerHome: Int32Array;
  readonly move: Int32Array;
  /** The move was into the household, not with it. */
  readonly joined: Uint8Array;
  readonly birthPlace: Int32Array;
  readonly origin: Int32Array;
  /** An address elsewhere, for work or study; nobody where there is none. */
  readonly stay: Int32Array;
  readonly registered: Int32Array;
  /** Days between an event and its registration. */
  readonly delay: Uint8Array;
  readonly missing: Int32Array;
  readonly corrected: Int32Array;
  readonly card: Int32Array;
  readonly cardAnew: Int32Array;
  readonly surname: Uint16Array;
  readonly middle: Uint16Array;
  readonly given: Uint16Array;
  /** Names of parents who are not in the register; 0 where they are, or are not known. */
  readonly fatherMiddle: Uint16Array;
  readonly fatherGiven: Uint16Array;
  readonly motherSurname: Uint16Array;
  readonly motherMiddle: Uint16Array;
  readonly motherGiven: Uint16Array;
  readonly ethnicity: Uint8Array;
  readonly religion: Uint8Array;
  readonly nationality: Uint8Array;
  readonly place: Uint16Array;
  readonly serial: Int32Array;
  readonly oldNumber: Int32Array;
  readonly oldNumberFrom: Int32Array;
  /** UUIDs of the persons, four words each. */
  readonly ids: Uint32Array;
  readonly homes: Homes;
}

/** Households and, as `former`, addresses that were left. */
export interface Homes {
  count: number;
  readonly settlement: Int32Array;
  /** Which of the communes in force the home lies in now, among those its old commune was split into. */
  readonly pick: Uint8Array;
  readonly number: Uint16Array;
  readonly street: Uint16Array;
  readonly size: Uint8Array;
  readonly head: Int32Array;
  readonly registered: Int32Array;
  /** A married child's family lives here already. */
  readonly stem: Uint8Array;
  readonly move: Int32Array;
  readonly ids: Uint32Array;
}

export function createCell(size: number): Cell {
  const days = () => new Int32Array(size);
  const words = () => new Uint16Array(size);
  const bytes = () => new Uint8Array(size);
  // Every person may have a home, have left one by moving and one by marrying, and stay at a fourth.
  const homes = size * 4;
  return {
    number: 0,
    count: 0,
    first: 0,
    flags: bytes(),
    birth: days(),
    birthYear: days(),
    precision: bytes(),
    death: days(),
    spouse: days(),
    marriage: days(),
    divorce: days(),
    mother: days(),
    father: days(),
    lastChild: days(),
    firstChild: days(),
    children: bytes(),
    guardian: days(),
    home: days(),
    relation: bytes(),
    formerHome: days(),
    move: days(),
    joined: bytes(),
    birthPlace: days(),
    origin: days(),
    stay: days(),
    registered: days(),
    delay: bytes(),
    missing: days(),
    corrected: days(),
    card: days(),
    cardAnew: days(),
    surname: words(),
    middle: words(),
    given: words(),
    fatherMiddle: words(),
    fatherGiven: words(),
    motherSurname: words(),
    motherMiddle: words(),
    motherGiven: words(),
    ethnicity: bytes(),
    religion: bytes(),
    nationality: bytes(),
    place: words(),
    serial: days(),
    oldNumber: days(),
    oldNumberFrom: days(),
    ids: new Uint32Array(size * 4),
    homes: {
      count: 0,
      settlement: new Int32Array(homes),
      pick: new Uint8Array(homes),
      number: new Uint16Array(homes),
      street: new Uint16Array(homes),
      size: new Uint8Array(homes),
      head: new Int32Array(homes),
      registered: new Int32Array(homes),
      stem: new Uint8Array(homes),
      move: new Int32Array(homes),
      ids: new Uint32Array(homes * 4),
    },
  };
}

export function has(cell: Cell, person: number, flag: number): boolean {
  return (cell.flags[person]! & flag) !== 0;
}

export function mark(cell: Cell, person: number, flag: number): void {
  cell.flags[person] = cell.flags[person]! | flag;
}

export function isDead(cell: Cell, person: number): boolean {
  return cell.death[person] !== never;
}
