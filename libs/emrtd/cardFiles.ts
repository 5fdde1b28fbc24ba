import { type Answer, answerStatus, type Command, STATUS } from './apdu.ts';
import { fromInteger, hex, toInteger } from './bytes.ts';
import type { CardState } from './cardState.ts';
import type { Chip } from './chip.ts';
import { FILES, type FileKind, LDS_APPLICATION } from './files.ts';
import { TlvCursor, writeTlv } from './tlv.ts';

const MASTER_FILE = 0x3f00;
/** The longest data of an answer, as EF.ATR/INFO says: what is asked for beyond it comes with the next command. */
export const LONGEST_ANSWER = 0x7f00;
/** ISO/IEC 7816-4, 11.1.1: what SELECT answers with, in the bits of P2. */
const WITHOUT_ANSWER = 0x0c;

/** Which file an id names: in the application its own, outside it those of the master file. */
const findFile = (state: CardState, matches: (file: FileKind) => boolean): FileKind | undefined =>
  FILES.find((file) => file.isOutside !== state.inApplication && matches(file));

/** A file that is there and that this session may see; a status otherwise. */
function openFile(state: CardState, chip: Chip, kind: FileKind | undefined): Uint8Array | number {
  const name = kind?.name;
  const file = name && chip.files[name];
  if (kind?.isOutside && name !== 'CardSecurity') return file ?? STATUS.fileNotFound;
  // Before access control the card does not even say which files it has.
  if (state.access === 'none') return STATUS.notAllowed;
  if (!file) return STATUS.fileNotFound;
  // EF.CardSecurity opens after PACE alone (Doc 9303-11, 9.2.11).
  if (name === 'CardSecurity' && state.access !== 'pace') return STATUS.notAllowed;
  if ((name === 'DG3' || name === 'DG4') && !state.rights.includes(name)) return STATUS.notAllowed;
  return file;
}

/** What SELECT tells of a file: its size, that it is transparent, its id, its short id; of an application its name. */
function describe(file: { kind: FileKind; size: number } | undefined, { p2, expected }: Command): Answer {
  const kind = p2 & WITHOUT_ANSWER;
  if (expected === undefined || kind === WITHOUT_ANSWER || kind === 0x08) return answerStatus(STATUS.ok);
  const objects = file
    ? [
        writeTlv(0x80, fromInteger(file.size, file.size > 0xffff ? 3 : 2)),
        writeTlv(0x82, Uint8Array.of(0x01)),
        writeTlv(0x83, fromInteger(file.kind.id, 2)),
        writeTlv(0x88, Uint8Array.of(file.kind.shortId << 3)),
      ]
    : [writeTlv(0x84, LDS_APPLICATION)];
  return { data: writeTlv(kind === 0 ? 0x6f : 0x62, ...objects), status: STATUS.ok };
}

/** SELECT: the application by name, the master file, or a file by its id, from here or from the master file. */
export function select(state: CardState, chip: Chip, command: Command): Answer {
  const { p1, p2, data = new Uint8Array() } = command;
  if ((p2 & ~WITHOUT_ANSWER) !== 0) return answerStatus(STATUS.wrongParameters);
  if (p1 === 0x04) {
    if (hex(data) !== hex(LDS_APPLICATION)) return answerStatus(STATUS.fileNotFound);
    state.inApplication = true;
    state.selected = undefined;
    return describe(undefined, command);
  }
  const id = Number(toInteger(data));
  if (p1 === 0x00 && (data.length === 0 || (data.length === 2 && id === MASTER_FILE))) {
    state.inApplication = false;
    state.selected = undefined;
    return answerStatus(STATUS.ok);
  }
  if ((p1 !== 0x02 && p1 !== 0x00) || data.length !== 2) return answerStatus(STATUS.wrongParameters);
  const kind = findFile(state, (file) => file.id === id);
  const file = openFile(state, chip, kind);
  if (typeof file === 'number') return answerStatus(file);
  state.selected = kind!.name;
  return describe({ kind: kind!, size: file.length }, command);
}

function cut(file: Uint8Array, offset: number, expected: number): Answer {
  if (offset >= file.length) return answerStatus(STATUS.wrongOffset);
  const data = file.subarray(offset, offset + Math.min(expected, LONGEST_ANSWER));
  const isShort = offset + data.length === file.length && data.length < expected;
  // "As many as there are" is no wish that the end of the file disappoints.
  const isOpen = expected === 256 || expected === 65536;
  return { data, status: isShort && !isOpen ? STATUS.endOfFile : STATUS.ok };
}

/** READ BINARY with even and odd instruction: offsets below and above 32 KB. */
export function readBinary(state: CardState, chip: Chip, command: Command): Answer {
  const { ins, p1, p2, expected } = command;
  if (expected === undefined) return answerStatus(STATUS.wrongLength);
  // A short id stands in P1 of the even instruction, and in P1-P2 of the odd one, where zero means what is selected.
  const isOdd = ins === 0xb1;
  const isShort = isOdd ? p1 === 0 && p2 > 0 && p2 < 0x1f : (p1 & 0xe0) === 0x80;
  if (!isShort && (isOdd ? p1 + p2 > 0 : p1 >= 0x80)) return answerStatus(STATUS.wrongParameters);
  const short = isOdd ? p2 : p1 & 0x1f;
  const kind = isShort
    ? findFile(state, ({ shortId }) => shortId === short)
    : findFile(state, ({ name }) => name === state.selected);
  if (!kind && !isShort) return answerStatus(STATUS.noFile);
  const file = openFile(state, chip, kind);
  if (typeof file === 'number') return answerStatus(file);
  state.selected = kind!.name;
  if (!isOdd) return cut(file, isShort ? p2 : p1 * 256 + p2, expected);
  const offset = Number(toInteger(new TlvCursor(command.data ?? new Uint8Array()).next(0x54).value));
  // The answer's own header counts into what was expected.
  const found = cut(file, offset, Math.max(1, expected - 4));
  if (found.data.length === 0) return found;
  return { data: writeTlv(0x53, found.data), status: STATUS.ok };
}
