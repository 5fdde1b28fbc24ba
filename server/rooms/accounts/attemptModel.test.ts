import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type AttemptState, advance, MOST_FAILURES, type Step, standingOf } from './attemptModel.ts';
import type { Factor, Method } from './door.ts';
import { assuranceOf, isAtLeast, type Way } from './model.ts';

const at = '2026-01-01T00:00:00Z';
const begun = (wanted: AttemptState['wanted'], account?: AttemptState['account']): AttemptState => ({
  wanted,
  identified: account !== undefined,
  account,
  disclosed: account !== undefined,
  factors: [],
  method: undefined,
  failures: 0,
  refusal: undefined,
  ended: false,
});
type Known = NonNullable<AttemptState['account']>;
const known = (methods: readonly Method[], level: Known['level'] = 2, state: Known['state'] = 'active'): Known => ({
  level,
  state,
  ways: methods.map((method) => ({ method })),
});
function walk(state: AttemptState, ...steps: readonly Step[]): AttemptState {
  return steps.reduce((now, step) => {
    const next = advance(now, step);
    assert.ok(next, `${step.kind} does not fit ${standingOf(now).step}`);
    return next;
  }, state);
}
const proof = (method: Method, more: Partial<Factor> = {}): Step => ({
  kind: 'prove',
  factor: { method, at, ...(method === 'passkey' ? { userVerified: true } : {}), ...more },
  told: method === 'passkey' || method === 'persona',
});
const choose = (method: Method): Step => ({ kind: 'choose', method });

const methods: readonly Method[] = ['passkey', 'approval', 'totp', 'code', 'recovery-code', 'recovery'];
const anyMethod = fc.constantFrom<Method>(...methods, 'persona');
const anyWay: fc.Arbitrary<Way> = fc.record({ method: fc.constantFrom(...methods), deviceBound: fc.boolean() });
const anyAccount: fc.Arbitrary<AttemptState['account']> = fc.option(
  fc.record({
    level: fc.constantFrom(0, 1, 2) as fc.Arbitrary<Known['level']>,
    state: fc.constantFrom<Known['state']>('active', 'active', 'active', 'locked', 'pending'),
    ways: fc.array(anyWay, { maxLength: 5 }),
  }),
  { nil: undefined },
);
const anyFactor: fc.Arbitrary<Factor> = fc.record({
  method: anyMethod,
  at: fc.constant(at),
  userVerified: fc.boolean(),
  deviceBound: fc.boolean(),
});
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('identify' as const), account: anyAccount }),
  fc.record({ kind: fc.constant('choose' as const), method: anyMethod }),
  fc.record({ kind: fc.constant('prove' as const), factor: anyFactor, told: fc.boolean() }),
  fc.record({ kind: fc.constant('prove' as const), factor: anyFactor, told: fc.boolean(), account: anyAccount }),
  fc.record({ kind: fc.constant('fail' as const), why: fc.constantFrom('wrong' as const, 'expired') }),
  fc.constant({ kind: 'rest' as const }),
);
/** A passkey whose device checked its holder, and a proof of another kind beside it. */
const opens = (factors: readonly Factor[]) =>
  factors.some(({ method, userVerified }) => method === 'passkey' && userVerified) &&
  factors.some(({ method }) => ['code', 'totp', 'recovery-code'].includes(method));
const anyWanted = fc.constantFrom('low' as const, 'substantial', 'high');

describe('over any sequence of steps', () => {
  test('an attempt is done only with the factors that the assurance needs, all really proved', () => {
    let done = 0;
    fc.assert(
      fc.property(anyWanted, fc.array(anyStep, { maxLength: 30 }), (wanted, steps) => {
        let state = begun(wanted);
        const proved: Factor[] = [];
        for (const step of steps) {
          const next = advance(state, step);
          if (!next) continue;
          if (step.kind === 'prove') proved.push(step.factor);
          for (const factor of next.factors) assert.ok(proved.includes(factor));
          state = next;
          if (standingOf(state).step !== 'done') continue;
          done += 1;
          assert.ok(state.account?.state === 'active' || (state.account?.state === 'locked' && opens(state.factors)));
          assert.ok(isAtLeast(assuranceOf(state.account.level, state.factors), wanted));
        }
      }),
      { numRuns: 2000 },
    );
    assert.ok(done > 50, `only ${done} were done`);
  });

  test('no more than so many failures are taken, and then it is over for good', () => {
    fc.assert(
      fc.property(anyWanted, fc.array(anyStep, { maxLength: 60 }), (wanted, steps) => {
        let state = begun(wanted);
        let failures = 0;
        for (const step of steps) {
          const over = standingOf(state).step === 'over';
          const next = advance(state, step);
          if (over) assert.equal(next, undefined);
          if (!next) continue;
          if (step.kind === 'fail') failures += 1;
          state = next;
        }
        assert.ok(failures <= MOST_FAILURES);
        assert.equal(state.failures, failures);
      }),
      { numRuns: 1000 },
    );
  });

  test('until something was proved a known number and one that nobody has stand the same', () => {
    fc.assert(
      fc.property(anyWanted, anyAccount, fc.array(anyStep, { maxLength: 20 }), (wanted, account, steps) => {
        let [one, other] = [begun(wanted), begun(wanted)];
        for (const step of steps) {
          if (step.kind === 'prove') continue;
          const [mine, theirs]: Step[] =
            step.kind === 'identify'
              ? [
                  { kind: 'identify', account },
                  { kind: 'identify', account: undefined },
                ]
              : [step, step];
          const [next, nextOther] = [advance(one, mine!), advance(other, theirs!)];
          assert.equal(next === undefined, nextOther === undefined);
          [one, other] = [next ?? one, nextOther ?? other];
          assert.deepEqual(standingOf(one), standingOf(other));
        }
      }),
    );
  });

  test('what has ended takes no step', () => {
    fc.assert(
      fc.property(anyWanted, anyStep, (wanted, step) => {
        const ended = { ...begun(wanted, known(methods)), ended: true };
        assert.equal(advance(ended, step), undefined);
        assert.deepEqual(standingOf(ended), { step: 'over', methods: [], refusal: 'expired' });
      }),
    );
  });
});

test('a code alone is low; with an application’s it is substantial', () => {
  const account = known(['code', 'totp', 'recovery']);
  const low = walk(begun('low'), { kind: 'identify', account }, choose('code'), proof('code'));
  assert.equal(standingOf(low).step, 'done');
  const half = walk(begun('substantial'), { kind: 'identify', account }, choose('code'), proof('code'));
  assert.deepEqual(standingOf(half), { step: 'choose', methods: ['totp'], refusal: undefined });
  assert.equal(standingOf(walk(half, choose('totp'), proof('totp'))).step, 'done');
});

test('a strong proof is asked of no account that cannot give it', () => {
  const weak = walk(
    begun('substantial'),
    { kind: 'identify', account: known(['code'], 1) },
    choose('code'),
    proof('code'),
  );
  assert.deepEqual(standingOf(weak), { step: 'over', methods: [], refusal: 'not-enough' });
  assert.equal(standingOf(begun('high', known(['totp', 'code']))).refusal, 'not-enough');
});

test('a locked account is told so to whoever proved to own it, and to nobody else', () => {
  const locked = known(['code'], 2, 'locked');
  const asked = walk(begun('low'), { kind: 'identify', account: locked }, choose('code'));
  assert.deepEqual(
    standingOf(asked),
    standingOf(walk(begun('low'), { kind: 'identify', account: undefined }, choose('code'))),
  );
  assert.equal(standingOf(walk(asked, proof('code'))).refusal, 'locked');
});

test('a locked account is opened by a passkey and another way, in either order, and by no two weak ones', () => {
  const account = known(['passkey', 'code', 'totp', 'recovery-code'], 2, 'locked');
  const begin = () => walk(begun('low'), { kind: 'identify', account });
  const half = walk(begin(), choose('code'), proof('code'));
  assert.deepEqual(standingOf(half), {
    step: 'choose',
    methods: ['passkey'],
    refusal: undefined,
    locked: 'proofs',
  });
  assert.equal(advance(half, choose('totp')), undefined);
  assert.equal(standingOf(walk(half, proof('passkey'))).step, 'done');
  const first = walk(begin(), proof('passkey'));
  assert.deepEqual(standingOf(first).methods, ['code', 'totp', 'recovery-code']);
  assert.equal(standingOf(walk(first, choose('totp'), proof('totp'))).step, 'done');
  assert.equal(standingOf(walk(half, proof('passkey', { userVerified: false }))).step, 'choose');
  const weak = known(['code', 'totp', 'recovery-code'], 2, 'locked');
  const told = walk(begun('low'), { kind: 'identify', account: weak }, choose('totp'), proof('totp'));
  assert.deepEqual(standingOf(told), { step: 'over', methods: [], refusal: 'locked', locked: 'counter' });
});

test('an account that no proof opens is over at the first one, and says what opens it', () => {
  for (const opener of ['counter-only', 'guardian'] as const) {
    const account = { ...known(['passkey', 'code'], 2, 'locked'), opener };
    const asked = walk(begun('low'), { kind: 'identify', account }, choose('code'));
    assert.equal(standingOf(asked).locked, undefined);
    assert.deepEqual(standingOf(walk(asked, proof('code'))), {
      step: 'over',
      methods: [],
      refusal: 'locked',
      locked: opener,
    });
  }
  const closed = walk(
    begun('low'),
    { kind: 'identify', account: known(['code'], 2, 'closed') },
    choose('code'),
    proof('code'),
  );
  assert.equal(standingOf(closed).refusal, 'closed');
});

test('what was begun by one cannot be proved by another way, nor by a way that the account has not', () => {
  const asked = walk(begun('low'), { kind: 'identify', account: known(['code']) }, choose('code'));
  assert.equal(advance(asked, proof('totp')), undefined);
  const withheld = walk(begun('low'), { kind: 'identify', account: known(['passkey']) }, choose('code'));
  assert.equal(advance(withheld, proof('code')), undefined);
});

test('with something proved one stays who one is', () => {
  const half = walk(
    begun('substantial'),
    { kind: 'identify', account: known(['code', 'totp']) },
    choose('code'),
    proof('code'),
  );
  assert.equal(advance(half, { kind: 'identify', account: known(['code', 'totp']) }), undefined);
});

test('a slip keeps the way, what came too late is asked for again', () => {
  const asked = walk(begun('low'), { kind: 'identify', account: known(['code']) }, choose('code'));
  assert.equal(standingOf(walk(asked, { kind: 'fail', why: 'wrong' })).step, 'prove');
  const late = walk(asked, { kind: 'fail', why: 'expired' });
  assert.deepEqual([standingOf(late).step, standingOf(late).refusal], ['choose', 'expired']);
});
