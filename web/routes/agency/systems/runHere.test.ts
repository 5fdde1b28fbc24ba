import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SignableRequest } from '../sign.ts';
import type { RunStep } from './data.ts';
import { type RunMeans, runHere, type Sent } from './runHere.ts';

const ask = { identifier: '001', purpose: 'p', legalBasis: 'l', biographicData: { name: 'Hòa' }, expect: 'yes' };
const step = (id: string, change: Partial<RunStep> = {}): RunStep => ({
  ...{ step: id, title: id, task: '', by: 'seen', state: 'open', final: false, asks: [ask] },
  ...change,
});

/** A platform that answers as it is told to, and remembers what was sent. */
function open(answer: (request: SignableRequest, before: number) => Partial<Sent>) {
  const sent: SignableRequest[] = [];
  const repeated: SignableRequest[] = [];
  let transactions = 0;
  const newTransaction = () => {
    transactions += 1;
    return String(transactions);
  };
  const means: RunMeans = {
    origin: 'https://platform.example',
    send: async (request) => {
      const before = sent.filter(({ targetUri }) => targetUri === request.targetUri).length;
      sent.push(request);
      const signed = { ...request, headers: { ...request.headers, signature: String(sent.length) } };
      return { request: signed, status: 200, believed: true, ...answer(request, before) };
    },
    repeat: async (request) => repeated.push(request),
    wait: async () => {},
    newTransaction,
  };
  return { sent, repeated, means };
}

test('each question names its run and step in a header that is signed, and steps judged along ask nothing', async () => {
  const { sent, means } = open(() => ({}));
  await runHere(
    { run: 'R', steps: [step('verify'), step('clock', { asks: [] }), step('done', { state: 'passed' })] },
    means,
  );
  assert.deepEqual(
    sent.map(({ headers }) => headers['dancu-run']),
    ['R/verify'],
  );
  assert.equal(sent[0]?.targetUri, 'https://platform.example/v1/verify/001?transactionId=1');
});

test('after a 503 the same transaction is asked again', async () => {
  const { sent, means } = open((_, before) => ({ status: before === 0 ? 503 : 200 }));
  await runHere({ run: 'R', steps: [step('retry')] }, means);
  assert.deepEqual(
    sent.map(({ targetUri }) => targetUri.split('=')[1]),
    ['1', '1'],
  );
});

test('a platform that is always busy is asked four times and then left alone', async () => {
  const { sent, means } = open(() => ({ status: 503 }));
  await runHere({ run: 'R', steps: [step('retry')] }, means);
  assert.equal(sent.length, 4);
});

test('the nonce step sends the signed bytes again, then signs the same transaction anew', async () => {
  const { sent, repeated, means } = open(() => ({}));
  await runHere({ run: 'R', steps: [step('nonce')] }, means);
  assert.equal(sent.length, 2);
  assert.equal(sent[0]?.targetUri, sent[1]?.targetUri);
  assert.deepEqual(
    repeated.map(({ headers }) => headers.signature),
    ['1'],
  );
});

test('an answer whose signature does not hold is reported as not believed, and one that holds as believed', async () => {
  for (const believed of [false, true]) {
    const { sent, means } = open(() => ({ believed }));
    await runHere({ run: 'R', steps: [step('signature-wrong', { by: 'told' })] }, means);
    const told = sent.at(-1)!;
    assert.equal(told.targetUri, 'https://platform.example/v1/conformance/R/steps/signature-wrong');
    assert.deepEqual(JSON.parse(told.body!), { believed });
  }
});
