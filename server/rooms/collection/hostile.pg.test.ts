import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { bookOf, bookParts, inlineRow, lyingBook, zipOf } from '../../../libs/sheets/samples.ts';
import {
  type CollectionStand,
  engines,
  openCollectionStand,
  type Run,
  rowOf,
  SENDER,
  sheetOf,
} from './stand.samples.ts';

const MIB = 1 << 20;
/** Of the endless line; more than everything may hold beside what a small file needs. */
const LINE = 192 * MIB;
const MOST_MORE = 128 * MIB;
const PIECE = 4 * MIB;

let stand: CollectionStand;
before(async () => {
  // Small files too are read as large ones are, so that the two can be compared.
  stand = await openCollectionStand({ collection: { pieceRows: 50, apartBytes: 0 } });
});
after(() => stand.close());

const persons = async () => (await stand.kernel.database.pool.query('SELECT person FROM people.person')).rowCount;
const make = async (bytes: number) =>
  (await stand.ask<Run>(SENDER, 'POST', '/api/collection/runs', { file: 'sổ.csv', bytes })).body;
const readFile = (run: Run) =>
  stand.ask<Run & { code: string; reason: string; detail: string }>(
    SENDER,
    'POST',
    `/api/collection/runs/${run.id}/read`,
    { hold: true },
  );

const residentOf = (pid: number | 'self', kind: string) => {
  try {
    return (
      Number(new RegExp(`^${kind}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
    );
  } catch {
    return 0;
  }
};

/** What the work holds in memory at most: of the engines that are seen, and of this process. */
async function watch<Result>(work: () => Promise<Result>): Promise<{ result: Result; engine: number; server: number }> {
  let [engine, server] = [0, 0];
  const timer = setInterval(() => {
    server = Math.max(server, residentOf('self', 'VmRSS'));
    for (const pid of engines()) engine = Math.max(engine, residentOf(pid, 'VmHWM'));
  }, 10);
  try {
    return { result: await work(), engine, server };
  } finally {
    clearInterval(timer);
  }
}

test('a line without an end is one refused row: those around it are entered, and nobody’s memory holds it', async () => {
  const small = await watch(() => stand.collect(sheetOf([rowOf(1, { name: 'Tô Thị Ngọc Yến', sex: 'Nữ' })])));
  assert.equal(small.result.counts.acceptedNew, 1);
  const head = Buffer.from(`${sheetOf([rowOf(1, { name: 'Mạc Đăng Quế' })])}\n`);
  const tail = Buffer.from(`\n${rowOf(3, { name: 'Kim Thị Thuỳ Trâm', sex: 'Nữ' }).join(',')}\n`);
  const large = await watch(async () => {
    const run = await make(head.length + LINE + tail.length);
    await stand.upload(run, head);
    const piece = Buffer.alloc(PIECE, 'Nguyễn Văn An, ');
    for (let at = 0; at < LINE; at += PIECE) await stand.upload(run, piece, head.length + at);
    await stand.upload(run, tail, head.length + LINE);
    const read = await readFile(run);
    assert.equal(read.status, 200, JSON.stringify(read.body));
    await stand.start(read.body);
    return stand.ended(run.id);
  });
  const { read, acceptedNew, refused } = large.result.counts;
  assert.deepEqual([large.result.state, read, acceptedNew, refused], ['done', 3, 2, 1]);
  const [row] = await stand.rows(large.result.id, 'refused');
  assert.match(row!.reasons.join(), /longer than 1 MB/);
  assert.ok(small.engine > 0 && large.engine > 0, 'no engine was seen');
  assert.ok(large.engine < small.engine + MOST_MORE, `engine ${small.engine / MIB} -> ${large.engine / MIB} MiB`);
  assert.ok(large.server < small.server + MOST_MORE, `server ${small.server / MIB} -> ${large.server / MIB} MiB`);
});

const header = inlineRow('Họ và tên', 'Ngày sinh') + inlineRow('Bế Văn Đàn', '02/02/1972');
const bombs: readonly (readonly [name: string, file: () => Promise<Buffer>])[] = [
  [
    'a workbook whose sheet is blanks without end',
    () =>
      zipOf({
        ...bookParts({ sheets: { A: header } }),
        'xl/worksheets/sheet0.xml': Buffer.concat([
          Buffer.from(`<worksheet><sheetData>${header}`),
          Buffer.alloc(LINE, 0x20),
        ]),
      }),
  ],
  ['a workbook that unpacks to more than it says', () => lyingBook(100)],
  [
    'a workbook whose shared texts are one word without end',
    () => bookOf({ sheets: { A: header }, strings: `<si><t>${'ha '.repeat(LINE / 8)}</t></si>` }),
  ],
];

for (const [name, make_] of bombs)
  test(`${name} is told to its sender as what it is; the register stays as it was`, async () => {
    const before = await persons();
    const file = await make_();
    assert.ok(file.length < MIB, `${file.length} bytes`);
    const from = residentOf('self', 'VmRSS');
    const { result, server } = await watch(async () => {
      const run = await make(file.length);
      await stand.upload(run, file);
      const read = await readFile(run);
      assert.deepEqual(
        [read.status, read.body.code, read.body.reason],
        [422, 'collection/file-unreadable', 'zip-bomb'],
      );
      assert.ok(read.body.detail.length > 20);
      return stand.view(run.id);
    });
    assert.deepEqual([result.failure?.code, result.counts.read], ['zip-bomb', 0]);
    assert.equal(await persons(), before);
    assert.ok(server < from + MOST_MORE, `server ${from / MIB} -> ${server / MIB} MiB`);
  });
