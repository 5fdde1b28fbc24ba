import { type Answer, answerStatus, type Command, STATUS } from './apdu.ts';
import { hex, toInteger } from './bytes.ts';
import type { CardState } from './cardState.ts';
import type { Chip } from './chip.ts';
import { FILES, type FileName, LDS_APPLICATION } from './files.ts';
import { TlvCursor, writeTlv } from './tlv.ts';

const MASTER_FILE = 0x3f00;
/** From here on READ BINARY has no room for the offset in P1 and P2. */
export const LONG_OFFSET = 0x8000;

/** Which file an id names: outside the application only EF.CardAccess. */
function findFile(state: CardState, id: number): FileName | undefined {
  return FILES.find(
    (file) => file.id === id && (state.inApplication ? file.name !== 'CardAccess' : file.name === 'CardAccess'),
  )?.name;
}

/** A file that is there and that this session may see; a status otherwise. */
function openFile(state: CardState, chip: Chip, name: FileName | undefined): Uint8Array | number {
  const file = name && chip.files[name];
  if (name === 'CardAccess') return file ?? STATUS.fileNotFound;
  // Before access control the card does not even say which files it has.
  if (state.access === 'none') return STATUS.notAllowed;
  if (!name || !file) return STATUS.fileNotFound;
  if ((name === 'DG3' || name === 'DG4') && !state.rights.includes(name)) return STATUS.notAllowed;
  return file;
}

/** SELECT: the application by name, the master file, or a file by its id. */
export function select(state: CardState, chip: Chip, command: Command): Answer {
  const data = command.data ?? new Uint8Array();
  if (command.p1 === 0x04) {
    if (hex(data) !== hex(LDS_APPLICATION)) return answerStatus(STATUS.fileNotFound);
    state.inApplication = true;
    state.selected = undefined;
    return answerStatus(STATUS.ok);
  }
  const id = Number(toInteger(data));
  if (command.p1 === 0x00 && (data.length === 0 || id === MASTER_FILE)) {
    state.inApplication = false;
    state.selected = undefined;
    return answerStatus(STATUS.ok);
  }
  if ((command.p1 !== 0x02 && command.p1 !== 0x00) || data.length !== 2) return answerStatus(STATUS.wrongParameters);
  const name = findFile(state, id);
  const file = openFile(state, chip, name);
  if (typeof file === 'number') return answerStatus(file);
  state.selected = name;
  return answerStatus(STATUS.ok);
}

function cut(file: Uint8Array, offset: number, expected: number): Answer {
  if (offset > file.length) return answerStatus(STATUS.wrongOffset);
  const data = file.subarray(offset, offset + expected);
  const whole = expected === 256 || expected === 65536 || data.length === expected;
  return { data, status: whole ? STATUS.ok : STATUS.endOfFile };
}

/** READ BINARY with even and odd instruction: offsets below and above 32 KB. */
export function readBinary(state: CardState, chip: Chip, command: Command): Answer {
  const { p1, p2, expected = 256 } = command;
  const isShort = command.ins === 0xb0 && p1 >= 0x80;
  const name = isShort
    ? FILES.find((one) => (one.id & 0x1f) === (p1 & 0x1f) && findFile(state, one.id) === one.name)?.name
    : state.selected;
  if (!name) return answerStatus(isShort ? STATUS.fileNotFound : STATUS.noFile);
  const file = openFile(state, chip, name);
  if (typeof file === 'number') return answerStatus(file);
  if (isShort) state.selected = name;
  if (command.ins === 0xb0) return cut(file, isShort ? p2 : p1 * 256 + p2, expected);
  const offset = Number(toInteger(new TlvCursor(command.data ?? new Uint8Array()).next(0x54).value));
  // The answer's own header counts into what was expected.
  const found = cut(file, offset, Math.max(1, expected - 4));
  if (found.status !== STATUS.ok && found.status !== STATUS.endOfFile) return found;
  return { data: writeTlv(0x53, found.data), status: STATUS.ok };
}
