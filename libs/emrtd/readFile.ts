import { STATUS } from './apdu.ts';
import { concat, fromInteger } from './bytes.ts';
import { EmrtdError } from './errors.ts';
import { type FileName, fileOf } from './files.ts';
import { measureTlv, TlvCursor, writeTlv } from './tlv.ts';
import { type Channel, formatStatus } from './transport.ts';

/** No file of a chip is larger: what says so lies. */
const LARGEST = 1_000_000;
const HEAD = 8;
const LONG_OFFSET = 0x8000;

/** From an offset on, at most `length` bytes; empty at the end. */
async function readPart(channel: Channel, offset: number, length: number): Promise<Uint8Array> {
  const isLong = offset >= LONG_OFFSET;
  const answer = await channel.ask(
    isLong
      ? {
          cla: 0,
          ins: 0xb1,
          p1: 0,
          p2: 0,
          data: writeTlv(0x54, fromInteger(offset, offset > 0xffff ? 3 : 2)),
          expected: length + 4,
        }
      : { cla: 0, ins: 0xb0, p1: offset >> 8, p2: offset & 0xff, expected: length },
  );
  if (answer.status === STATUS.wrongOffset) return new Uint8Array();
  if (answer.status !== STATUS.ok && answer.status !== STATUS.endOfFile)
    throw new EmrtdError('access-denied', `the file cannot be read: ${formatStatus(answer.status)}`, answer.status);
  return isLong ? new TlvCursor(answer.data).next(0x53).value : answer.data;
}

/**
 * Selects and reads a file whole. `part` is how many bytes are asked for at once.
 *
 * @returns undefined where the card has no such file
 * @throws {EmrtdError} access-denied, file-malformed, and what the channel throws
 */
export async function readFile(channel: Channel, name: FileName, part: number): Promise<Uint8Array | undefined> {
  const id = fromInteger(fileOf(name).id, 2);
  const selected = await channel.ask({ cla: 0, ins: 0xa4, p1: 0x02, p2: 0x0c, data: id });
  if (selected.status === STATUS.fileNotFound) return undefined;
  if (selected.status !== STATUS.ok)
    throw new EmrtdError('access-denied', `${name} is refused: ${formatStatus(selected.status)}`, selected.status);
  const parts = [await readPart(channel, 0, HEAD)];
  let length = parts[0]!.length;
  const whole = name === 'CVCA' ? 36 : measureTlv(parts[0]!);
  if (whole > LARGEST) throw new EmrtdError('file-malformed', `${name} says that it has ${whole} bytes`);
  while (length < whole) {
    const next = await readPart(channel, length, Math.min(part, whole - length));
    if (next.length === 0) throw new EmrtdError('file-malformed', `${name} ends before the length that it says`);
    parts.push(next);
    length += next.length;
  }
  return concat(...parts).subarray(0, whole);
}
