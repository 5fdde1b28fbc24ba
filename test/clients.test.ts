import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { createHash, createPrivateKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Connected, openStand, type Stand } from '../server/rooms/exchange/stand.samples.ts';

const examples = fileURLToPath(new URL('../examples/clients/', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'dancu-clients-'));
const has = (...programs: string[]) => programs.every((one) => !spawnSync(one, ['--version']).error);
const clients = [
  {
    name: 'bash, curl and openssl',
    run: ['bash', join(examples, 'verify.sh')],
    there: has('bash', 'curl', 'openssl', 'xxd'),
  },
  { name: 'Python alone', run: ['python3', join(examples, 'verify.py')], there: has('python3') },
];

/** An answer on its way: what a man in the middle holds. */
interface Passing {
  status: number;
  headers: Headers;
  body: string;
  /** Sends the question again. */
  again(): Promise<Passing>;
}
let meddle: (answer: Passing) => Passing | Promise<Passing> = (answer) => answer;

let stand: Stand;
let bank: Connected;
let middle: Server;
const keys = { bank: join(home, 'bank.jwk'), stranger: join(home, 'stranger.jwk') };

before(async () => {
  stand = await openStand();
  bank = await stand.connect('bidv');
  writeFileSync(keys.bank, JSON.stringify(bank.privateKey));
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  writeFileSync(keys.stranger, JSON.stringify(stranger.export({ format: 'jwk' }), null, 2));
  middle = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { host, 'proxy-connection': _, connection: __, ...headers } = request.headers;
      const send = async (): Promise<Passing> => {
        const body = chunks.length > 0 ? Buffer.concat(chunks) : null;
        const answer = await fetch(request.url!, {
          method: request.method!,
          headers: headers as Record<string, string>,
          body,
        });
        return { status: answer.status, headers: answer.headers, body: await answer.text(), again: send };
      };
      const passed = request.method === 'POST' ? send().then((answer) => meddle(answer)) : send();
      passed.then(
        (answer) => {
          const kept = [...answer.headers].filter(
            ([name]) => !/^(transfer-encoding|connection|content-length)$/.test(name),
          );
          response.writeHead(answer.status, Object.fromEntries(kept)).end(answer.body);
        },
        (error) => response.destroy(error as Error),
      );
    });
  });
  await new Promise<void>((resolve) => middle.listen(0, '127.0.0.1', resolve));
});
after(async () => {
  middle?.close();
  await stand?.close();
  rmSync(home, { recursive: true, force: true });
});

interface Ran {
  code: number;
  out: string;
  error: string;
}

const reasons = ['--purpose', 'bank-customer-check', '--legal-basis', 'anti-money-laundering-law-9'];
function run(program: readonly string[], args: readonly string[], environment: Record<string, string> = {}) {
  const [command, ...rest] = program;
  const env = { PATH: process.env.PATH, HOME: home, ...environment };
  return new Promise<Ran>((resolve) =>
    execFile(command!, [...rest, ...args], { env, timeout: 60_000 }, (failure, out, error) =>
      resolve({ code: failure ? Number(failure.code) : 0, out: out.trim(), error }),
    ),
  );
}

const withDigest = (answer: Passing, body: string): Passing => {
  const headers = new Headers(answer.headers);
  headers.set('content-digest', `sha-256=:${createHash('sha256').update(body).digest('base64')}:`);
  return { ...answer, body, headers };
};
const withHeader = (answer: Passing, name: string, change: (value: string) => string | undefined): Passing => {
  const headers = new Headers(answer.headers);
  const value = change(headers.get(name) ?? '');
  if (value === undefined) headers.delete(name);
  else headers.set(name, value);
  return { ...answer, headers };
};
let earlier: Passing | undefined;

/** What the middle does to an answer that says no, and why it is not believed. */
const alterations: [what: string, how: (answer: Passing) => Passing | Promise<Passing>, why: RegExp][] = [
  ['a body that says yes', (answer) => ({ ...answer, body: answer.body.replaceAll('"no"', '"yes"') }), /content-digest/],
  ['such a body with its digest', (answer) => withDigest(answer, answer.body.replaceAll('"no"', '"yes"')), /does not fit/],
  ['another status', (answer) => ({ ...answer, status: 203 }), /does not fit/],
  ['another journal reference', (answer) => withHeader(answer, 'dancu-journal', (value) => `${value}1`), /does not fit/],
  ['no signature', (answer) => withHeader(answer, 'signature', () => undefined), /signature/],
  ['a signature of zeros', (answer) => withHeader(answer, 'signature', () => `sig1=:${'A'.repeat(86)}==:`), /does not fit/],
  ['a later time of signing', (answer) => withHeader(answer, 'signature-input', (value) => value.replace(/created=\d+/, 'created=1')), /signed \d+ seconds ago/],
  ['a signature that does not cover the status', (answer) => withHeader(answer, 'signature-input', (value) => value.replace('"@status" ', '')), /cover "@status"/],
  ['a signature of a key that the platform has not', (answer) => withHeader(answer, 'signature-input', (value) => value.replace(/keyid="[^"]+"/, 'keyid="other"')), /no key other/],
  ['a signature for another purpose', (answer) => withHeader(answer, 'signature-input', (value) => value.replace('dancu-answer', 'other')), /something else/],
  ['the true answer to another question', (answer) => earlier ?? answer, /does not fit/],
]; // biome-ignore format: a table

test('the script of bash takes a key as PEM too', { skip: clients[0]!.there ? false : 'no openssl' }, async () => {
  const pem = join(home, 'bank.pem');
  const key = createPrivateKey({ key: bank.privateKey, format: 'jwk' });
  writeFileSync(pem, key.export({ type: 'pkcs8', format: 'pem' }));
  const ran = await run(clients[0]!.run, [
    '--key',
    pem,
    '--server',
    stand.origin,
    ...reasons,
    '001190000001',
    'sex=female',
  ]);
  assert.deepEqual([ran.code, ran.out], [0, 'yes'], ran.error);
});

for (const { name, run: program, there } of clients)
  describe(name, { skip: there ? false : 'the programs that it needs are not on this machine' }, () => {
    const ask = (key: string, args: readonly string[], environment?: Record<string, string>) =>
      run(program, ['--key', key, '--server', stand.origin, ...reasons, ...args], environment);
    const askThroughMiddle = (args: readonly string[]) =>
      ask(keys.bank, args, { http_proxy: `http://127.0.0.1:${(middle.address() as AddressInfo).port}` });

    test('yes is told and ends with 0; the reference of its line stands beside', async () => {
      const ran = await ask(keys.bank, ['001190000001', 'name=Nguyễn Thị Hòa', 'birthDate=1990-01-15']);
      assert.deepEqual([ran.code, ran.out], [0, 'yes'], ran.error);
      assert.match(ran.error, /^journal: [0-9a-f-]{36}:\d+:\d+$/m);
    });

    test('no, close and nobody end with 1', async () => {
      const [no, close, nobody] = await Promise.all([
        ask(keys.bank, ['001190000001', 'birthDate=1971-01-15']),
        ask(keys.bank, ['001190000001', 'name=Nguyen Thi Hoa']),
        ask(keys.bank, ['001190009999', 'birthDate=1990-01-15']),
      ]);
      assert.deepEqual([no.code, no.out, close.code, close.out], [1, 'no', 1, 'close']);
      assert.deepEqual([nobody.code, nobody.out], [1, ''], nobody.error);
      assert.match(nobody.error, /404 exchange\/person-unknown/);
    });

    test('a quotation mark and a backslash in a value travel as they are', async () => {
      const ran = await ask(keys.bank, ['001190000001', 'name=Nguyễn "Thị" \\Hòa']);
      assert.deepEqual([ran.code, ran.out], [1, 'no'], ran.error);
    });

    test('a key that nobody registered and a clock that is wrong are refused, with what to do', async () => {
      const [stranger, slow, fast] = await Promise.all([
        ask(keys.stranger, ['001190000001', 'sex=female']),
        ask(keys.bank, ['--clock', '-120', '001190000001', 'sex=female']),
        ask(keys.bank, ['--clock', '50', '001190000001', 'sex=female']),
      ]);
      assert.deepEqual([stranger.code, slow.code, fast.code], [3, 3, 3]);
      assert.match(stranger.error, /401 exchange\/key-unknown/);
      assert.match(slow.error, /401 exchange\/signature-expired[\s\S]*what to do/);
      assert.match(fast.error, /401 exchange\/signature-in-future/);
    });

    test('a question that the middle sends twice is answered once; the refusal of the second is signed too', async () => {
      meddle = (answer) => answer.again();
      const ran = await askThroughMiddle(['001190000001', 'sex=female']);
      assert.deepEqual([ran.code, ran.out], [3, '']);
      assert.match(ran.error, /401 exchange\/replayed/);
    });

    test('what the middle leaves alone is believed', async () => {
      meddle = (answer) => {
        earlier = answer;
        return answer;
      };
      const ran = await askThroughMiddle(['001190000001', 'birthDate=1990-01-15']);
      assert.deepEqual([ran.code, ran.out], [0, 'yes'], ran.error);
    });

    for (const [what, how, why] of alterations)
      test(`not believed: ${what}`, async () => {
        meddle = how;
        const ran = await askThroughMiddle(['001190000001', 'birthDate=1971-01-15']);
        assert.deepEqual([ran.code, ran.out], [4, ''], ran.error);
        assert.match(ran.error, why);
      });

    test("the platform's keys may be kept: then a stranger's answer is not believed though the stranger serves his own", async () => {
      const published = (await (await fetch(`${stand.origin}/.well-known/jwks.json`)).json()) as { keys: JsonWebKey[] };
      const file = join(home, 'platform.json');
      writeFileSync(file, JSON.stringify(published, null, 2));
      const kept = ['--server-keys', file, '001190000001', 'birthDate=1990-01-15'];
      assert.equal((await ask(keys.bank, kept)).code, 0);
      const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
      writeFileSync(file, JSON.stringify({ keys: published.keys.map((key) => ({ ...key, x: other.x, y: other.y })) }));
      const ran = await ask(keys.bank, kept);
      assert.deepEqual([ran.code, ran.out], [4, ''], ran.error);
    });

    test('wrong usage ends with 2 and says what is missing', async () => {
      const [nobody, field, key] = await Promise.all([
        run(program, ['--key', keys.bank, ...reasons]),
        ask(keys.bank, ['001190000001', 'birthDate']),
        ask(join(home, 'none.jwk'), ['001190000001', 'sex=female']),
      ]);
      assert.deepEqual([nobody.code, field.code, key.code], [2, 2, 2]);
      assert.match(field.error, /field=value/);
      const away = await run(program, [
        '--key',
        keys.bank,
        '--server',
        'http://127.0.0.1:1',
        ...reasons,
        '001190000001',
        'a=b',
      ]);
      assert.equal(away.code, 3);
      assert.match(away.error, /cannot be reached/);
    });
  });
