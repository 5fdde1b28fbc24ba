import { EmrtdError } from './errors.ts';

/** The QR code of a Vietnamese card, read by what its fields look like. Nobody signs it: it proves nothing. */
export interface VietnameseQr {
  raw: string;
  isSigned: false;
  /** `printed-order` is the card of 2021 to 06/2024; of the later one the order is not published. */
  layout: 'printed-order' | 'by-content';
  personalNumber: string;
  /** Further 12-digit numbers: on the later card a cancelled personal number, and those of parents. */
  otherNumbers: string[];
  /** The 9-digit number of the former identity card. */
  formerNumber: string | undefined;
  name: string | undefined;
  otherNames: string[];
  /** YYYY-MM-DD. */
  birthDate: string | undefined;
  issueDate: string | undefined;
  sex: 'M' | 'F' | undefined;
  residence: string | undefined;
  /** What fits nothing known. */
  unknown: string[];
}

const LONGEST = 4296;
const OLD_ORDER = /^\d{12}\|(\d{9})?\|[^|]+\|\d{8}\|(Nam|Nữ)\|[^|]*\|\d{8}$/u;

/** ddMMyyyy as YYYY-MM-DD; undefined for what is no day. */
function readDay(text: string): string | undefined {
  const found = /^(\d\d)(\d\d)(\d{4})$/.exec(text);
  if (!found) return undefined;
  const day = `${found[3]}-${found[2]}-${found[1]}`;
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : undefined;
}

const isName = (text: string) => /^[\p{L}\p{M}' .-]+$/u.test(text) && text.includes(' ');

/** @throws {EmrtdError} qr-malformed */
export function readVietnameseQr(input: string): VietnameseQr {
  const raw = input.normalize('NFC').trim();
  const fields = raw.split('|').map((field) => field.trim());
  if (raw.length > LONGEST || fields.length < 3) throw new EmrtdError('qr-malformed', 'no fields between bars');
  const found: VietnameseQr = {
    raw: input,
    isSigned: false,
    layout: OLD_ORDER.test(raw) ? 'printed-order' : 'by-content',
    personalNumber: '',
    otherNumbers: [],
    formerNumber: undefined,
    name: undefined,
    otherNames: [],
    birthDate: undefined,
    issueDate: undefined,
    sex: undefined,
    residence: undefined,
    unknown: [],
  };
  const dates: string[] = [];
  for (const [index, field] of fields.entries()) {
    if (field === '') continue;
    const day = readDay(field);
    if (/^\d{12}$/.test(field)) {
      if (found.personalNumber === '') found.personalNumber = field;
      else found.otherNumbers.push(field);
    } else if (/^\d{9}$/.test(field) && found.formerNumber === undefined) found.formerNumber = field;
    else if (day) dates.push(day);
    else if (field === 'Nam' || field === 'Nữ') found.sex ??= field === 'Nam' ? 'M' : 'F';
    else if (found.layout === 'printed-order' && index === 5) found.residence = field;
    else if (isName(field)) {
      if (found.name === undefined) found.name = field;
      else found.otherNames.push(field);
    } else if (field.includes(',') && found.residence === undefined) found.residence = field;
    else found.unknown.push(field);
  }
  if (found.personalNumber === '') throw new EmrtdError('qr-malformed', 'no 12-digit number in it');
  // A card is issued after its holder was born, in whatever order it says so.
  const [birth, ...later] = dates.toSorted();
  found.birthDate = birth;
  found.issueDate = later.at(-1);
  return found;
}
