import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { after, beforeEach, test } from 'node:test';
import {
  AnswerError,
  type ClientOptions,
  createClient,
  DancuProblem,
  decodeHeaderText,
  generateKey,
  UnreachableError,
  verifyEvidence,
} from './index.ts';
import { type Platform, problem, type SentAnswer, startPlatform } from './platform.samples.ts';

const agency = generateKey();
const platform: Platform = await startPlatform(agency);
after(() => platform.close());
beforeEach(() => {
  platform.reply = () => ({ status: 200, body: '{"verificationCode":1,"verificationMessage":"match"}' });
  platform.tamper = (answer) => answer;
  platform.questions.length = 0;
  platform.nonces.length = 0;
});

function connect(changes: Partial<ClientOptions> = {}) {
  return createClient({
    baseUrl: platform.baseUrl,
    privateKey: agency.privateJwk,
    serverKeys: platform.jwks,
    purpose: 'health-insurance',
    ...changes,
  });
}

const PDF = '%PDF-1.7\n\u0001 a page';
const multipart = (...parts: string[]) => ({
  status: 200,
  contentType: 'multipart/mixed; boundary=page',
  body: `${parts.map((part) => `--page\r\n${part}`).join('\r\n')}\r\n--page--\r\n`,
});
const part = (media: string) => `content-type: ${media}\r\n\r\n${PDF}`;

const an = { biographicData: { firstName: 'An', dateOfBirth: '1990-02-28' } };

test('verify asks by OSIA, states its reasons in signed headers, and returns the verified answer', async () => {
  const { result, transactionId, evidence } = await connect().verify('079/190 1', {
    ...an,
    purpose: 'pension',
    legalBasis: 'Luật Căn cước 2023, Điều 11',
    caseNumber: '2026-7',
    officer: 'nguyen.an',
    identifierType: 'token',
    transactionId: 't 1',
    proofRequired: false,
  });
  assert.deepEqual(result, { verificationCode: 1, verificationMessage: 'match' });
  assert.equal(transactionId, 't 1');
  const [question] = platform.questions;
  assert.ok(question);
  assert.equal(question.method, 'POST');
  assert.equal(
    question.targetUri,
    `${platform.baseUrl}/v1/verify/079%2F190%201?transactionId=t+1&identifierType=token&verificationProofRequired=false`,
  );
  assert.equal(String(question.body), JSON.stringify(an));
  assert.equal(question.headers['dancu-purpose'], 'pension');
  assert.equal(decodeHeaderText(String(question.headers['dancu-legal-basis'])), 'Luật Căn cước 2023, Điều 11');
  assert.equal(question.headers['dancu-case'], '2026-7');
  assert.equal(question.headers['dancu-officer'], 'nguyen.an');
  assert.equal(evidence.response.body, '{"verificationCode":1,"verificationMessage":"match"}');
});

test('attributes and attribute sets are asked by OSIA', async () => {
  platform.reply = () => ({ status: 200, body: '{"biographicData":{"firstName":"An"}}' });
  const named = await connect().attributes('079', ['firstName']);
  assert.deepEqual(named.result, { biographicData: { firstName: 'An' } });
  await connect().attributes('079', { outputContactData: ['email'] });
  await connect().attributeSet('DEFAULT_SET_01', '079', { transactionId: 't1' });
  const [first, second, third] = platform.questions;
  assert.equal(String(first?.body), '{"outputBiographicData":["firstName"]}');
  assert.equal(first?.targetUri, `${platform.baseUrl}/v1/attributes/079?transactionId=${named.transactionId}`);
  assert.equal(String(second?.body), '{"outputContactData":["email"]}');
  assert.equal(third?.method, 'GET');
  assert.equal(third?.targetUri, `${platform.baseUrl}/v1/attributes/DEFAULT_SET_01/079?transactionId=t1`);
  assert.equal(third?.headers['content-digest'], undefined);
});

test('the private key may be a JSON Web Key, a KeyObject or PEM text', async () => {
  const keyObject = createPrivateKey({ key: agency.privateJwk, format: 'jwk' });
  const pem = String(keyObject.export({ format: 'pem', type: 'pkcs8' }));
  for (const privateKey of [agency.privateJwk, keyObject, pem]) await connect({ privateKey }).verify('079', an);
  assert.equal(platform.questions.length, 3);
});

test('a refusal is thrown as a problem with its fields and its evidence', async () => {
  platform.reply = () => problem(403, 'purpose-not-agreed');
  await assert.rejects(connect().verify('079', an), (error: unknown) => {
    assert.ok(error instanceof DancuProblem);
    const { type, title, status, detail, code } = error;
    assert.deepEqual(
      { type, title, status, detail, code },
      {
        type: 'https://dancu.example/problems/purpose-not-agreed',
        title: 'Refused',
        status: 403,
        detail: 'why',
        code: 'purpose-not-agreed',
      },
    );
    assert.equal(error.evidence.response.status, 403);
    return true;
  });
  platform.reply = () => ({ status: 400, body: '{"code":12,"message":"bad identifier"}' });
  await assert.rejects(connect().verify('079', an), {
    name: 'DancuProblem',
    title: 'bad identifier',
    code: '12',
    status: 400,
  });
});

test('a stranger is refused by a signed problem', async () => {
  const { privateJwk, keyId } = generateKey();
  await assert.rejects(connect({ privateKey: privateJwk }).verify('079', an), {
    name: 'DancuProblem',
    code: 'key-unknown',
  });
  await assert.rejects(connect({ privateKey: privateJwk, keyId: agency.keyId }).verify('079', an), {
    code: 'signature-wrong',
  });
  assert.notEqual(keyId, agency.keyId);
  assert.equal(platform.questions.length, 0);
});

test('an answer changed on the way is not believed', async () => {
  const header = (name: string, value: string) => (answer: SentAnswer) => ({
    ...answer,
    headers: { ...answer.headers, [name]: value },
  });
  const without = (name: string) => (answer: SentAnswer) => {
    const { [name]: _, ...headers } = answer.headers;
    return { ...answer, headers };
  };
  const changes: [string, (answer: SentAnswer) => SentAnswer, string][] = [
    ['body', (answer) => ({ ...answer, body: answer.body.replace('1', '0') }), 'digest-mismatch'],
    ['status', (answer) => ({ ...answer, status: 201 }), 'signature-wrong'],
    ['content type', header('content-type', 'text/html'), 'signature-wrong'],
    ['signature taken away', without('signature'), 'signature-missing'],
    ['digest taken away', without('content-digest'), 'component-missing'],
    [
      'redirect',
      () => ({ status: 302, headers: { location: 'https://elsewhere.example/' }, body: '' }),
      'signature-missing',
    ],
  ];
  for (const [name, tamper, code] of changes) {
    platform.tamper = tamper;
    await assert.rejects(connect().verify('079', an), (error: unknown) => {
      assert.ok(error instanceof AnswerError, `${name}: ${error}`);
      assert.equal(error.code, code, name);
      assert.equal(error.evidence.request.method, 'POST');
      return true;
    });
  }
});

test('the right answer to another question is not believed', async () => {
  const kept: SentAnswer[] = [];
  platform.tamper = (answer) => {
    kept.push(answer);
    return kept[0] ?? answer;
  };
  const client = connect();
  await client.verify('079', an);
  await assert.rejects(client.verify('080', an), { name: 'AnswerError', code: 'signature-wrong' });
  await assert.rejects(client.verify('079', an), { name: 'AnswerError', code: 'signature-wrong' });
});

test('an answer whose signature covers too little, or not the question, is not believed', async () => {
  const whole = platform.answerComponents;
  try {
    for (const left of whole) {
      platform.answerComponents = whole.filter((key) => key !== left);
      await assert.rejects(connect().verify('079', an), { name: 'AnswerError', code: 'component-missing' }, left);
    }
  } finally {
    platform.answerComponents = whole;
  }
});

test('a signed answer that is no JSON object is unreadable', async () => {
  for (const body of ['', '[]', 'null', '<html>']) {
    platform.reply = () => ({ status: 200, body });
    await assert.rejects(connect().verify('079', an), { name: 'AnswerError', code: 'answer-unreadable' }, body);
  }
});

test('a 503 is asked again with a new nonce and the same transaction', async () => {
  let busy = 2;
  platform.reply = () =>
    busy-- > 0 ? problem(503, 'busy') : { status: 200, body: '{"verificationCode":1,"verificationMessage":""}' };
  const { transactionId, evidence } = await connect().verify('079', an);
  assert.equal(evidence.response.status, 200);
  assert.equal(platform.questions.length, 3);
  assert.equal(new Set(platform.nonces).size, 3);
  for (const { targetUri } of platform.questions) assert.ok(targetUri.endsWith(`?transactionId=${transactionId}`));
});

test('a 503 that stays is a problem when signed and an unbelieved answer when not', async () => {
  platform.reply = () => problem(503, 'busy');
  await assert.rejects(connect({ retries: 1 }).verify('079', an), { name: 'DancuProblem', code: 'busy' });
  assert.equal(platform.questions.length, 2);
  platform.tamper = () => ({ status: 503, headers: {}, body: 'busy' });
  await assert.rejects(connect({ retries: 0 }).verify('079', an), { name: 'AnswerError', code: 'signature-missing' });
});

test('a platform that is not there is tried again, then told as unreachable', async () => {
  const gone = await startPlatform(agency);
  await gone.close();
  let attempts = 0;
  const counting: typeof fetch = (...args) => {
    attempts++;
    return fetch(...args);
  };
  const client = connect({ baseUrl: gone.baseUrl, retries: 2, fetch: counting });
  await assert.rejects(
    client.verify('079', an),
    (error: unknown) => error instanceof UnreachableError && error.code === 'unreachable',
  );
  assert.equal(attempts, 3);
});

test('a platform that keeps silent is told as timed out', async () => {
  const silent: typeof fetch = (_url, init) =>
    new Promise((_, reject) => {
      init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
    });
  const client = connect({ fetch: silent, timeoutMs: 20 });
  await assert.rejects(client.verify('079', an), { name: 'UnreachableError', code: 'timed-out' });
});

test('the keys of the platform are read once, and again for an unknown key, at most every 30 seconds', async (context) => {
  context.mock.timers.enable({ apis: ['Date'], now: Date.now() });
  const client = createClient({ baseUrl: platform.baseUrl, privateKey: agency.privateJwk, purpose: 'p' });
  const before = platform.keyLooks();
  await Promise.all([client.verify('079', an), client.verify('080', an)]);
  await client.verify('079', an);
  assert.equal(platform.keyLooks() - before, 1);

  const pinned = connect();
  platform.rotateKey();
  await assert.rejects(client.verify('079', an), { name: 'AnswerError', code: 'key-unknown' });
  assert.equal(platform.keyLooks() - before, 1);
  context.mock.timers.tick(31_000);
  await client.verify('079', an);
  assert.equal(platform.keyLooks() - before, 2);
  await assert.rejects(pinned.verify('079', an), { name: 'AnswerError', code: 'key-unknown' });
});

test('when the keys cannot be read the answer is kept but not believed, and the next question tries again', async () => {
  let broken = true;
  const flaky: typeof fetch = async (input, init) => {
    if (broken && String(input).endsWith('/jwks.json')) return new Response('', { status: 500 });
    return fetch(input, init);
  };
  const client = createClient({ baseUrl: platform.baseUrl, privateKey: agency.privateJwk, purpose: 'p', fetch: flaky });
  await assert.rejects(client.verify('079', an), (error: unknown) => {
    assert.ok(error instanceof AnswerError && error.code === 'key-unknown');
    assert.equal(error.evidence.response.status, 200);
    return true;
  });
  broken = false;
  await client.verify('079', an);
});

test('a question without purpose, an empty or dotted identifier and an open connection are refused before anything is sent', async () => {
  const silent = createClient({ baseUrl: platform.baseUrl, privateKey: agency.privateJwk });
  await assert.rejects(async () => silent.verify('079', an), TypeError);
  for (const identifier of ['', '.', '..'])
    await assert.rejects(async () => connect().verify(identifier, an), TypeError);
  for (const baseUrl of [
    'http://exchange.example',
    'ftp://127.0.0.1',
    'https://a:b@exchange.example',
    'https://exchange.example?x',
  ]) {
    assert.throws(() => connect({ baseUrl }), TypeError);
  }
  assert.equal(platform.questions.length, 0);
});

test('a document is asked for by OSIA, and its bytes are those of the signed answer', async () => {
  platform.reply = () => multipart(part('application/pdf'));
  const wanted = { type: 'marriage', second: '001088000012', language: 'en' } as const;
  const { result, evidence } = await connect().document('001191000011', wanted, { transactionId: 't1' });
  assert.equal(Buffer.from(result).toString(), PDF);
  const [question] = platform.questions;
  assert.equal(
    question?.targetUri,
    `${platform.baseUrl}/data/v1/persons/001191000011/document?transactionId=t1&doctype=marriage&format=pdf&secondaryUin=001088000012`,
  );
  assert.match(String(question?.headers['signature-input']), /"accept-language"/);
  const kept = JSON.parse(JSON.stringify(evidence));
  await verifyEvidence(kept, { serverKeys: platform.jwks });
  kept.response.body = Buffer.from('another page').toString('base64');
  await assert.rejects(verifyEvidence(kept, { serverKeys: platform.jwks }), { code: 'digest-mismatch' });
});

for (const [what, reply] of [
  ['a picture', multipart(part('image/jpeg'))],
  ['two parts', multipart(part('application/pdf'), part('application/pdf'))],
  ['a part that does not end', { ...multipart(), body: `--page\r\n${part('application/pdf')}` }],
  ['JSON', { status: 200, body: '{}' }],
] as const)
  test(`${what} is no document, though the platform signed it`, async () => {
    platform.reply = () => reply;
    await assert.rejects(connect().document('1', { type: 'birth' }), {
      name: 'AnswerError',
      code: 'answer-unreadable',
    });
  });

test('a refused document is the problem that the platform signed', async () => {
  platform.reply = () => problem(404, 'exchange/document-unknown');
  await assert.rejects(connect().document('1', { type: 'death' }), { name: 'DancuProblem', status: 404 });
});
