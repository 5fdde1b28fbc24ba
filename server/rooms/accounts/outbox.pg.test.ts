import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { createClock, createLog, type Database, openDatabase, openFileKeyStore, readConfig, readWords } from '#kernel';
import { cloneDatabase, country, stopTestServer } from '#test';
import { type NewMessage, queueMessage, sealCode } from './messages.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createSenders, type Senders } from './sender.ts';

const SECRET = 'a shared secret of the gateway';
let clone: Awaited<ReturnType<typeof cloneDatabase>>;
let home: string;
let kernel: Parameters<typeof createOutbox>[0] & { database: Database };
let outbox: Outbox;
let mails: { from: string; to: string[]; text: string }[] = [];
let calls: { headers: IncomingHttpHeaders; body: string }[] = [];
let answers: number[] = [];
let smtp: SMTPServer;
let gateway: Server;
let mailAnswers: number[] = [];

before(async () => {
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address: _address }, _session, callback) {
      const code = mailAnswers.shift();
      callback(code ? Object.assign(new Error('not now'), { responseCode: code }) : null);
    },
    onData(stream, session, callback) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom ? mailFrom.address : '';
        mails.push({ from, to: rcptTo.map(({ address }) => address), text: Buffer.concat(parts).toString() });
        callback();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve));
  gateway = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => {
      body += part.toString();
    });
    request.on('end', () => {
      calls.push({ headers: request.headers, body });
      response.writeHead(answers.shift() ?? 202, { location: '/elsewhere' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  const port = (server: { address(): unknown }) => (server.address() as AddressInfo).port;
  const config = readConfig({
    DANCU_SMTP_URL: `smtp://127.0.0.1:${port(smtp.server)}`,
    DANCU_MAIL_FROM: 'no-reply@dancu.example',
    DANCU_SMS_WEBHOOK: `http://127.0.0.1:${port(gateway)}/sms`,
    DANCU_SMS_WEBHOOK_SECRET: SECRET,
  });
  // A database of its own: the queue of a whole house, which has no gateway here, would take the messages.
  clone = await cloneDatabase();
  home = mkdtempSync(join(tmpdir(), 'dancu-outbox-'));
  kernel = {
    config,
    database: openDatabase(clone.url),
    keys: openFileKeyStore(home, undefined),
    words: readWords(new URL('../../../country/vn/words/', import.meta.url), country.facts.languages),
    log: createLog('silent'),
    clock: createClock(country.facts.timeZone),
  };
  outbox = open(createSenders(config));
});
after(async () => {
  await outbox.stop();
  await new Promise<void>((resolve) => smtp.close(resolve));
  gateway.close();
  await kernel.database.close();
  await clone.drop();
  await stopTestServer();
  rmSync(home, { recursive: true });
});
const open = (senders: Senders, config = kernel.config) =>
  createOutbox({ ...kernel, config }, senders, { timeZone: country.facts.timeZone, backOff: [0, 0] });
beforeEach(async () => {
  mails = [];
  calls = [];
  answers = [];
  mailAnswers = [];
  await kernel.database.pool.query('DELETE FROM accounts.message');
});

const queue = (given: Partial<NewMessage>) =>
  kernel.database.transact((transaction) =>
    queueMessage(transaction, {
      channel: 'sms',
      recipient: '+84912345678',
      template: 'sign-in-code',
      language: 'en',
      sealed: sealCode(kernel.keys, '424242'),
      ...given,
    }),
  );
const stored = async () =>
  (
    await kernel.database.pool.query<{ sent: boolean; failed: string | null; tries: number; body: object }>(
      'SELECT sent_at IS NOT NULL AS sent, failed, tries, body FROM accounts.message ORDER BY message',
    )
  ).rows;

describe('text messages', () => {
  test('go to the gateway with the signature that its secret makes, and nothing of them stays', async () => {
    await queue({});
    await outbox.drain();
    const { headers, body } = calls[0]!;
    const [, seconds, signature] = /^t=(\d+), v1=([0-9a-f]{64})$/.exec(String(headers['dancu-signature']))!;
    assert.equal(signature, createHmac('sha256', SECRET).update(`${seconds}.${body}`).digest('hex'));
    const sent = JSON.parse(body) as { id: string; to: string; text: string };
    assert.deepEqual([sent.to, sent.id], ['+84912345678', headers['idempotency-key']]);
    assert.match(sent.text, /^424242 is your sign-in code/);
    assert.deepEqual(await stored(), [{ sent: true, failed: null, tries: 1, body: {} }]);
  });

  test('are tried again under the same id when the gateway is busy, and given up after the last try', async () => {
    await queue({});
    answers = [503, 429, 202];
    await outbox.drain();
    await outbox.drain();
    await outbox.drain();
    assert.equal(new Set(calls.map(({ headers }) => headers['idempotency-key'])).size, 1);
    assert.deepEqual(await stored(), [{ sent: true, failed: null, tries: 3, body: {} }]);
    await queue({});
    answers = [500, 500, 500];
    for (let count = 0; count < 4; count += 1) await outbox.drain();
    assert.deepEqual((await stored()).at(-1), { sent: false, failed: '500', tries: 3, body: {} });
  });

  test('that the gateway refuses, or sends elsewhere, are not tried again', async () => {
    for (const answer of [400, 404]) {
      await queue({});
      answers = [answer];
      await outbox.drain();
      assert.equal((await stored()).at(-1)?.failed, String(answer));
    }
    calls = [];
    await queue({});
    answers = [307, 307, 307];
    for (let count = 0; count < 3; count += 1) await outbox.drain();
    assert.ok(calls.every(({ headers }) => headers.host !== undefined) && calls.length === 3);
    assert.equal((await stored()).at(-1)?.failed, 'unreachable');
  });

  test('of a code that has run out are not sent', async () => {
    await queue({ expiresAt: new Date(Date.now() - 1000) });
    await outbox.drain();
    assert.deepEqual([calls.length, (await stored())[0]?.failed], [0, 'too-late']);
  });

  test('are sent once though eight look for them at once', async () => {
    for (let count = 0; count < 30; count += 1) await queue({});
    const others = Array.from({ length: 7 }, () => open(createSenders(kernel.config)));
    await Promise.all([outbox, ...others].map((one) => one.drain()));
    assert.deepEqual([calls.length, new Set(calls.map(({ headers }) => headers['idempotency-key'])).size], [30, 30]);
  });

  test('withheld ones are never sent', async () => {
    await queue({ withheld: true });
    await outbox.drain();
    assert.equal(calls.length, 0);
  });
});

describe('e-mail', () => {
  test('goes out by SMTP as plain text in the owner’s language, without a link', async () => {
    await queue({ channel: 'email', recipient: 'lan@example.vn', template: 'account-locked', language: 'fr', values: { name: 'Lan', at: '2026-09-01T10:00:00Z' } }); // biome-ignore format: one line
    await outbox.drain();
    const { from, to, text } = mails[0]!;
    assert.deepEqual([from, to], ['no-reply@dancu.example', ['lan@example.vn']]);
    assert.match(text, /^Content-Type: text\/plain/m);
    assert.match(text, /^Auto-Submitted: auto-generated/m);
    assert.doesNotMatch(text, /https?:|www\.|<a /);
  });

  test('is tried again after a temporary refusal and given up after a final one', async () => {
    const mail = { channel: 'email', recipient: 'lan@example.vn' } as const;
    await queue(mail);
    mailAnswers = [451];
    await outbox.drain();
    await outbox.drain();
    await queue(mail);
    mailAnswers = [550];
    await outbox.drain();
    assert.deepEqual((await stored()).map(({ sent, failed, tries }) => [sent, failed, tries]), [[true, null, 2], [false, '550', 1]]); // biome-ignore format: one line
  });
});

describe('without gateways', () => {
  test('a demonstration shows what it would have sent, code and all', async () => {
    const shown = open({}, { ...kernel.config, demonstration: true });
    await queue({});
    await shown.drain();
    const [message] = await shown.recentMessages(5);
    assert.match(message!.text, /^424242 is/);
  });

  test('an installation keeps nothing of it', async () => {
    await queue({});
    await open({}).drain();
    assert.deepEqual(await stored(), [{ sent: false, failed: 'no-gateway', tries: 1, body: {} }]);
  });
});

for (const language of country.facts.languages) {
  test(`no sentence of a message in ${language} holds a link`, () => {
    const sentences = [...kernel.words.all(language)].filter(([key]) => key.startsWith('message.'));
    assert.ok(sentences.length > 40);
    for (const [key, sentence] of sentences) assert.doesNotMatch(sentence, /https?:|www\.|\.vn\b|\.com\b/, key);
  });
}
