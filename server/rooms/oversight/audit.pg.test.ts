import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Entry, newId, readFrom } from '#kernel';
import { commitLine, leafHash, verifyCheckpoint, verifyInclusion } from '#libs/translog';
import { openTestHouse, type TestHouse } from '#test';

interface AuditLine {
  number: number;
  reference: string;
  type: string;
  actor: string;
  subjects: number;
  organisation?: string;
}
interface Journal {
  lines: AuditLine[];
  next?: number;
}

let house: TestHouse;
let mother: string;
before(async () => {
  house = await openTestHouse({ persons: 400 });
  const { rows } = await house.kernel.database.pool.query<{ person: string }>(
    "SELECT person FROM demonstration.persona WHERE persona = 'mother'",
  );
  mother = rows[0]!.person;
});
after(() => house.close());

async function write(more: Partial<Entry> = {}): Promise<{ reference: string; number: number }> {
  const at = new Date().toISOString();
  const written = await house.kernel.database.transact(async (transaction) =>
    transaction.append({
      kind: 'look',
      room: 'exchange',
      type: 'verify',
      subjects: [mother],
      actor: newId(),
      organisation: 'bidv',
      purpose: 'residence-registration',
      legalBasis: 'residence-law-20',
      fields: ['name'],
      actedAt: at,
      receivedAt: at,
      ...more,
    }),
  );
  await house.kernel.sealing.now();
  const [stream, seq] = written.split(':');
  const { rows } = await house.kernel.database.pool.query<{ first_number: number }>(
    'SELECT first_number FROM kernel.log_block WHERE stream = $1 AND seq = $2',
    [stream, seq],
  );
  return { reference: written, number: rows[0]!.first_number };
}
const codeOf = ({ status, body }: { status: number; body: Record<string, unknown> }) => [status, body.code];
const journal = async (query = '') => {
  const { status, body } = await house.ask<Journal>('test-auditor', 'GET', `/api/journal${query}`);
  assert.equal(status, 200, JSON.stringify(body));
  return body;
};

test('a proof is for those concerned and for auditors, and holds with the log library alone', async () => {
  const { number, reference } = await write();
  for (const persona of ['mother', 'test-auditor']) {
    const { status, body } = await house.ask<Record<string, string> & { path: string[]; size: number }>(
      persona,
      'GET',
      `/api/log/proof/${number}`,
    );
    assert.equal(status, 200, persona);
    assert.equal(body.reference, reference);
    const { checkpoint } = verifyCheckpoint(body.checkpoint!, { keys: [body.verifierKey!] });
    const leaf = leafHash(commitLine(Buffer.from(body.salt!, 'base64url'), Buffer.from(body.line!)));
    assert.ok(
      verifyInclusion({
        index: number,
        size: checkpoint.size,
        leafHash: leaf,
        proof: body.path.map((one) => Buffer.from(one, 'hex')),
        root: checkpoint.root,
      }),
    );
    assert.equal(body.root, Buffer.from(checkpoint.root).toString('hex'));
  }
  for (const persona of ['elder', 'country-officer', 'bidv-steward'])
    assert.deepEqual(
      codeOf(await house.ask(persona, 'GET', `/api/log/proof/${number}`)),
      [403, 'oversight/line-not-yours'],
      persona,
    );
  assert.equal((await house.app.inject({ url: `/api/log/proof/${number}` })).statusCode, 401);
});

test('what is not sealed has no proof, and no number is a fault', async () => {
  assert.deepEqual(codeOf(await house.ask('test-auditor', 'GET', '/api/log/proof/999999999')), [
    404,
    'oversight/line-unknown',
  ]);
  for (const number of ['-1', 'x', '1e99'])
    assert.equal((await house.ask('test-auditor', 'GET', `/api/log/proof/${number}`)).status, 400, number);
});

test('an objection is opened once, has a date, is decided once, and its finding stands beside the line', async () => {
  const { reference, number } = await write();
  const opened = await house.ask<{ id: string; dueOn: string }>('mother', 'POST', '/api/me/objections', {
    reference,
    note: 'Not me',
  });
  assert.equal(opened.status, 201);
  assert.match(opened.body.dueOn, /^\d{4}-\d\d-\d\d$/);
  assert.deepEqual(codeOf(await house.ask('mother', 'POST', '/api/me/objections', { reference, note: 'Again' })), [
    409,
    'oversight/objection-open',
  ]);

  const waiting = await house.ask<{
    objections: { id: string; number: number; note: string; line?: { reference: string } }[];
  }>('test-auditor', 'GET', '/api/objections');
  const mine = waiting.body.objections.find((one) => one.id === opened.body.id);
  assert.deepEqual([mine?.number, mine?.note, mine?.line?.reference], [number, 'Not me', reference]);

  const readOwn = async () => {
    const looks = await house.ask<{ lines: { reference: string; objection?: object }[] }>(
      'mother',
      'GET',
      '/api/me/looks?limit=100',
    );
    return looks.body.lines.find((one) => one.reference === reference)?.objection;
  };
  assert.deepEqual(await readOwn(), { id: opened.body.id, state: 'open', dueOn: opened.body.dueOn });
  const decide = (persona: string) =>
    house.ask(persona, 'POST', `/api/objections/${opened.body.id}/decide`, {
      finding: 'upheld',
      reason: 'No case at the bank',
    });
  assert.deepEqual(codeOf(await decide('mother')), [403, 'kernel/forbidden']);
  assert.deepEqual((await decide('test-auditor')).body, { state: 'upheld' });
  assert.deepEqual(codeOf(await decide('test-auditor')), [409, 'oversight/objection-decided']);

  assert.deepEqual(await readOwn(), {
    ...{ id: opened.body.id, state: 'upheld', dueOn: opened.body.dueOn },
    finding: 'No case at the bank',
  });
  const { lines } = await readFrom(house.kernel.database.pool, 0, 100_000);
  assert.deepEqual(
    lines.filter((one) => one.data?.objection === opened.body.id).map((one) => one.type),
    ['open-objection', 'decide-objection'],
  );
});

test('two auditors at once decide once', async () => {
  const { reference } = await write();
  const opened = await house.ask<{ id: string }>('mother', 'POST', '/api/me/objections', { reference });
  const answers = await Promise.all(
    ['explained', 'upheld'].map((finding) =>
      house.ask('test-auditor', 'POST', `/api/objections/${opened.body.id}/decide`, { finding, reason: 'r' }),
    ),
  );
  assert.deepEqual(answers.map((one) => one.status).sort(), [200, 409]);
});

test('nobody objects to a line of another, to one that is not there, or to a malformed reference', async () => {
  const { reference } = await write({ subjects: [newId()] });
  const [stream] = reference.split(':');
  const object = async (to: string) =>
    codeOf(await house.ask('mother', 'POST', '/api/me/objections', { reference: to }));
  assert.deepEqual(await object(reference), [403, 'oversight/line-not-yours']);
  for (const wrong of [
    `${stream}:0:99`,
    `${newId()}:0:0`,
    'x',
    `${stream}:0`,
    `${'-'.repeat(36)}:0:0`,
    `${stream}:999999999:0`,
  ])
    assert.deepEqual(await object(wrong), [404, 'oversight/line-unknown'], wrong);
  assert.deepEqual(
    codeOf(await house.ask('test-auditor', 'POST', '/api/objections/x/decide', { finding: 'upheld', reason: 'r' })),
    [404, 'oversight/objection-unknown'],
  );
});

test('auditing is itself journalled: a person sees that an auditor read the lines about them', async () => {
  await journal(`?subject=${mother}`);
  const looks = await house.ask<{ lines: { type: string; kind: string; mine: boolean }[] }>(
    'mother',
    'GET',
    '/api/me/looks',
  );
  assert.ok(looks.body.lines.some((one) => one.type === 'journal' && one.kind === 'look' && !one.mine));
  await journal();
  const [newest] = (await journal()).lines;
  assert.deepEqual([newest!.type, newest!.actor], ['journal', 'test-auditor']);
});

test('the journal is read newest first, by person and by organisation, page by page', async () => {
  for (let turn = 0; turn < 7; turn++)
    await write({ organisation: 'viettel', subjects: turn % 2 === 0 ? [mother] : [newId()] });
  await write();
  const { lines: all } = await readFrom(house.kernel.database.pool, 0, 100_000);
  const collect = async (filter: string) => {
    const numbers: number[] = [];
    for (let before = `&before=${all.length}`; ; ) {
      const page = await journal(`?limit=3${filter}${before}`);
      numbers.push(...page.lines.map((one) => one.number));
      if (page.next === undefined) return numbers;
      before = `&before=${page.next}`;
    }
  };
  const expected = (keep: (line: Entry) => boolean) =>
    all
      .filter(keep)
      .map((one) => one.number)
      .reverse();
  assert.deepEqual(
    await collect(''),
    expected(() => true),
  );
  assert.deepEqual(
    await collect('&organisation=viettel'),
    expected((one) => one.organisation === 'viettel'),
  );
  const traced = (one: Entry) => one.kind !== 'note' && one.subjects.includes(mother);
  assert.deepEqual(await collect(`&subject=${mother}`), expected(traced));
  assert.deepEqual(
    await collect(`&subject=${mother}&organisation=viettel`),
    expected((one) => traced(one) && one.organisation === 'viettel'),
  );
});

test('an auditor proves the whole log at a button, and that is noted', async () => {
  const { status, body } = await house.ask<{ ok: boolean; size: number; unsealedBlocks: number }>(
    'test-auditor',
    'POST',
    '/api/log/verify',
  );
  assert.equal(status, 200);
  assert.ok(body.ok && body.size > 0, JSON.stringify(body));
  assert.equal((await journal()).lines[0]!.type, 'verify-log');
});

test('only auditors read the journal', async () => {
  for (const persona of ['mother', 'country-officer', 'bidv-steward', 'test-administrator']) {
    for (const [method, url] of [
      ['GET', '/api/journal'],
      ['GET', '/api/objections'],
      ['POST', '/api/log/verify'],
    ] as const)
      assert.deepEqual(codeOf(await house.ask(persona, method, url)), [403, 'kernel/forbidden'], `${persona} ${url}`);
  }
});
