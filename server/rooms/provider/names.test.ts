import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { createHandles } from './handles.ts';
import { ownPath } from './screens.ts';
import { createSubjects } from './subjects.ts';
import { answerVerified, checkVerifiedRequest } from './verifiedClaims.ts';

const keyOf = (sector: string) => createHash('sha256').update(sector).digest();

test('a pseudonym leads back to its account in its own sector alone', () => {
  const subjects = createSubjects(keyOf);
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (one, other) => {
      const name = subjects.nameFor('a', one);
      assert.equal(subjects.accountBehind('a', name), one);
      assert.notEqual(subjects.accountBehind('b', name), one);
      assert.equal(subjects.nameFor('a', other) === name, one === other);
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => void subjects.accountBehind('a', text)));
});

test('a handle stands for its row, and nobody else makes one', () => {
  const [ours, theirs] = [createHandles(randomBytes(32)), createHandles(randomBytes(32))];
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (value) => {
      const hash = ours.hashOf(value);
      assert.deepEqual(ours.hashOf(ours.handleOf(hash)), hash);
      assert.notDeepEqual(ours.hashOf(theirs.handleOf(hash)), hash);
    }),
  );
});

test('wherever a link says to go after the sign-in, it is a path of ours', () => {
  const hostile = fc.oneof(
    fc.string(),
    fc.webUrl(),
    fc.string().map((text) => `/${text}`),
    fc.webUrl().map((url) => url.slice(6)),
  );
  fc.assert(
    fc.property(hostile, (to) => {
      const path = ownPath(to);
      assert.ok(path === '' || new URL(path, 'http://own.example').host === 'own.example', path);
    }),
    { numRuns: 2000 },
  );
  for (const to of [
    '//evil.example',
    '/\\evil.example',
    '/\t/evil.example',
    'https://evil.example',
    '/oidc/auth',
    '/sign-in?to=/me',
    '',
  ])
    assert.equal(ownPath(to), '');
  assert.equal(ownPath('/me/wallet?tab=1'), '/me/wallet?tab=1');
});

test('verified claims: the first part whose conditions are met, and of it only what may be told', () => {
  const known = { trust_framework: 'vn_eid', assurance_level: 'substantial' };
  const part = (verification: object, claims: object) => ({
    verification: { trust_framework: null, ...verification },
    claims,
  });
  const told = { name: 'A', gender: 'female' };
  assert.deepEqual(answerVerified(part({}, { name: null, pin: null }), known, told), {
    verification: { trust_framework: 'vn_eid' },
    claims: { name: 'A' },
  });
  const two = [
    part({ assurance_level: { value: 'high' } }, { name: null }),
    part({ assurance_level: null }, { gender: null }),
  ];
  assert.deepEqual(answerVerified(two, known, told), { verification: known, claims: { gender: 'female' } });
  assert.equal(answerVerified(part({ time: { max_age: 60 } }, { name: null }), known, told), undefined);
  assert.equal(answerVerified(part({}, { pin: null }), known, told), undefined);
  for (const wrong of [null, 1, {}, { verification: {}, claims: { name: null } }, part({}, {}), part({}, { name: 1 })])
    assert.throws(() => checkVerifiedRequest(wrong));
});
