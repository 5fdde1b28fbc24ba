import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { after, before, test } from 'node:test';
import { parseCheckpoint, parseNote, signCheckpoint } from '#libs/translog';
import { openDatabase } from '../database/database.ts';
import { blockHash } from './lane.ts';
import { openJournal, type TestJournal } from './samples.ts';
import { type JournalFault, verifyJournal } from './verify.ts';

interface Block {
  first_number: number;
  count: number;
  stream: string;
  seq: number;
  lines: string;
  salts: Buffer;
  previous: Buffer;
}

let journal: TestJournal;
let blocks: Block[];
let size: number;
/** Streams of one connection each: the second one's blocks are not sealed. */
let unsealed: { stream: string; seq: number }[];

before(async () => {
  journal = await openJournal(1);
  for (let turn = 0; turn < 100; turn++) await journal.write(`${turn} a`, `${turn} b`, `${turn} c`);
  size = await journal.seal();
  const { rows } = await journal.owner.query<Block>(
    'SELECT * FROM kernel.log_block JOIN kernel.journal_block USING (stream, seq, count) ORDER BY first_number',
  );
  blocks = rows;
  const other = openDatabase(await urlOf(), undefined, { max: 1 });
  for (const database of [journal.database, other]) {
    for (let turn = 0; turn < 3; turn++)
      await database.transact(
        async (transaction) =>
          void transaction.append({
            kind: 'note',
            room: 'test',
            type: 'unsealed',
            subjects: [],
            actor: 't',
            actedAt: '',
            receivedAt: '',
          }),
      );
  }
  await other.close();
  unsealed = (
    await journal.owner.query<{ stream: string; seq: number }>(
      'SELECT stream, seq FROM kernel.journal_block b WHERE NOT EXISTS (SELECT 1 FROM kernel.log_block o WHERE o.stream = b.stream AND o.seq = b.seq) ORDER BY stream, seq',
    )
  ).rows;
});
after(() => journal.close());

async function urlOf(): Promise<string> {
  return (journal.database.pool.options as { connectionString: string }).connectionString;
}

/** What the verifier says after an intruder who owns the tables did this; undone afterwards. */
async function findAfter(intrude: () => Promise<unknown>): Promise<JournalFault | undefined> {
  await journal.owner.query('BEGIN');
  try {
    await intrude();
    const verdict = await verifyJournal(journal.owner, journal.verifierKeys());
    assert.equal(verdict.ok, verdict.first === undefined);
    return verdict.first;
  } finally {
    await journal.owner.query('ROLLBACK');
  }
}
const run = (sql: string, ...values: unknown[]) => journal.owner.query(sql, values);
const where = 'WHERE stream = $1 AND seq = $2';
const at = ({ stream, seq }: { stream: string; seq: number }) => [stream, seq] as const;

test('what nobody touched is whole, sealed and unsealed', async () => {
  assert.deepEqual(await verifyJournal(journal.owner, journal.verifierKeys()), {
    ok: true,
    size: 300,
    unsealedBlocks: 6,
  });
});

for (const { number, block, index } of [
  { number: 0, block: 0, index: 0 },
  { number: 124, block: 41, index: 1 },
  { number: 255, block: 85, index: 0 },
  { number: 256, block: 85, index: 1 },
  { number: 299, block: 99, index: 2 },
]) {
  test(`one changed byte in line ${number} is found, and that very line is named`, async () => {
    const one = blocks[block]!;
    const lines = one.lines.split('\n');
    lines[index] = lines[index]!.replace('tester', 'testeR');
    const reference = `${one.stream}:${one.seq}:${index}`;
    const text = lines.join('\n');
    for (const hash of [undefined, blockHash(one.stream, one.seq, one.previous, one.salts, text)]) {
      const found = await findAfter(() =>
        run(
          `UPDATE kernel.journal_block SET lines = $3, hash = coalesce($4, hash) ${where}`,
          ...at(one),
          text,
          hash ?? null,
        ),
      );
      assert.deepEqual({ ...found, why: '' }, { number, reference, code: 'entry_differs', why: '' });
    }
  });
}

test('a changed salt is found at its line', async () => {
  const one = blocks[41]!;
  const found = await findAfter(() =>
    run(`UPDATE kernel.journal_block SET salts = set_byte(salts, 35, get_byte(salts, 35) # 1) ${where}`, ...at(one)),
  );
  assert.deepEqual(
    [found?.number, found?.reference, found?.code],
    [125, `${one.stream}:${one.seq}:2`, 'entry_differs'],
  );
});

test('salts that were cut short are found at the first line without its own', async () => {
  const found = await findAfter(() =>
    run(`UPDATE kernel.journal_block SET salts = substring(salts FOR 20) ${where}`, ...at(blocks[41]!)),
  );
  assert.equal(found?.number, 124);
});

test('a line less in a block is found at its place, a line more at its block', async () => {
  const one = blocks[41]!;
  const less = await findAfter(() =>
    run(
      `UPDATE kernel.journal_block SET lines = $3 ${where}`,
      ...at(one),
      one.lines.split('\n').slice(0, 2).join('\n'),
    ),
  );
  assert.equal(less?.number, 125);
  const more = await findAfter(() =>
    run(`UPDATE kernel.journal_block SET lines = $3 ${where}`, ...at(one), `${one.lines}\n{}`),
  );
  assert.equal(more?.number, 123);
});

test('a removed block is found at its first line, whether its place in the order is removed with it or not', async () => {
  const one = blocks[41]!;
  const gone = await findAfter(() => run(`DELETE FROM kernel.journal_block ${where}`, ...at(one)));
  assert.deepEqual([gone?.number, gone?.reference, gone?.code], [123, `${one.stream}:${one.seq}:0`, 'entry_missing']);
  const both = await findAfter(async () => {
    await run(`DELETE FROM kernel.journal_block ${where}`, ...at(one));
    await run(`DELETE FROM kernel.log_block ${where}`, ...at(one));
  });
  assert.deepEqual([both?.number, both?.code], [123, 'entry_missing']);
});

test('two swapped blocks are found at the first line of the earlier', async () => {
  const [one, two] = [blocks[20]!, blocks[70]!];
  const contents = await findAfter(async () => {
    for (const [from, to] of [
      [one, two],
      [two, one],
    ] as const)
      await run(`UPDATE kernel.journal_block SET lines = $3, salts = $4 ${where}`, ...at(to), from.lines, from.salts);
  });
  assert.deepEqual([contents?.number, contents?.reference], [60, `${one.stream}:${one.seq}:0`]);
  const places = await findAfter(async () => {
    await run(`UPDATE kernel.log_block SET seq = -1 ${where}`, ...at(one));
    await run(`UPDATE kernel.log_block SET seq = $3 ${where}`, ...at(two), one.seq);
    await run(`UPDATE kernel.log_block SET seq = $3 ${where}`, one.stream, -1, two.seq);
  });
  assert.equal(places?.number, 60);
});

test('a hash of the chain that was changed is found at its block', async () => {
  for (const column of ['hash', 'previous']) {
    const found = await findAfter(() =>
      run(
        `UPDATE kernel.journal_block SET ${column} = set_byte(${column}, 5, get_byte(${column}, 5) # 1) ${where}`,
        ...at(blocks[41]!),
      ),
    );
    assert.deepEqual([found?.number, found?.code], [123, 'chain_differs']);
  }
});

test('a changed tile is told apart from changed lines, and its first line is named', async () => {
  const change = (level: number, tile: number, byte: number) =>
    findAfter(() =>
      run(
        'UPDATE kernel.log_tile SET hashes = set_byte(hashes, $3, get_byte(hashes, $3) # 1) WHERE level = $1 AND tile = $2',
        level,
        tile,
        byte,
      ),
    );
  const cases = [
    [0, 0, 32 * 9 + 1, 9],
    [0, 1, 32 * 3, 259],
    [1, 0, 0, 0],
  ] as const;
  for (const [level, tile, byte, number] of cases) {
    const found = await change(level, tile, byte);
    assert.deepEqual([found?.number, found?.code], [number, 'tile_differs']);
  }
  const lost = await findAfter(() => run('DELETE FROM kernel.log_tile WHERE level = 0 AND tile = 1'));
  assert.deepEqual([lost?.number, lost?.code], [256, 'tile_missing']);
});

test('a cut-off tail is found at the first line that is gone', async () => {
  const blocksGone = await findAfter(() =>
    run(
      'DELETE FROM kernel.journal_block USING kernel.log_block o WHERE o.stream = journal_block.stream AND o.seq = journal_block.seq AND o.first_number >= 270',
    ),
  );
  assert.deepEqual([blocksGone?.number, blocksGone?.code], [270, 'entry_missing']);
  const all = await findAfter(async () => {
    await run(
      'DELETE FROM kernel.journal_block USING kernel.log_block o WHERE o.stream = journal_block.stream AND o.seq = journal_block.seq AND o.first_number >= 270',
    );
    await run('DELETE FROM kernel.log_block WHERE first_number >= 270');
  });
  assert.deepEqual([all?.number, all?.reference, all?.code], [270, null, 'entry_missing']);
});

test('blocks hidden from the sealer by a cursor set forward still count as unsealed, and are proved as such', async () => {
  const verdict = await (async () => {
    await run('BEGIN');
    await run(
      'INSERT INTO kernel.log_cursor (stream, next_seq, ended) SELECT stream, 1000, true FROM kernel.journal_stream ON CONFLICT (stream) DO UPDATE SET next_seq = 1000, ended = true',
    );
    const found = await verifyJournal(journal.owner, journal.verifierKeys());
    await run('ROLLBACK');
    return found;
  })();
  assert.deepEqual([verdict.ok, verdict.unsealedBlocks], [true, 6]);
});

test('a block that is not sealed yet is held by its stream’s chain', async () => {
  const streams = [...Map.groupBy(unsealed, (one) => one.stream).values()];
  assert.deepEqual(
    streams.map((one) => one.length),
    [3, 3],
  );
  for (const [first, middle, last] of streams as { stream: string; seq: number }[][]) {
    const name = ({ stream, seq }: { stream: string; seq: number }) => `${stream}:${seq}:0`;
    const changed = await findAfter(() =>
      run(`UPDATE kernel.journal_block SET lines = replace(lines, 'unsealed', 'unsealeD') ${where}`, ...at(middle!)),
    );
    assert.deepEqual([changed?.number, changed?.reference, changed?.code], [null, name(middle!), 'chain_differs']);
    const removedFirst = await findAfter(() => run(`DELETE FROM kernel.journal_block ${where}`, ...at(first!)));
    assert.equal(removedFirst?.reference, name(middle!));
    const removedMiddle = await findAfter(() => run(`DELETE FROM kernel.journal_block ${where}`, ...at(middle!)));
    assert.equal(removedMiddle?.reference, name(last!));
  }
});

test('a checkpoint that another key signed is refused, and so is one of another size or root', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const forger = {
    name: 'dancu.vn/journal',
    publicKey: Buffer.from(publicKey.export({ format: 'jwk' }).x!, 'base64url'),
    sign: (bytes: Uint8Array) => sign(null, bytes, privateKey),
  };
  const { rows } = await run('SELECT note FROM kernel.log_checkpoint ORDER BY size DESC LIMIT 1');
  const { root } = parseCheckpoint(parseNote((rows[0] as { note: string }).note).text);
  const forged = await signCheckpoint({ origin: 'dancu.vn/journal', size, root }, [forger]);
  const replaced = await findAfter(() =>
    run('UPDATE kernel.log_checkpoint SET note = $1 WHERE size = $2', forged, size),
  );
  assert.deepEqual([replaced?.number, replaced?.code], [null, 'signature_missing']);
  const key = journal.keys.current('log-checkpoint');
  const own = { name: 'dancu.vn/journal', publicKey: Buffer.from(key.publicJwk.x!, 'base64url'), sign: key.sign };
  const otherRoot = await signCheckpoint({ origin: 'dancu.vn/journal', size, root: Buffer.alloc(32, 7) }, [own]);
  assert.equal(
    (await findAfter(() => run('UPDATE kernel.log_checkpoint SET note = $1 WHERE size = $2', otherRoot, size)))?.code,
    'root_differs',
  );
  const longer = await signCheckpoint({ origin: 'dancu.vn/journal', size: size + 1, root }, [own]);
  assert.deepEqual(
    [(await findAfter(() => run('UPDATE kernel.log_checkpoint SET note = $1 WHERE size = $2', longer, size)))?.code],
    ['tile_malformed'],
  );
  const garbage = await findAfter(() => run("UPDATE kernel.log_checkpoint SET note = 'nothing' WHERE size = $1", size));
  assert.equal(garbage?.code, 'note_malformed');
});

for (const table of ['journal_stream', 'journal_block', 'log_block', 'log_checkpoint']) {
  test(`the application can neither change nor remove a row of ${table}`, async () => {
    const column = { journal_stream: 'opened_at', journal_block: 'lines', log_block: 'count', log_checkpoint: 'note' }[
      table
    ];
    for (const sql of [
      `UPDATE kernel.${table} SET ${column} = ${column}`,
      `DELETE FROM kernel.${table}`,
      `TRUNCATE kernel.${table}`,
      `ALTER TABLE kernel.${table} ADD COLUMN x int`,
      `DROP TABLE kernel.${table}`,
    ]) {
      await assert.rejects(journal.database.pool.query(sql), { code: '42501' }, sql);
    }
  });
}

test('a reader reads and writes nothing', async () => {
  const reader = openDatabase(await urlOf(), undefined, { max: 1, role: 'dancu_reader' });
  await reader.pool.query('SELECT 1 FROM kernel.journal_block LIMIT 1');
  await assert.rejects(reader.pool.query("INSERT INTO kernel.log_checkpoint (size, note) VALUES (1, 'x')"), {
    code: '42501',
  });
  await assert.rejects(reader.pool.query('SELECT * FROM kernel.idempotency'), { code: '42501' });
  await reader.close();
});
