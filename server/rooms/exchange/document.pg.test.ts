import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createPublicKey, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { load } from 'js-yaml';
import { decodeQR } from 'qr/decode.js';
import { checkSignature, createVerifier, makeContentDigest, prepareVerification } from '#libs/httpsig';
import type { PersonRecord } from '#rooms/people';
import { readPages, readPdf, readStructure } from './readPdf.samples.ts';
import { insertPerson } from './samples.ts';
import { type Connected, openStand, readJournal, type Stand, sendRaw, signQuestion } from './stand.samples.ts';

const file = new URL('../../../../shared/standards/osia/dataaccess.yaml', import.meta.url);
const cli = fileURLToPath(new URL('../../cli.ts', import.meta.url));
const skip = existsSync(file) ? false : 'OSIA’s own files are not beside this checkout';

const [WIFE, HUSBAND, COUSIN, MANY] = [11, 12, 13, 14].map((at) => `01900000-0000-7000-8000-0000000000${at}`) as [string, string, string, string]; // biome-ignore format: a line
const base = { nationality: ['VNM'], documents: [], ethnicity: '01' };
const pin = (value: string) => [{ kind: 'pin' as const, value, status: 'active' as const, from: '2015-01-01' }];
const people: Record<string, PersonRecord> = {
  [WIFE]: {
    ...base,
    ...{ name: 'Đặng Thị Ngọc Ước', birthDate: '1991-04-30', sex: 'female', identifiers: pin('001191000011') },
    ...{ birthRegistrationPlace: { unit: '00004', on: '2025-07-01' }, religion: 'buddhism' },
    ...{ father: { name: 'Đặng Văn Ký' }, mother: { name: 'Vũ Thị Sửu' } },
    ...{ maritalStatus: 'married', spouse: { person: HUSBAND, name: 'Phùng Quốc Bảo', since: '2019-11-20' } },
  },
  [HUSBAND]: {
    ...base,
    ...{ name: 'Phùng Quốc Bảo', birthDate: '1988', sex: 'male', identifiers: pin('001088000012') },
    ...{ maritalStatus: 'married', spouse: { person: WIFE, name: 'Đặng Thị Ngọc Ước', since: '2019-11-20' } },
    death: { date: '2025-12-01' },
  },
  [COUSIN]: {
    ...base,
    ...{ name: 'Đặng Văn Một', birthDate: '2000-01-01', sex: 'male', identifiers: pin('001200000013') },
    maritalStatus: 'single',
  },
};
people[MANY] = { ...people[COUSIN]!, name: 'Đặng Văn Nhiều', identifiers: pin('001200000014') };
const papers = Array.from({ length: 90 }, (_, at) => ({ ...{ kind: 'application', issuedOn: '2019-11-20' }, number: `Đơn ${at + 1}/2019` })); // biome-ignore format: a line
const marriage = { kind: 'marriage-certificate', number: '45/2019', issuedOn: '2019-11-20' };
const acts: [person: string, kind: string, validFrom: string, evidence: object[], changes: object][] = [
  [WIFE, 'collected', '1991-04-30', [], people[WIFE]!],
  [WIFE, 'marry', '2019-11-20', [marriage], { maritalStatus: 'married', spouse: people[WIFE]!.spouse }],
  [HUSBAND, 'collected', '1988-01-01', [], people[HUSBAND]!],
  [HUSBAND, 'marry', '2019-11-20', [marriage], { maritalStatus: 'married', spouse: people[HUSBAND]!.spouse }],
  [HUSBAND, 'death', '2025-12-01', [], { death: { date: '2025-12-01' } }],
  [COUSIN, 'collected', '2000-01-01', [], people[COUSIN]!],
  [MANY, 'collected', '2000-01-01', papers, people[MANY]!],
];

let stand: Stand;
let justice: Connected;
let learner: Connected;
before(async () => {
  stand = await openStand();
  justice = await stand.connect('ministry-of-justice');
  learner = await stand.connect('ministry-of-justice', { stage: 'simulation' });
  for (const [person, record] of Object.entries(people)) await insertPerson(stand.owner, { person, record });
  for (const [at, [person, kind, validFrom, evidence, changes]] of acts.entries())
    await stand.owner.query(
      `INSERT INTO people.act (person, act, kind, valid_from, recorded_at, legal_basis, office, officer, evidence, changes)
       VALUES ($1, $2, $3, $4, $5, 'civil-status-law-4', '00004', 'sample', $6, $7)`,
      [person, `01900000-0000-7000-8000-1000000000${10 + at}`, kind, validFrom, `2020-01-${10 + at}T02:00:00Z`, JSON.stringify(evidence), JSON.stringify(changes)],
    ); // biome-ignore format: a statement and its values
});
after(() => stand.close());

const reasons = { 'dancu-purpose': 'civil-status-act', 'dancu-legal-basis': 'civil-status-law-4' };
const question = (who: Connected, uin: string, query: string, headers: Record<string, string> = reasons) =>
  signQuestion(stand, who, { method: 'GET', path: `/data/v1/persons/${uin}/document?${query}`, headers });
const refused = async (...asked: Parameters<typeof question>) => {
  const { status, body, headers } = await sendRaw(question(...asked));
  assert.ok(headers.get('signature'), 'a refusal is signed too');
  return [status, headers.get('dancu-problem') ?? body.code];
};

/** Asks, checks signature and digests, and takes the document out of its multipart body. */
async function read(who: Connected, uin: string, query: string, language = 'vi') {
  const raw = question(who, uin, `format=pdf&${query}`);
  const answer = await fetch(raw.url, { headers: { ...raw.headers, 'accept-language': language } });
  const body = Buffer.from(await answer.arrayBuffer());
  assert.equal(answer.status, 200, body.toString());
  const { method, url: targetUri, headers } = raw;
  const message = { status: 200, headers: Object.fromEntries(answer.headers), body, request: { method, targetUri, headers, body: null } }; // biome-ignore format: a line
  const required = ['@status', 'content-digest', 'content-type', 'dancu-journal', 'signature;req;key="sig1"'];
  const prepared = prepareVerification(
    message,
    { label: 'sig1', tag: 'dancu-answer', required, maxAgeSeconds: 60 },
    Date.now() / 1000,
  );
  const keys = (await (await fetch(`${stand.origin}/.well-known/jwks.json`)).json()) as { keys: { kid: string }[] };
  const jwk = keys.keys.find(({ kid }) => kid === prepared.keyid)!;
  checkSignature(prepared, createVerifier(createPublicKey({ key: jwk, format: 'jwk' })));

  const boundary = /^multipart\/mixed; boundary=([\w-]+)$/.exec(answer.headers.get('content-type')!)![1]!;
  const [before, head, pdf, end] = splitOnce(body, boundary);
  assert.deepEqual([before, end], ['', '--\r\n']);
  assert.match(head, /^content-type: application\/pdf$/m);
  assert.equal(/^content-digest: (.*)$/m.exec(head)![1], makeContentDigest(pdf));
  return { answer, body, pdf, text: readPdf(pdf), reference: answer.headers.get('dancu-journal')! };
}

/** What stands before the first boundary, the part's headers, its bytes, and what stands after the last boundary. */
function splitOnce(body: Buffer, boundary: string): [string, string, Buffer, string] {
  const first = body.indexOf(`--${boundary}\r\n`);
  const gap = body.indexOf('\r\n\r\n');
  const last = body.lastIndexOf(`\r\n--${boundary}`);
  const head = body.toString('latin1', first + boundary.length + 4, gap).replaceAll('\r', '');
  const rest = body.toString('latin1', last + boundary.length + 4);
  return [body.toString('latin1', 0, first), head, body.subarray(gap + 4, last), rest];
}

test('a birth is told with the parents, the place and the act that it rests on', async () => {
  const { pdf, text } = await read(justice, '001191000011', 'doctype=birth');
  assert.equal(pdf.toString('latin1', 0, 5), '%PDF-');
  for (const told of ['Trích lục khai sinh', 'Đặng Thị Ngọc Ước', '001191000011', '30/04/1991', 'Đặng Văn Ký', 'Vũ Thị Sửu', 'Kinh', 'Bộ Tư pháp', '10/01/2020'])
    assert.ok(text.includes(told), `${told} is missing in ${text}`); // biome-ignore format: a list
  assert.ok(!text.includes('Phùng'), 'nothing of another event');
  assert.ok(!text.includes('DỮ LIỆU MẪU'), 'a register that is no demonstration marks nothing');
});

test('what stands on the page is told in its order to who does not see it, with language and title; nothing else is', async () => {
  const { pdf, reference } = await read(justice, '001191000011', 'doctype=birth');
  const { catalog, elements } = readStructure(pdf);
  assert.match(catalog, /\/Lang \(vi\)/);
  const file = pdf.toString('latin1');
  for (const said of [/\/Marked true/, /\/DisplayDocTitle true/, /\/Tabs \/S/, /<pdfuaid:part>1</, /\/Title /])
    assert.match(file, said);
  assert.ok(!/\/Subtype \/Type1\n/.test(file), 'every font is in the file');
  const tagged = (tag: string) => elements.filter((one) => one.tag === tag).map(({ text }) => text);
  assert.deepEqual(tagged('H1'), ['Trích lục khai sinh']);
  assert.deepEqual(tagged('H2'), ['Căn cứ trong sổ', 'Cấp cho']);
  assert.deepEqual(tagged('Figure'), ['Mã QR dẫn đến trang chứng minh lần cấp này']);
  const rows = Object.fromEntries(tagged('TH').map((name, at) => [name, tagged('TD')[at]]));
  assert.equal(rows['Họ và tên'], 'Đặng Thị Ngọc Ước');
  assert.equal(rows['Dòng nhật ký'], reference);
  assert.ok(elements.filter(({ tag }) => tag === 'TD').every(({ text }) => text !== ''));
  const [page] = readPages(pdf);
  assert.equal(page!.marked.get(undefined), undefined, 'no text is left out of the structure');
});

test('a text that is longer than a page goes on to the next, each page with its foot, and is told as one', async () => {
  const { pdf, reference } = await read(justice, '001200000014', 'doctype=birth');
  const pages = readPages(pdf);
  assert.equal(pages.length, 2);
  for (const [at, { text, baselines }] of pages.entries()) {
    assert.ok(text.includes(reference) && text.includes(`Trang ${at + 1}/2`), text);
    assert.ok(Math.max(...baselines) < 800 && Math.min(...baselines) > 50, 'within the page');
    // The rule above the foot stands at 664, its first line at 681.
    assert.ok(!baselines.some((y) => y > 653 && y < 680), 'the text ends above the foot');
  }
  const { elements } = readStructure(pdf);
  const told = elements.find(({ tag, text }) => tag === 'TD' && text.startsWith('Đơn 1/2019'))!;
  assert.equal(told.text, papers.map(({ number }) => `${number}, 20/11/2019`).join('; '));
  assert.equal(elements.filter(({ text }) => text === reference).length, 1, 'the foot is told once');
});

test('a marriage tells of both, and both find the look; each field and the agreement stand in its line', async () => {
  const { text, reference, answer } = await read(justice, '001191000011', 'doctype=marriage&secondaryUin=001088000012');
  for (const told of ['Trích lục kết hôn', 'Phùng Quốc Bảo', '001088000012', '1988', '20/11/2019', '45/2019', reference, 'justice-civil-status 1'])
    assert.ok(text.includes(told), `${told} is missing in ${text}`); // biome-ignore format: a list
  const line = (await readJournal(stand)).find((one) => one.reference === reference)!;
  assert.deepEqual([line.kind, line.type, line.subjects.toSorted()], ['look', 'attributes', [WIFE, HUSBAND]]);
  assert.deepEqual(line.fields, ['name', 'pin', 'birthDate', 'nationality', 'maritalStatus', 'spouse']);
  assert.equal(line.data!.answerDigest, answer.headers.get('content-digest'));
  assert.equal(line.data!.agreement, 'justice-civil-status');
});

test('a death is told, in the language of who asks', async () => {
  const { text } = await read(justice, '001088000012', 'doctype=death', 'en');
  assert.match(text, /Death certificate, extract/);
  assert.match(text, /1 December 2025/);
});

test('the code on the page leads to the line of this look', async () => {
  const { pdf, reference } = await read(justice, '001191000011', 'doctype=birth');
  const image = /BI \/W (\d+) .* ID ([0-9a-f]+)> EI/.exec(pdf.toString('latin1'))!;
  const size = Number(image[1]);
  const rowBytes = Math.ceil(size / 8);
  const bits = Buffer.from(image[2]!, 'hex');
  const [scale, margin] = [4, 16];
  const side = size * scale + 2 * margin;
  const data = new Uint8Array(side * side * 4).fill(255);
  for (let y = 0; y < size * scale; y++)
    for (let x = 0; x < size * scale; x++) {
      const [column, row] = [Math.floor(x / scale), Math.floor(y / scale)];
      const dark = (bits[row * rowBytes + (column >> 3)]! >> (7 - (column & 7))) & 1;
      if (dark) data.fill(0, ((y + margin) * side + x + margin) * 4, ((y + margin) * side + x + margin) * 4 + 3);
    }
  assert.equal(decodeQR({ width: side, height: side, data }), `${stand.origin}/evidence?reference=${reference}`);
});

test('the client library gives the page, and evidence of what the answer was', async () => {
  const { result, evidence } = await justice.client.document(
    '001191000011',
    { type: 'birth', language: 'en' },
    { purpose: 'civil-status-act', legalBasis: 'civil-status-law-4' },
  );
  const text = readPdf(Buffer.from(result));
  for (const told of ['Birth certificate, extract', 'Đặng Thị Ngọc Ước']) assert.ok(text.includes(told), text);
  const reference = evidence.response.headers['dancu-journal']!;
  const line = (await readJournal(stand)).find((one) => one.reference === reference)!;
  assert.equal(line.data!.answerDigest, evidence.response.headers['content-digest']);
});

test('the command writes the page to a file, for nobody else to read; that there is none is no failure', async () => {
  const home = mkdtempSync(join(tmpdir(), 'dancu-document-'));
  try {
    const [key, out] = [join(home, 'key.jwk'), join(home, 'page.pdf')];
    writeFileSync(key, JSON.stringify(justice.privateKey));
    const reasons = ['--purpose', 'civil-status-act', '--legal-basis', 'civil-status-law-4'];
    const run = (number: string, type: string) =>
      promisify(execFile)(process.execPath, [cli, 'document', number, '--type', type, '--out', out, '--key', key, '--server', stand.origin, ...reasons]); // biome-ignore format: a line
    assert.match((await run('001191000011', 'birth')).stdout, /^document +.*page\.pdf \(\d+ bytes\)$/m);
    assert.ok(readPdf(readFileSync(out)).includes('Đặng Thị Ngọc Ước'));
    assert.equal(statSync(out).mode & 0o077, 0);
    await assert.rejects(run('001200000013', 'marriage'), { code: 1 });
  } finally {
    rmSync(home, { recursive: true });
  }
});

test('the same facts make the same file, but for what the look itself stamps', async () => {
  const [first, second] = [
    await read(justice, '001191000011', 'doctype=birth'),
    await read(justice, '001191000011', 'doctype=birth'),
  ];
  const unstamped = ({ pdf }: typeof first) => pdf.toString('latin1').replaceAll(/%dancu-stamped\n[^\n]*/g, '');
  assert.equal(unstamped(first), unstamped(second));
  assert.notEqual(first.reference, second.reference);
});

const refusals: [rule: string, uin: string, query: string, expected: [number, string]][] = [
  ['a kind that we do not have', '001191000011', 'format=pdf&doctype=divorce', [400, 'exchange/doctype-unknown']],
  ['a name that every object has', '001191000011', 'format=pdf&doctype=constructor', [400, 'exchange/doctype-unknown']],
  ['no kind', '001191000011', 'format=pdf', [400, 'kernel/invalid']],
  ['no format', '001191000011', 'doctype=birth', [400, 'kernel/invalid']],
  ['a picture', '001191000011', 'format=jpeg&doctype=birth', [415, 'exchange/format-unsupported']],
  ['a second person of a death', '001088000012', 'format=pdf&doctype=death&secondaryUin=001191000011', [400, 'exchange/second-person-unexpected']],
  ['a second number that is none', '001191000011', 'format=pdf&doctype=marriage&secondaryUin=x', [400, 'exchange/identifier-invalid']],
  ['a second person who is not the spouse', '001191000011', 'format=pdf&doctype=marriage&secondaryUin=001200000013', [404, 'exchange/document-unknown']],
  ['a death of a living person', '001191000011', 'format=pdf&doctype=death', [404, 'exchange/document-unknown']],
  ['a marriage of a single person', '001200000013', 'format=pdf&doctype=marriage', [404, 'exchange/document-unknown']],
  ['a birth of which no act is held', '001190000001', 'format=pdf&doctype=birth', [404, 'exchange/document-unknown']],
  ['nobody', '001199999999', 'format=pdf&doctype=birth', [404, 'exchange/person-unknown']],
  ['a number that was cancelled', '001190000003', 'format=pdf&doctype=birth', [409, 'exchange/number-cancelled']],
]; // biome-ignore format: a table
for (const [rule, uin, query, expected] of refusals)
  test(`${rule}: ${expected.join(' ')}`, async () => assert.deepEqual(await refused(justice, uin, query), expected));

test('that there is no such document is a look too: it tells something of the person', async () => {
  const transaction = randomUUID();
  await refused(justice, '001191000011', `format=pdf&doctype=death&transactionId=${transaction}`);
  const line = (await readJournal(stand)).find((one) => one.data?.transactionId === transaction)!;
  assert.deepEqual([line.kind, line.subjects, line.data!.outcome], ['look', [WIFE], 'document-unknown']);
});

test('an agreement that lacks one field of a document gives none of it', async () => {
  const hospital = await stand.connect('bach-mai-hospital');
  const other = { 'dancu-purpose': 'health-insurance-check', 'dancu-legal-basis': 'health-insurance-law-28' };
  assert.deepEqual(await refused(hospital, '001191000011', 'format=pdf&doctype=birth', other), [403, 'exchange/field-not-agreed']); // biome-ignore format: a line
});

test('a copy of the question gets no second document', async () => {
  const raw = question(justice, '001191000011', 'format=pdf&doctype=birth');
  const [first, second] = await Promise.all([1, 2].map(() => fetch(raw.url, { headers: raw.headers })));
  assert.deepEqual([first!.status, second!.status].toSorted(), [200, 401]);
});

test('in simulation documents are of persons who do not exist, and say so', async () => {
  const dead = stand.exchange.examples().find(({ holder }) => holder.life === 'dead')!;
  const birth = await read(learner, dead.identifier, 'doctype=birth');
  assert.ok(birth.text.includes(dead.holder.record.name) && birth.text.includes('DỮ LIỆU MẪU'), birth.text);
  assert.equal(birth.answer.headers.get('dancu-stage'), 'simulation');
  assert.match((await read(learner, dead.identifier, 'doctype=death')).text, /Trích lục khai tử/);
  assert.deepEqual(await refused(learner, '001191000011', 'format=pdf&doctype=birth'), [
    404,
    'exchange/person-unknown',
  ]);
});

test('OSIA’s file declares what is asked, and the statuses and kinds of body that are answered', { skip }, async () => {
  const osia = load(readFileSync(file, 'utf8')) as {
    paths: Record<string, { get: { parameters: { name: string }[]; responses: Record<string, { content?: object }> } }>;
  };
  const { parameters, responses } = osia.paths['/v1/persons/{uin}/document']!.get;
  assert.deepEqual(parameters.map(({ name }) => name).toSorted(), ['doctype', 'format', 'secondaryUin', 'uin']);
  const { answer } = await read(justice, '001191000011', 'doctype=birth');
  assert.deepEqual(Object.keys(responses[200]!.content!), [answer.headers.get('content-type')!.split(';')[0]]);
  for (const [, , , [status]] of refusals) if (status !== 409) assert.ok(responses[status], `${status} is not OSIA’s`);
});
