import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClock } from './clock.ts';
import { type Caller, type Context, describeEntry, requireArea, requirePurpose, requireScope } from './guard.ts';
import { Problem } from './problem.ts';

const official = (area: string | undefined): Caller => ({ kind: 'official', id: 'o', scopes: new Set(['a']), area });
const context = (more: Partial<Context> = {}): Context => ({
  caller: official('01'),
  purpose: 'p',
  legalBasis: 'l',
  caseNumber: undefined,
  language: 'vi',
  requestId: 'r',
  clock: createClock('UTC', () => Date.parse('2026-05-01T00:00:00Z')),
  receivedAt: '2026-05-01T00:00:01.000Z',
  idempotency: undefined,
  ...more,
});
const refused =
  (code: string, values: object = {}) =>
  (error: unknown) => {
    assert.ok(error instanceof Problem);
    assert.equal(error.code, code);
    assert.deepEqual({ ...error.values }, values);
    return true;
  };

test('a scope is had or not had, and the refusal names it', () => {
  requireScope(official('01'), 'a');
  assert.throws(() => requireScope(official('01'), 'b'), refused('kernel/forbidden', { scope: 'b' }));
});

for (const { area, path, may } of [
  { area: '', path: ['01', '00004'], may: true },
  { area: '', path: [], may: true },
  { area: '01', path: ['01', '00004'], may: true },
  { area: '00004', path: ['01', '00004'], may: true },
  { area: '00008', path: ['01', '00004'], may: false },
  { area: '01', path: [], may: false },
  { area: '00004', path: ['01'], may: false },
  { area: undefined, path: ['01'], may: false },
]) {
  test(`an office of area ${JSON.stringify(area)} ${may ? 'may' : 'may not'} act in ${JSON.stringify(path)}`, () => {
    if (may) requireArea(official(area), path);
    else assert.throws(() => requireArea(official(area), path), refused('kernel/out-of-area', { area: area ?? '-' }));
  });
}

test('no look without a purpose and a law', () => {
  assert.deepEqual(requirePurpose(context()), { purpose: 'p', legalBasis: 'l' });
  assert.throws(() => requirePurpose(context({ purpose: undefined })), refused('kernel/purpose-missing'));
  assert.throws(() => requirePurpose(context({ legalBasis: undefined })), refused('kernel/purpose-missing'));
});

test('a journal line says who, where, why, under which law; acted by the office’s clock, received by ours', () => {
  assert.deepEqual(
    describeEntry(context({ caseNumber: 'HS-1' }), {
      kind: 'look',
      room: 'people',
      type: 'record',
      subjects: ['s'],
      fields: ['name'],
    }),
    {
      kind: 'look',
      room: 'people',
      type: 'record',
      subjects: ['s'],
      fields: ['name'],
      actor: 'o',
      office: '01',
      purpose: 'p',
      legalBasis: 'l',
      caseNumber: 'HS-1',
      actedAt: '2026-05-01T00:00:00.000Z',
      receivedAt: '2026-05-01T00:00:01.000Z',
    },
  );
});

test('a matter’s own purpose goes before the stated one', () => {
  const line = describeEntry(context(), {
    kind: 'look',
    room: 'r',
    type: 't',
    subjects: [],
    purpose: 'own',
    legalBasis: 'law',
  });
  assert.equal(line.purpose, 'own');
  assert.equal(line.legalBasis, 'law');
});
