import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { gather } from './gather.ts';

const refusal = () => Object.assign(new Error('refused'), { severity: 'ERROR' });
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A database that writes down what it was asked, and answers when it is told to. */
function openLedger(refuse: (question: string) => boolean = () => false) {
  const statements: string[][] = [];
  let open = Promise.resolve();
  let release = () => {};
  const ask = gather<string, string>(
    async (questions) => {
      statements.push([...questions]);
      await open;
      if (questions.some(refuse)) throw refusal();
      return questions.map((question) => `answer to ${question}`);
    },
    { keyOf: (question) => question.split('#')[0]! },
  );
  return {
    ask,
    statements,
    hold: () => {
      open = new Promise((resolve) => {
        release = resolve;
      });
    },
    release: () => release(),
  };
}

describe('gathered questions', () => {
  test('each get their own answer, whatever came together', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.nat(20), fc.nat(3)), { maxLength: 200 }), async (list) => {
        const { ask } = openLedger();
        const answers = await Promise.all(
          list.map(async ([about, turns], index) => {
            for (let n = 0; n < turns; n += 1) await turn();
            return ask(`${about}#${index}`);
          }),
        );
        assert.deepEqual(
          answers,
          list.map(([about], index) => `answer to ${about}#${index}`),
        );
      }),
      { numRuns: 50 },
    );
  });

  test('go together while a statement is under way, and none into one that was sent before it came', async () => {
    const { ask, statements, hold, release } = openLedger();
    hold();
    const first = ask('a');
    await turn();
    assert.deepEqual(statements, [['a']]);
    const rest = ['d', 'b', 'c'].map(ask);
    await turn();
    assert.equal(statements.length, 1);
    release();
    await Promise.all([first, ...rest]);
    assert.deepEqual(statements, [['a'], ['b', 'c', 'd']]);
  });

  test('about the same thing are asked one after the other, in their order', async () => {
    const { ask, statements } = openLedger();
    await Promise.all(['x#1', 'x#2', 'y#1', 'x#3'].map(ask));
    assert.deepEqual(statements, [['x#1', 'y#1'], ['x#2'], ['x#3']]);
  });

  test('fail alone where the database refuses one of them', async () => {
    const { ask } = openLedger((question) => question === 'bad');
    const ends = await Promise.allSettled(['a', 'bad', 'c'].map(ask));
    assert.deepEqual(
      ends.map(({ status }) => status),
      ['fulfilled', 'rejected', 'fulfilled'],
    );
  });

  test('are never asked twice where nobody knows what became of them, and the next ones are asked', async () => {
    let asked = 0;
    const ask = gather<string, string>(
      async (questions) => {
        asked += questions.length;
        if (asked <= 2) throw new Error('Connection terminated unexpectedly');
        return questions.map(() => 'yes');
      },
      { keyOf: (question) => question },
    );
    const ends = await Promise.allSettled([ask('a'), ask('b')]);
    assert.deepEqual([asked, ...ends.map(({ status }) => status)], [2, 'rejected', 'rejected']);
    assert.equal(await ask('c'), 'yes');
  });
});
