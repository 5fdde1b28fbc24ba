/** Run by its test with a small heap: reads far more than fits, of every form, and says how much memory it held at most. */
import { openSheet, type RandomAccess, writeReport } from './index.ts';
import { sourceOf } from './samples.ts';

const LINE = 'Nguyễn Văn An,079190000123,1990-01-02,"Phường Bến Nghé, TP"\n';
const HEADER = 'Họ tên,Số,Ngày sinh,Quê\n';

/** A file that is nowhere: its bytes are made when they are read. */
function madeSource(lines: number, longLine: number): RandomAccess {
  const header = Buffer.from(HEADER);
  const block = Buffer.from(LINE.repeat(4096));
  const line = block.length / 4096;
  const long = Buffer.alloc(1 << 20, 'x');
  const body = header.length + lines * line;
  return {
    size: body + longLine,
    async read(at, length) {
      if (at < header.length) return header.subarray(at);
      if (at >= body) return long.subarray(0, Math.min(length, long.length, body + longLine - at));
      const from = (at - header.length) % block.length;
      return block.subarray(from, Math.min(from + length, block.length, from + body - at));
    },
  };
}

async function* makeRows(count: number) {
  for (let at = 0; at < count; at++) yield { cells: [`Nguyễn Văn ${at}`, '079', 'Huế'], added: ['x'] };
}

let most = 0;
async function count(source: RandomAccess): Promise<{ good: number; bad: number }> {
  let good = 0;
  let bad = 0;
  for await (const { rows } of (await openSheet(source)).blocks()) {
    for (const row of rows) row.bad ? bad++ : good++;
    const { heapUsed, external } = process.memoryUsage();
    most = Math.max(most, heapUsed + external);
  }
  return { good, bad };
}

const text = await count(madeSource(300_000, 256 << 20));
const pieces: Uint8Array[] = [];
for await (const piece of writeReport(makeRows(40_000), { form: 'xlsx', columns: ['a', 'b', 'c'], added: ['d'] }))
  pieces.push(piece);
const book = await count(sourceOf(Buffer.concat(pieces)));
console.log(JSON.stringify({ text, book, megabytes: Math.round(most / (1 << 20)) }));
