import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Authenticator, type Room, readLine } from '#kernel';
import { DancuProblem } from '#libs/client';
import { type EvidencePackage, verifyEvidence } from '#libs/evidence';
import { logKeysOf, expectWhole as proveWhole } from './evidence.samples.ts';
import { readExchanged, unpackExchanged } from './exchanged.ts';
import { samplePersons } from './samples.ts';
import { type Connected, openStand, type Stand, steward, stewardRoom } from './stand.samples.ts';

const cli = fileURLToPath(new URL('../../cli.ts', import.meta.url));
let stand: Stand;
let bank: Connected;
let hospital: Connected;
const reasons = { purpose: 'bank-customer-check', legalBasis: 'anti-money-laundering-law-9' };
const held = { name: 'Nguyễn Thị Hòa', birthDate: '1990-01-15' };
const [hoa, tam] = samplePersons;

/** Lets tests come as a person or as an auditor with a header; no server outside tests has such a room. */
const readers: Room = {
  name: 'readers',
  authenticators: [
    ((request) => {
      const { 'x-person': person, 'x-auditor': auditor } = request.headers;
      if (typeof person === 'string') return { kind: 'citizen', id: person, person, scopes: new Set(['self.read']) };
      if (auditor === undefined) return undefined;
      return { kind: 'official', id: 'auditor', organisation: 'inspectorate', scopes: new Set(['journal.audit']) };
    }) satisfies Authenticator,
  ],
};

before(async () => {
  stand = await openStand([stewardRoom, readers]);
  logKeys = logKeysOf(stand.kernel);
  bank = await stand.connect('bidv');
  hospital = await stand.connect('bach-mai-hospital');
});
after(() => stand.close());

/** What a reader trusts comes from somewhere else than the package. */
let logKeys: string[] = [];

async function take(url: string, headers: Record<string, string>): Promise<{ status: number; body: EvidencePackage }> {
  const answer = await fetch(`${stand.origin}${url}`, { headers });
  return { status: answer.status, body: (await answer.json()) as EvidencePackage };
}
async function askBank(more: object = {}) {
  const answer = await bank.client.verify('001190000001', {
    ...reasons,
    biographicData: held,
    caseNumber: 'HS-7/2026 – Hà Nội',
    officer: 'Trần Bình',
    ...more,
  });
  return { ...answer, reference: answer.evidence.response.headers['dancu-journal']! };
}
const expectWhole = (pack: unknown) => proveWhole(stand.kernel, pack);

test('the agency takes evidence with its bodies by a signed request, and it holds without the server', async () => {
  const { reference, evidence } = await askBank();
  const pack = await bank.client.evidence(reference, evidence);
  const { checks, facts } = await verifyEvidence(pack, { logKeys });
  assert.deepEqual(
    checks.filter(({ verdict }) => verdict !== 'holds'),
    [],
  );
  assert.deepEqual(
    [facts?.purpose, facts?.caseNumber, facts?.outcome, facts?.organisation],
    ['bank-customer-check', 'HS-7/2026 – Hà Nội', 'yes', 'bidv'],
  );
  assert.equal(pack.statement.agreement?.version, 1);
});

test('no package holds the key of a person', async () => {
  const { reference, evidence } = await askBank();
  const packs = [
    await bank.client.evidence(reference, evidence),
    (await take(`/api/agency/evidence/${reference}`, { 'x-steward': 'bidv' })).body,
    (await take(`/api/me/evidence/${reference}`, { 'x-person': hoa!.person })).body,
    (await take(`/api/evidence/${reference}`, { 'x-auditor': '1' })).body,
  ];
  for (const pack of packs) {
    await expectWhole(pack);
    for (const { person } of samplePersons) assert.ok(!JSON.stringify(pack).includes(person));
  }
});

test('evidence of a refusal, of an unknown number and of a question in simulation holds too', async () => {
  const refused = (question: Promise<unknown>) =>
    question.then(
      () => assert.fail('it was answered'),
      (error: unknown) => (error instanceof DancuProblem ? error.evidence : assert.fail(String(error))),
    );
  const unknown = await refused(bank.client.verify('001190999999', { ...reasons, biographicData: held }));
  const notAgreed = await refused(bank.client.attributes('001190000001', ['name'], reasons));
  for (const evidence of [unknown, notAgreed])
    await expectWhole(await bank.client.evidence(evidence.response.headers['dancu-journal']!, evidence));
  const trial = await stand.connect('bidv', { stage: 'simulation' });
  const { body } = await fetch(`${stand.origin}/api/agency/simulation`, { headers: { 'x-steward': 'bidv' } }).then(
    async (answer) => ({ body: (await answer.json()) as { persons: { identifier: string; name: string }[] } }),
  );
  const { evidence } = await trial.client.verify(body.persons[0]!.identifier, {
    ...reasons,
    biographicData: { name: body.persons[0]!.name },
  });
  await expectWhole(await trial.client.evidence(evidence.response.headers['dancu-journal']!, evidence));
});

test('a question without a body is proven as it was signed', async () => {
  const { evidence } = await hospital.client.attributeSet('BASIC', '001190000001', {
    purpose: 'health-insurance-check',
    legalBasis: 'health-insurance-law-28',
    transactionId: 'a+b/c=é'.normalize('NFD').replace(/[^!-~]/g, '%'),
  });
  await expectWhole(await hospital.client.evidence(evidence.response.headers['dancu-journal']!, evidence));
});

test('another agency, another person and nobody get the same 404 or 401 as for a reference that is none', async () => {
  const { reference } = await askBank();
  const stranger = async (wanted: string) =>
    hospital.client.evidence(wanted).then(
      () => assert.fail('it was given'),
      (error: DancuProblem) => [error.status, error.code],
    );
  const none = '01900000-0000-7000-8000-000000000000:0:0';
  for (const one of [reference, none, 'rubbish', `${reference}9`])
    assert.deepEqual(await stranger(one), [404, 'exchange/evidence-unknown'], one);
  for (const [headers, path] of [
    [{ 'x-steward': 'bach-mai-hospital' }, '/api/agency/evidence/'],
    [{ 'x-person': tam!.person }, '/api/me/evidence/'],
  ] as const) {
    const { status, body } = await take(`${path}${reference}`, headers as unknown as Record<string, string>);
    assert.deepEqual([status, (body as unknown as { code: string }).code], [404, 'exchange/evidence-unknown']);
  }
  assert.equal((await take(`/v1/evidence/${reference}`, {})).status, 401);
  assert.equal((await take(`/v1/evidence/${reference}`, { 'x-auditor': '1' })).status, 401);
  assert.equal((await take(`/api/evidence/${reference}`, { 'x-person': hoa!.person })).status, 403);
});

test('a look that is hidden gives the person nothing until its date', async () => {
  const police = await stand.connect('ministry-of-public-security');
  const { evidence } = await police.client.attributes('001190000001', ['name'], {
    purpose: 'criminal-investigation',
    legalBasis: 'criminal-procedure-172',
  });
  const reference = evidence.response.headers['dancu-journal']!;
  await expectWhole(await police.client.evidence(reference, evidence));
  const mine = () => take(`/api/me/evidence/${reference}`, { 'x-person': hoa!.person });
  assert.equal((await mine()).status, 404);
  assert.equal((await take(`/api/evidence/${reference}`, { 'x-auditor': '1' })).status, 200);
  const auditors = (await readJournalOf('evidence')).filter((line) => line.subjects.length > 0 && line.hiddenUntil);
  assert.equal(auditors.length, 1, 'that an auditor took it is hidden for as long');
  const { offset } = stand.kernel.clock;
  stand.kernel.clock.moveBy(offset + 500 * 86_400_000);
  try {
    const { status, body } = await mine();
    assert.equal(status, 200);
    await expectWhole(body);
  } finally {
    stand.kernel.clock.moveBy(offset);
  }
});

test('taking evidence is journalled: as a look for the person whom an auditor looked into', async () => {
  const { reference } = await askBank();
  const before = new Set((await readJournalOf('evidence')).map((line) => line.actedAt));
  await take(`/api/evidence/${reference}`, { 'x-auditor': '1' });
  await bank.client.evidence(reference);
  const added = (await readJournalOf('evidence')).filter((line) => !before.has(line.actedAt));
  const found = added.map(({ kind, subjects, actor }) => [kind, subjects, actor]);
  assert.deepEqual(found.sort(), [
    ['look', [hoa!.person], 'auditor'],
    ['note', [], bank.id],
  ]);
});

test('evidence of before holds after the key was revoked, and says when that was', async () => {
  const lost = await stand.connect('bidv');
  const { evidence } = await lost.client.verify('001190000001', { ...reasons, biographicData: held });
  const reference = evidence.response.headers['dancu-journal']!;
  const revoked = await fetch(`${stand.origin}/api/agency/systems/${lost.id}/keys/${lost.kid}/revoke`, {
    method: 'POST',
    headers: { 'x-steward': 'bidv' },
  });
  assert.equal(revoked.status, 200);
  const { body } = await take(`/api/agency/evidence/${reference}`, { 'x-steward': 'bidv' });
  assert.ok(body.statement.requestKey?.revokedAt);
  assert.equal(body.statement.requestKey?.revokedBy, 'steward');
  await expectWhole(body);
});

test('a later version of the agreement does not replace the one of the day', async () => {
  const { reference } = await askBank();
  const { agreement } = (await bank.client.evidence(reference)).statement;
  await stand.exchange.changeAgreement(steward(stand.kernel, 'bidv'), agreement!.id, { quotaPerDay: 9999 });
  assert.deepEqual((await bank.client.evidence(reference)).statement.agreement, agreement);
});

test('what is stored of the signatures is written with the journal block, line for line', async () => {
  const { rows } = await stand.owner.query<{ lines: number; packed: Buffer }>(
    `SELECT b.count AS lines, e.packed
     FROM kernel.journal_block b JOIN exchange.exchanged e USING (stream, seq)`,
  );
  assert.ok(rows.length > 5);
  for (const { lines, packed } of rows) {
    const records = unpackExchanged(packed);
    assert.ok(readExchanged(records, lines - 1));
    assert.equal(readExchanged(records, lines), undefined);
  }
  await assert.rejects(stand.kernel.database.pool.query('DELETE FROM exchange.exchanged'), /permission denied/);
  await assert.rejects(
    stand.kernel.database.pool.query("UPDATE exchange.exchanged SET packed = ''"),
    /permission denied/,
  );
});

test('a signature that was changed in the database is found by whoever verifies', async () => {
  const { reference } = await askBank();
  const [stream, seq] = reference.split(':');
  const { rows } = await stand.owner.query<{ packed: Buffer }>(
    'SELECT packed FROM exchange.exchanged WHERE stream = $1 AND seq = $2',
    [stream, seq],
  );
  const store = (records: string) =>
    stand.owner.query('UPDATE exchange.exchanged SET messages = $3, packed = NULL WHERE stream = $1 AND seq = $2', [
      stream,
      seq,
      records,
    ]);
  const records = unpackExchanged(rows[0]!.packed);
  // Rows of before were text, and prove as much.
  await store(records);
  await expectWhole(await bank.client.evidence(reference));
  await store(records.replaceAll('bank-customer-check', 'credit-application'));
  const { verdict, first } = await verifyEvidence(await bank.client.evidence(reference), { logKeys });
  assert.deepEqual([verdict, first], ['broken', 'requestSignature']);
});

test('the commands of docs/evidence.md take and verify it, end with 1 for what is false, and name it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dancu-evidence-'));
  const file = (name: string) => join(folder, name);
  const dancu = (...words: string[]) =>
    new Promise<{ code: number | string; out: string }>((resolve) => {
      execFile(process.execPath, [cli, ...words], (error, out, err) =>
        resolve({ code: error?.code ?? 0, out: out + err }),
      );
    });
  try {
    const { evidence } = await askBank();
    writeFileSync(file('kept.json'), JSON.stringify(evidence));
    writeFileSync(file('agency.jwk'), JSON.stringify(bank.privateKey));
    writeFileSync(file('other.jwk'), JSON.stringify(hospital.privateKey));
    const get = (key: string) =>
      dancu(
        'evidence',
        'get',
        '--kept',
        file('kept.json'),
        '--key',
        file(key),
        '--out',
        file('evidence.json'),
        '--server',
        stand.origin,
      );
    const verify = (name: string) => dancu('evidence', 'verify', file(name), '--key', ...logKeys);
    const refused = await get('other.jwk');
    assert.deepEqual([refused.code, /evidence-unknown/.test(refused.out)], [1, true], refused.out);
    const taken = await get('agency.jwk');
    assert.equal(taken.code, 0, taken.out);
    const whole = await verify('evidence.json');
    assert.deepEqual([whole.code, /^whole: the evidence holds$/m.test(whole.out)], [0, true], whole.out);
    const text = readFileSync(file('evidence.json'), 'utf8');
    writeFileSync(file('changed.json'), text.replace('\\"outcome\\":\\"yes\\"', '\\"outcome\\":\\"no\\"'));
    const changed = await verify('changed.json');
    assert.deepEqual([changed.code, /\[answerBody\]/.test(changed.out)], [1, true], changed.out);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('after a rotation of our keys evidence of before and of after holds', async () => {
  const { reference } = await askBank();
  const first = await bank.client.evidence(reference);
  stand.kernel.keys.rotate('exchange-answer');
  // A client that knows the new key already; others learn of it within half a minute.
  const { client } = await stand.connect('bidv');
  const { evidence } = await client.verify('001190000001', { ...reasons, biographicData: held });
  const second = await client.evidence(evidence.response.headers['dancu-journal']!, evidence);
  const again = await client.evidence(reference);
  assert.equal(first.statement.answerKey?.replacedAt, undefined);
  assert.equal(again.statement.answerKey?.replacedAt, second.statement.answerKey?.createdAt);
  for (const pack of [first, second, again]) await expectWhole(pack);
});

async function readJournalOf(type: string) {
  const { rows } = await stand.owner.query<{ lines: string }>(
    'SELECT lines FROM kernel.journal_block b JOIN kernel.journal_stream s USING (stream) ORDER BY s.opened_at, b.seq',
  );
  return rows
    .flatMap(({ lines }) => lines.split('\n'))
    .filter((line) => line.includes(`"type":"${type}"`))
    .map(readLine);
}
