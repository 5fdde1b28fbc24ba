import assert from 'node:assert/strict';
import { createHash, createPrivateKey, generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createKernel, createLog, readConfig } from '#kernel';
import { derFromConcat } from '#libs/httpsig';
import { openOffices, readCountry } from '#rooms/offices';
import { openExchange } from './index.ts';
import { type Connected, openStand, type Raw, readJournal, type Stand, sendRaw, signRaw } from './stand.samples.ts';

let stand: Stand;
let bank: Connected;
before(async () => {
  stand = await openStand();
  bank = await stand.connect('bidv');
});
after(() => stand.close());

const now = () => Math.floor(Date.now() / 1000);
const digest = (body: string, name = 'sha256') => createHash(name).update(body).digest('base64');
const body = JSON.stringify({ biographicData: { name: 'Nguyễn Thị Hòa' } });

/** A question that can be written in any way, each in truth signed as it is written: whoever attacks may hold a good key. */
interface Craft {
  /** Component identifiers as they stand in the list. */
  components?: readonly string[];
  /** Values of the base that are not those of the message. */
  values?: Readonly<Record<string, string>>;
  params?: string;
  /** The two headers, from what would be sent. */
  input?: (input: string) => string;
  signature?: (signature: Buffer) => string;
  /** Header lines, in order; a name may stand twice. */
  headers?: readonly (readonly [string, string])[];
}

const plain: readonly (readonly [string, string])[] = [
  ['content-type', 'application/json'],
  ['content-digest', `sha-256=:${digest(body)}:`],
  ['dancu-purpose', 'bank-customer-check'],
  ['dancu-legal-basis', 'anti-money-laundering-law-9'],
];
const usual = ['"@method"', '"@target-uri"', ...plain.map(([name]) => `"${name}"`)];
const usualParams = (more = '') =>
  `;created=${now()};nonce="${randomUUID()}";keyid="${bank.kid}";alg="ecdsa-p256-sha256";tag="dancu-exchange"${more}`;
const member = (signature: Buffer) => `sig1=:${signature.toString('base64')}:`;

function craft(how: Craft): { path: string; lines: string[] } {
  const path = `/v1/verify/001190000001?transactionId=${randomUUID()}`;
  const headers = how.headers ?? plain;
  const known = new Map<string, string>([
    ['"@method"', 'POST'],
    ['"@target-uri"', `${stand.origin}${path}`],
    ['"@authority"', new URL(stand.origin).host],
    ...headers.map(([name, value]) => [`"${name.toLowerCase()}"`, value] as const),
    ...Object.entries(how.values ?? {}),
  ]);
  const components = how.components ?? usual;
  const input = `(${components.join(' ')})${how.params ?? usualParams()}`;
  const lines = components.map((one) => `${one}: ${known.get(one) ?? ''}`);
  const base = [...lines, `"@signature-params": ${input}`].join('\n');
  const key = createPrivateKey({ key: bank.privateKey, format: 'jwk' });
  const signature = sign('sha256', Buffer.from(base), { key, dsaEncoding: 'ieee-p1363' });
  return {
    path,
    lines: [
      ...headers.flat(),
      ...['signature-input', (how.input ?? ((text) => text))(`sig1=${input}`)],
      ...['signature', (how.signature ?? member)(signature)],
    ],
  };
}

/** Sends header lines as they are, doubled ones too. */
function post({ path, lines }: { path: string; lines: readonly string[] }): Promise<{ status: number; code: string }> {
  return new Promise((resolve, reject) => {
    const headers = ['host', new URL(stand.origin).host, 'content-length', String(Buffer.byteLength(body)), ...lines];
    // A connection of its own: the server ends one on which nonsense came.
    const request = httpRequest(`${stand.origin}${path}`, { method: 'POST', headers, agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => {
        text += chunk.toString();
      });
      response.on('end', () => {
        const code = text.startsWith('{') ? (JSON.parse(text) as { code?: string }).code : undefined;
        resolve({ status: response.statusCode!, code: code ?? 'answered' });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

const twice = (name: string, value: string) => [...plain, [name, value] as const];
const instead = (name: string, value: string) => plain.map((one) => (one[0] === name ? ([name, value] as const) : one));
const without = (...names: string[]) => usual.filter((one) => !names.includes(one));
const N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

const [malformed, incomplete, wrong, mismatch] = ['signature-malformed', 'signature-incomplete', 'signature-wrong', 'digest-mismatch'] as const; // biome-ignore format: a line
const cases: readonly [what: string, how: () => Craft, outcome: string][] = [
  ['as it should be', () => ({}), 'answered'],
  // Labels
  ['a second signature of somebody else beside', () => ({ input: (text) => `${text}, other=("@method");created=1;keyid="x"`, signature: (one) => `${member(one)}, other=:AAAA:` }), 'answered'],
  ['a second signature before', () => ({ input: (text) => `other=("@method");created=1;keyid="x", ${text}`, signature: (one) => `other=:AAAA:, ${member(one)}` }), 'answered'],
  ['one label twice in both headers', () => ({ input: (text) => `${text}, ${text}`, signature: (one) => `${member(one)}, ${member(one)}` }), malformed],
  ['one label twice in Signature', () => ({ signature: (one) => `${member(one)}, ${member(one)}` }), malformed],
  ['a label without its signature', () => ({ input: (text) => `${text}, other=("@method");created=1;keyid="x"` }), malformed],
  ['a signature without its label', () => ({ signature: (one) => `${member(one)}, other=:AAAA:` }), malformed],
  ['another label', () => ({ input: (text) => text.replace('sig1', 'sig2'), signature: (one) => member(one).replace('sig1', 'sig2') }), 'signature-missing'],
  ['nine signatures', () => ({ input: (text) => [text, ...Array.from({ length: 8 }, (_, at) => `o${at}=("@method");created=1;keyid="x"`)].join(', '), signature: (one) => [member(one), ...Array.from({ length: 8 }, (_, at) => `o${at}=:AAAA:`)].join(', ') }), malformed],
  // Components
  ['the components in another order, signed so', () => ({ components: [...usual].reverse() }), 'answered'],
  ['the components in another order than was signed', () => ({ input: (text) => text.replace('"@method" "@target-uri"', '"@target-uri" "@method"') }), wrong],
  ['a component taken out after signing', () => ({ input: (text) => text.replace(' "dancu-legal-basis"', '') }), incomplete],
  ['a component twice', () => ({ components: [...usual, '"@method"'] }), malformed],
  ['no component', () => ({ components: [] }), incomplete],
  ['the method left out', () => ({ components: without('"@method"') }), incomplete],
  ['the kind of body left out', () => ({ components: without('"content-type"') }), incomplete],
  ['the law left out', () => ({ components: without('"dancu-legal-basis"') }), incomplete],
  ['the digest left out, and its header too', () => ({ components: without('"content-digest"'), headers: plain.filter(([name]) => name !== 'content-digest') }), incomplete],
  ['the path alone instead of the address', () => ({ components: ['"@path"', ...without('"@target-uri"')] }), incomplete],
  ['a header that was not sent', () => ({ components: [...usual, '"dancu-case"'], values: { '"dancu-case"': '' } }), incomplete],
  ['the status of an answer', () => ({ components: [...usual, '"@status"'], values: { '"@status"': '200' } }), incomplete],
  ['a component of an answer', () => ({ components: [...usual, '"@method";req'], values: { '"@method";req': 'POST' } }), incomplete],
  ['a parameter of a component that we do not know', () => ({ components: [...without('"dancu-purpose"'), '"dancu-purpose";bs'], values: { '"dancu-purpose";bs': 'x' } }), incomplete],
  ['a component that we do not know', () => ({ components: [...usual, '"@query-param";name="a"'] }), malformed],
  ['a name in capitals', () => ({ components: [...without('"dancu-purpose"'), '"Dancu-Purpose"'], values: { '"Dancu-Purpose"': 'bank-customer-check' } }), incomplete],
  ['thirty-three components', () => ({ components: [...usual, ...Array.from({ length: 27 }, (_, at) => `"x-${at}"`)] }), malformed],
  // Parameters
  ['no alg: the key says it', () => ({ params: usualParams().replace(/;alg="[^"]+"/, '') }), 'answered'],
  ['an unknown parameter', () => ({ params: usualParams(';pi=3') }), malformed],
  ['created twice', () => ({ params: `;created=1${usualParams()}` }), malformed],
  ['keyid twice', () => ({ params: usualParams(';keyid="x"') }), malformed],
  ['nonce twice', () => ({ params: usualParams(';nonce="x"') }), malformed],
  ['no keyid', () => ({ params: usualParams().replace(/;keyid="[^"]+"/, '') }), incomplete],
  ['no created', () => ({ params: usualParams().replace(/;created=\d+/, '') }), incomplete],
  ['an empty nonce', () => ({ params: usualParams().replace(/;nonce="[^"]+"/, ';nonce=""') }), incomplete],
  ['a nonce of 300 characters', () => ({ params: usualParams().replace(/;nonce="[^"]+"/, `;nonce="${'n'.repeat(300)}"`) }), malformed],
  ['a time in quotation marks', () => ({ params: usualParams().replace(/created=(\d+)/, 'created="$1"') }), malformed],
  ['a time with a fraction', () => ({ params: usualParams().replace(/created=(\d+)/, 'created=$1.5') }), malformed],
  ['a time before 1970', () => ({ params: usualParams().replace(/created=\d+/, 'created=-1') }), malformed],
  ['a time of twenty digits', () => ({ params: usualParams().replace(/created=\d+/, `created=${'9'.repeat(20)}`) }), malformed],
  ['an end before the beginning', () => ({ params: usualParams(`;expires=${now() - 1}`) }), malformed],
  ['an end in a thousand years does not make it live longer', () => ({ params: usualParams(`;expires=${now() + 3e10}`).replace(/created=\d+/, `created=${now() - 62}`) }), 'signature-expired'],
  ['no tag', () => ({ params: usualParams().replace(/;tag="[^"]+"/, '') }), 'signature-missing'],
  ['the tag of answers', () => ({ params: usualParams().replace('dancu-exchange', 'dancu-answer') }), 'signature-missing'],
  ...['ed25519', 'hmac-sha256', 'rsa-pss-sha512', 'ecdsa-p384-sha384', 'none', ''].map(
    (alg): [string, () => Craft, string] => [`alg “${alg}”`, () => ({ params: usualParams().replace('ecdsa-p256-sha256', alg) }), 'algorithm-not-allowed'],
  ),
  // Signatures
  ['a signature one byte short', () => ({ signature: (one) => member(one.subarray(0, 63)) }), wrong],
  ['a signature one byte long', () => ({ signature: (one) => member(Buffer.concat([one, Buffer.alloc(1)])) }), wrong],
  ['no byte of a signature', () => ({ signature: () => 'sig1=::' }), wrong],
  ['a signature of zeros', () => ({ signature: () => member(Buffer.alloc(64)) }), wrong],
  ['a signature in DER', () => ({ signature: (one) => member(derFromConcat(one)!) }), wrong],
  ['base64 that ends too early', () => ({ signature: (one) => member(one).slice(0, -3) }), malformed],
  ['base64 in a second spelling', () => ({ signature: (one) => `sig1=:${one.toString('base64url')}:` }), malformed],
  ['a signature of another key under this name', () => ({ signature: () => member(sign('sha256', Buffer.from('x'), { key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey, dsaEncoding: 'ieee-p1363' })) }), wrong],
  // Header lines
  ['Signature-Input in two lines with the same label', () => ({ headers: twice('signature-input', 'sig1=("@method");created=1;keyid="x"') }), malformed],
  ['Signature in two lines with the same label', () => ({ headers: twice('signature', 'sig1=:AAAA:') }), malformed],
  ['a second purpose', () => ({ headers: twice('dancu-purpose', 'credit-application'), values: { '"dancu-purpose"': 'bank-customer-check' } }), wrong],
  ['a second digest of the same kind', () => ({ headers: twice('content-digest', `sha-256=:${digest('other')}:`), values: { '"content-digest"': `sha-256=:${digest(body)}:, sha-256=:${digest('other')}:` } }), mismatch],
  // Digests
  ['sha-512', () => ({ headers: instead('content-digest', `sha-512=:${digest(body, 'sha512')}:`) }), 'answered'],
  ['both digests', () => ({ headers: instead('content-digest', `sha-256=:${digest(body)}:, sha-512=:${digest(body, 'sha512')}:`) }), 'answered'],
  ['a digest of a kind that we do not know beside', () => ({ headers: instead('content-digest', `sha-256=:${digest(body)}:, md5=:AAAA:`) }), 'answered'],
  ['a good sha-256 beside a wrong sha-512', () => ({ headers: instead('content-digest', `sha-256=:${digest(body)}:, sha-512=:${digest('other', 'sha512')}:`) }), mismatch],
  ['a wrong sha-256 beside a good sha-512', () => ({ headers: instead('content-digest', `sha-256=:${digest('other')}:, sha-512=:${digest(body, 'sha512')}:`) }), mismatch],
  ['md5 alone', () => ({ headers: instead('content-digest', `md5=:${digest(body, 'md5')}:`) }), mismatch],
  ['an empty digest', () => ({ headers: instead('content-digest', '') }), mismatch],
  ['a digest without colons', () => ({ headers: instead('content-digest', `sha-256=${digest(body)}`) }), mismatch],
  // Sizes
  ['a header of nine thousand characters', () => ({ input: (text) => `${text};x="${'x'.repeat(9000)}"` }), malformed],
]; // biome-ignore format: a table

for (const [what, how, outcome] of cases)
  test(`${what}: ${outcome}`, async () => {
    const answer = await post(craft(how()));
    const expected = outcome === 'answered' ? [200, 'answered'] : [401, `exchange/${outcome}`];
    assert.deepEqual([answer.status, answer.code], expected);
  });

test('headers larger than a server reads end that connection, and no other', async () => {
  const { path, lines } = craft({});
  // The refusal may be overtaken by the end of the connection, of which the sender has not read all.
  const large = await post({ path, lines: [...lines, 'x-large', 'x'.repeat(17_000)] }).catch(() => ({ status: 431 }));
  assert.equal(large.status, 431);
  assert.equal((await post(craft({}))).status, 200);
});

test('the second form that every ECDSA signature has is a replay of the first', async () => {
  const first = signRaw(stand, bank);
  const raw = Buffer.from(/:(.+):/.exec(first.headers.signature!)![1]!, 'base64');
  const s = N - BigInt(`0x${raw.subarray(32).toString('hex')}`);
  const other = Buffer.concat([raw.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex')]);
  const second: Raw = { ...first, headers: { ...first.headers, signature: member(other) } };
  assert.equal((await sendRaw(first)).status, 200);
  const again = await sendRaw(second);
  assert.deepEqual([again.status, again.body.code], [401, 'exchange/replayed']);
});

test('of copies sent to two servers over one database at once exactly one is answered', async () => {
  const home = mkdtempSync(join(tmpdir(), 'dancu-second-'));
  const config = readConfig({
    DANCU_HOME: home,
    DANCU_ORIGIN: stand.origin,
    DANCU_LOG_LEVEL: 'silent',
    DANCU_SEAL_MILLISECONDS: '100',
  });
  const country = readCountry(config.country);
  const { languages, timeZone } = country.facts;
  const kernel = createKernel({ config, urls: stand.kernel.urls, languages, timeZone, log: createLog('silent') });
  try {
    kernel.clock.moveBy(stand.kernel.clock.offset);
    const offices = openOffices({ country, clock: kernel.clock, words: kernel.words });
    const app = await kernel.open([offices, openExchange(kernel, offices)]);
    await app.listen({ port: 0, host: '127.0.0.1' });
    const second = `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`;
    for (let round = 0; round < 10; round++) {
      const raw = signRaw(stand, bank);
      const elsewhere = { ...raw, url: raw.url.replace(stand.origin, second) };
      const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => sendRaw(at % 2 ? elsewhere : raw)));
      assert.equal(answers.filter(({ status }) => status === 200).length, 1);
      assert.equal(answers.filter((one) => one.body.code === 'exchange/replayed').length, 7);
      const transaction = new URL(raw.url).searchParams.get('transactionId');
      assert.equal((await readJournal(stand)).filter((line) => line.data?.transactionId === transaction).length, 1);
    }
  } finally {
    await kernel.close();
    rmSync(home, { recursive: true, force: true });
  }
});
