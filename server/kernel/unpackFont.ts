import { inflateSync } from 'node:zlib';

const [DIRECTORY, ENTRY] = [44, 20];

/**
 * WOFF 1.0 (W3C) as the OpenType file that is packed in it. A reader that takes the packed form unpacks a table at each access:
 * a page of text costs it a hundred times as long.
 */
export function unpackFont(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new TypeError('no WOFF file');
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, index) => {
    const at = DIRECTORY + index * ENTRY;
    const [offset, packed, length] = [4, 8, 12].map((field) => woff.readUInt32BE(at + field)) as [
      number,
      number,
      number,
    ];
    const bytes = woff.subarray(offset, offset + packed);
    return {
      head: woff.subarray(at, at + 4),
      sum: woff.subarray(at + 16, at + 20),
      bytes: packed < length ? inflateSync(bytes) : bytes,
    };
  });
  const power = 2 ** Math.floor(Math.log2(count));
  const header = Buffer.alloc(12 + count * 16);
  woff.copy(header, 0, 4, 8);
  for (const [index, value] of [count, power * 16, Math.log2(power), (count - power) * 16].entries())
    header.writeUInt16BE(value, 4 + index * 2);
  const parts: Buffer[] = [header];
  let end = header.length;
  for (const [index, { head, sum, bytes }] of tables.entries()) {
    const at = 12 + index * 16;
    head.copy(header, at);
    sum.copy(header, at + 4);
    header.writeUInt32BE(end, at + 8);
    header.writeUInt32BE(bytes.length, at + 12);
    // Each table begins at a multiple of four.
    const rest = Buffer.alloc(-bytes.length & 3);
    parts.push(bytes, rest);
    end += bytes.length + rest.length;
  }
  return Buffer.concat(parts);
}
