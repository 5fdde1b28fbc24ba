import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { always, one, openStand, other } from './stand.samples.ts';

let stand: Awaited<ReturnType<typeof openStand>>;
before(async () => {
  stand = await openStand();
});
after(() => stand.house.close());

const told = ({ status, body }: { status: number; body: object }) => [status, (body as { code?: string }).code];
const review = (official: string, post: string, body: object, by = 'test-auditor') =>
  stand.house.ask(by, 'POST', `/api/officials/${official}/posts/${post}/review`, body);
const end = (official: string, post: string, by = one) =>
  stand.house.ask(by, 'POST', `/api/officials/${official}/posts/${post}/end`, { why: 'moved' });
const postOf = async (official: string) =>
  (
    await stand.query<{ post: string }>('SELECT post FROM officials.post WHERE official = $1 ORDER BY given_at', [
      official,
    ])
  )[0]!.post;
/** A Monday at ten in the country. */
const monday = '2027-01-04T10:00:00+07:00';

describe('a post', () => {
  test('is given by two', async () => {
    const { official } = await stand.hire();
    const second = { kind: 'post', official, post: { role: 'card-officer', area: '01', hours: always } };
    const { body } = await stand.propose(second);
    assert.equal((await stand.postsOf(official)).length, 1);
    assert.deepEqual(told(await stand.decide(body.proposal, true, one)), [403, 'officials/four-eyes']);
    await stand.decide(body.proposal);
    assert.deepEqual((await stand.postsOf(official)).map(({ role }) => role).sort(), [
      'card-officer',
      'registration-officer',
    ]);
  });

  test('is given once', async () => {
    const { official } = await stand.hire();
    const { body } = await stand.propose({
      kind: 'post',
      official,
      post: { role: 'registration-officer', area: '00004' },
    });
    assert.deepEqual(told(await stand.decide(body.proposal)), [409, 'officials/post-held']);
  });

  test('ended by one ends its sessions at once', async () => {
    const { official, authenticator } = await stand.hire();
    const cookie = await stand.signIn(official, authenticator);
    assert.equal(await stand.read(cookie), 200);
    assert.equal((await end(official, await postOf(official))).status, 200);
    assert.equal(await stand.read(cookie), 401);
    assert.equal(await stand.restOf(official), 'none');
  });

  test('ended leaves the session in another post alone', async () => {
    const { official, authenticator } = await stand.hire();
    const first = await postOf(official);
    const cookie = await stand.signIn(official, authenticator);
    await stand.agree({ kind: 'post', official, post: { role: 'card-officer', area: '01', hours: always } });
    const [second] = (await stand.postsOf(official)).filter(({ post }) => post !== first);
    await end(official, second!.post);
    assert.equal(await stand.read(cookie), 200);
  });

  test('is ended once, also by many at once', async () => {
    const { official } = await stand.hire();
    const post = await postOf(official);
    const answers = await Promise.all(Array.from({ length: 8 }, (_, at) => end(official, post, at % 2 ? one : other)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array(7).fill(409)]);
    const ended = (await stand.linesAbout(official)).filter(({ type }) => type === 'post-ended');
    assert.equal(ended.length, 1);
  });

  test('of another, or unknown, is not ended', async () => {
    const [{ official }, { official: stranger }] = [await stand.hire(), await stand.hire()];
    for (const post of [await postOf(stranger), 'x', crypto.randomUUID()])
      assert.deepEqual(told(await end(official, post)), [404, 'officials/post-unknown'], post);
  });

  test('is closed out of its hours, and a session in it ends with them', async () => {
    const { official, authenticator } = await stand.hire({
      role: 'registration-officer',
      area: '00004',
      hours: { from: '09:00', to: '17:00', days: [1, 2, 3, 4, 5] },
    });
    // Somebody looks at the post in between, and the official is not idle.
    await stand.query('UPDATE officials.official SET last_seen_at = $2 WHERE official = $1', [official, monday]);
    await stand.query('UPDATE officials.post SET reviewed_at = $2 WHERE official = $1', [official, monday]);
    for (const [instant, rest] of [
      [monday, undefined],
      ['2027-01-04T08:59:59+07:00', 'closed'],
      ['2027-01-04T17:00:00+07:00', 'closed'],
      ['2027-01-03T10:00:00+07:00', 'closed'],
      ['2027-01-05T16:59:00+07:00', undefined],
    ] as const)
      await stand.at(instant, async () => assert.equal(await stand.restOf(official), rest, instant));
    const cookie = await stand.at('2027-01-04T16:50:00+07:00', () => stand.signIn(official, authenticator));
    await stand.at('2027-01-04T16:58:00+07:00', async () => assert.equal(await stand.read(cookie), 200));
    await new Promise((resolve) => setTimeout(resolve, 2100));
    await stand.at('2027-01-04T17:00:30+07:00', async () => assert.equal(await stand.read(cookie), 401));
  });

  test('has the hours of its role unless two gave it others', async () => {
    const { official } = await stand.hire({ role: 'registration-officer', area: '00004' });
    await stand.query('UPDATE officials.official SET last_seen_at = $2 WHERE official = $1', [official, monday]);
    await stand.query('UPDATE officials.post SET reviewed_at = $2 WHERE official = $1', [official, monday]);
    await stand.at(monday, async () => assert.equal(await stand.restOf(official), undefined));
    await stand.at('2027-01-04T22:00:00+07:00', async () => assert.equal(await stand.restOf(official), 'closed'));
  });

  test('counts between its dates', async () => {
    const today = Date.now();
    const day = (offset: number) =>
      new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(today + offset * 86_400_000);
    const { official } = await stand.hire({
      ...{ role: 'registration-officer', area: '00004', hours: always },
      ...{ validFrom: day(2), validTo: day(4) },
    });
    const rests: (string | undefined)[] = [];
    for (const offset of [0, 1, 2, 3, 4, 5])
      await stand.at(offset, async () => rests.push(await stand.restOf(official)));
    assert.deepEqual(rests, ['early', 'early', undefined, undefined, 'over', 'over']);
  });
});

describe('an official', () => {
  test('who was not here for 45 days rests until two wake them', async () => {
    const { official } = await stand.hire();
    await stand.at(44, async () => assert.equal(await stand.restOf(official), undefined));
    await stand.at(46, async () => {
      assert.equal(await stand.restOf(official), 'idle');
      assert.deepEqual(await stand.postsOf(official), []);
      const { body } = await stand.propose({ kind: 'wake', official, note: 'back from leave' });
      assert.deepEqual(told(await stand.decide(body.proposal, true, one)), [403, 'officials/four-eyes']);
      assert.equal((await stand.decide(body.proposal)).status, 200);
      assert.equal((await stand.postsOf(official)).length, 1);
    });
  });

  test('who was here lately does not rest', async () => {
    const { official } = await stand.hire();
    await stand.at(40, () => stand.postsOf(official));
    await stand.at(80, async () => assert.equal(await stand.restOf(official), undefined));
  });

  test('who does not rest is not woken', async () => {
    const { official } = await stand.hire();
    assert.deepEqual(told(await stand.propose({ kind: 'wake', official })), [409, 'officials/not-idle']);
  });

  test('suspended by one is out at once, and back when two agree', async () => {
    const { official, authenticator } = await stand.hire();
    const cookie = await stand.signIn(official, authenticator);
    await stand.house.ask(one, 'POST', `/api/officials/${official}/suspend`, { why: 'inquiry' });
    assert.equal(await stand.read(cookie), 401);
    await assert.rejects(stand.signIn(official, authenticator));
    await stand.agree({ kind: 'wake', official });
    assert.equal(await stand.read(await stand.signIn(official, authenticator)), 200);
  });

  test('who left is gone for good', async () => {
    const { official, authenticator } = await stand.hire();
    const cookie = await stand.signIn(official, authenticator);
    assert.equal(
      (await stand.house.ask(one, 'POST', `/api/officials/${official}/leave`, { why: 'retired' })).status,
      200,
    );
    assert.equal(await stand.read(cookie), 401);
    for (const body of [
      { kind: 'wake', official },
      { kind: 'device', official },
      { kind: 'post', official, post: { role: 'auditor', area: '' } },
    ])
      assert.deepEqual(told(await stand.propose(body)), [409, 'officials/official-left'], body.kind);
    const again = { kind: 'official', official, name: 'Again', post: { role: 'auditor', area: '' } };
    assert.deepEqual(told(await stand.propose(again)), [409, 'officials/official-known']);
  });
});

describe('the access review', () => {
  const listed = async (official: string, due = 'due') => {
    const { body } = await stand.house.ask<{ posts: { official: string; state: string; reviewDueAt: string }[] }>(
      'test-auditor',
      'GET',
      `/api/officials/review?due=${due}`,
    );
    return body.posts.filter((post) => post.official === official);
  };

  test('comes up a month before its date; a post that nobody looked at rests', async () => {
    const { official } = await stand.hire();
    const post = await postOf(official);
    assert.deepEqual(await listed(official), []);
    assert.equal((await listed(official, 'all')).length, 1);
    await stand.at(170, async () => {
      await stand.query('UPDATE officials.official SET last_seen_at = $2 WHERE official = $1', [
        official,
        stand.house.kernel.clock.now(),
      ]);
      assert.equal((await listed(official)).length, 1);
      assert.equal(await stand.restOf(official), undefined);
    });
    await stand.at(190, async () => {
      assert.equal((await listed(official))[0]!.state, 'unreviewed');
      assert.equal(await stand.restOf(official), 'unreviewed');
      assert.equal((await review(official, post, { keep: true })).status, 200);
      assert.equal(await stand.restOf(official), undefined);
      assert.deepEqual(await listed(official), []);
    });
  });

  test('ends a post that is no longer needed, with its sessions', async () => {
    const { official, authenticator } = await stand.hire();
    const cookie = await stand.signIn(official, authenticator);
    const post = await postOf(official);
    assert.equal((await review(official, post, { keep: false })).status, 400, 'a reason is needed');
    assert.equal((await review(official, post, { keep: false, why: 'office closed' })).status, 200);
    assert.equal(await stand.read(cookie), 401);
  });

  test('is done by those who do not give posts, and never for one’s own', async () => {
    const { official } = await stand.hire();
    const post = await postOf(official);
    for (const who of [one, 'hanoi-officer'])
      assert.deepEqual(told(await review(official, post, { keep: true }, who)), [403, 'kernel/forbidden'], who);
    assert.deepEqual(told(await review('test-auditor', await postOf('test-auditor'), { keep: true })), [
      403,
      'officials/for-oneself',
    ]);
  });

  test('says who gave the post and who saw it last', async () => {
    const { official } = await stand.hire();
    const [row] = await listed(official, 'all');
    assert.deepEqual(
      [row]
        .map((post) => ({ ...post }))
        .map(({ givenBy, reviewedBy }: Record<string, unknown>) => [givenBy, reviewedBy]),
      [[one, other]],
    );
  });
});

describe('names', () => {
  test('of colleagues are told to officials, and of nobody else', async () => {
    const { official } = await stand.hire();
    const { account } = (await stand.house.accounts.findAccountOf(official))!;
    const url = `/api/officials/names?ids=${official},${account},nobody`;
    const { body } = await stand.house.ask<{ names: object }>('hanoi-officer', 'GET', url);
    assert.deepEqual(body.names, { [official]: `Lê Văn ${official}` });
    assert.equal((await stand.house.app.inject({ url })).statusCode, 401);
  });

  test('are given by number to the journal’s readers', async () => {
    const { official } = await stand.hire();
    assert.equal(await stand.house.officials.nameOf(official), `Lê Văn ${official}`);
    assert.equal(await stand.house.officials.nameOf('nobody'), undefined);
  });
});
