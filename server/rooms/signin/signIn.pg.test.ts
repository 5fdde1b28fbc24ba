import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openTestHouse, type TestHouse } from '#test';
import { BACK, back, signInPagesStand } from './stand.samples.ts';
import { startUrl, type Visitor } from './visitor.samples.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
  await registerService('open-portal', { assurance: 'low', fields: [] });
  await registerService('strict-portal', { assurance: 'substantial', fields: [] });
  await registerService('reading-portal', {
    assurance: 'low',
    fields: [
      { field: 'name', required: true },
      { field: 'birthDate', required: true },
      { field: 'sex', required: false },
    ],
  });
});
after(() => house.close());

const { registerService, visit, screens, citizen, withTotp, newestCode, signInByCode } = signInPagesStand(() => house);

describe('a sign-in by forms alone', () => {
  test('by a code that was sent', async () => {
    const person = await citizen();
    const visitor = visit();
    await visitor.go(startUrl('open-portal', BACK));
    assert.equal(visitor.heading(), 'Sign in');
    await visitor.submit('identify', { identifier: `${person.pin.slice(0, 3)} ${person.pin.slice(3)}` });
    assert.equal(visitor.heading(), 'How do you want to prove that it is you?');
    await visitor.submit('choose', { method: 'code' });
    assert.match(visitor.page, /autocomplete="one-time-code"/);
    await visitor.submit('prove', { code: await newestCode(person.phone) });
    assert.ok(visitor.url.startsWith(BACK), visitor.url);
    assert.deepEqual(Object.keys(back(visitor)).sort(), ['code', 'iss', 'state']);
    assert.ok(visitor.cookie('dancu-sso'));
  });

  test('by the digits of an application', async () => {
    const person = await citizen();
    const totp = await withTotp(person.account);
    const visitor = visit();
    await visitor.go(startUrl('open-portal', BACK));
    await visitor.submit('identify', { identifier: person.pin });
    await visitor.submit('choose', { method: 'totp' });
    const wrong = totp.generate() === '000000' ? '000001' : '000000';
    await visitor.submit('prove', { code: wrong });
    assert.equal(visitor.status, 422);
    assert.match(visitor.page, /<title>Error: /);
    assert.match(visitor.page, /<a href="#code">/);
    await visitor.submit('prove', { code: totp.generate() });
    assert.ok(visitor.url.startsWith(BACK), visitor.heading());
  });

  test('as one of the demonstration’s persons', async () => {
    const visitor = visit();
    await visitor.go(screens());
    const [, action] = /<form class="stack" method="post" action="([^"]*\/persona)">/.exec(visitor.page)!;
    await visitor.post(action!, { persona: 'test-auditor' });
    assert.ok(visitor.cookie('dancu-sso'), visitor.heading());
    const other = visit();
    await other.go(screens());
    await other.post(`${other.url}/persona`, { persona: 'nobody' });
    assert.equal(other.heading(), 'Sign in');
    assert.equal(other.cookie('dancu-sso'), undefined);
  });

  test('a living session goes on without a page', async () => {
    const person = await citizen();
    const visitor = visit();
    await visitor.go(startUrl('open-portal', BACK));
    await signInByCode(visitor, person);
    await visitor.go(startUrl('open-portal', BACK));
    assert.ok(back(visitor).code);
    house.kernel.clock.moveBy(60_000);
    try {
      await visitor.go(startUrl('open-portal', BACK, { prompt: 'login' }));
      assert.equal(visitor.heading(), 'Sign in', 'who asks for a new proof gets a page');
      await signInByCode(visitor, person);
      assert.ok(back(visitor).code, visitor.heading());
    } finally {
      house.kernel.clock.moveBy(0);
    }
  });

  test('who goes back is denied at the service', async () => {
    const visitor = visit();
    await visitor.go(startUrl('open-portal', BACK));
    await visitor.submit('cancel');
    assert.equal(back(visitor).error, 'access_denied');
    assert.equal(back(visitor).state, 'state-of-the-service');
  });

  test('nothing typed, and what is no number, is said beside the field', async () => {
    const visitor = visit();
    await visitor.go(startUrl('open-portal', BACK));
    await visitor.submit('identify', { identifier: ' ' });
    assert.equal(visitor.status, 422);
    assert.match(visitor.page, /id="identifier-error">Enter your number</);
    await visitor.submit('identify', { identifier: '<script>"' });
    assert.match(visitor.page, /value="&lt;script&gt;&quot;"/);
    await visitor.submit('identify', { identifier: '001199999999' });
    await visitor.submit('choose', { method: 'code' });
    await visitor.submit('prove', { code: '' });
    assert.match(visitor.page, /id="code-error">Enter the code</);
  });
});

test('a number that nobody has sees the same pages as one that somebody has', async () => {
  const person = await citizen();
  const seen = async (identifier: string) => {
    const visitor = visit();
    await visitor.go(startUrl('open-portal', BACK));
    const uid = visitor.url;
    const pages: string[] = [];
    const keep = () => {
      const same = visitor.page.replaceAll(uid, '/sign-in/uid').replace(/name="token" value="[^"]*"/g, 'token');
      pages.push(`${visitor.status} ${visitor.url.replace(uid, 'uid')} ${same}`);
    };
    await visitor.submit('identify', { identifier });
    keep();
    for (const method of ['code', 'totp', 'recovery-code', 'recovery']) {
      if (!visitor.page.includes('name="method"')) await visitor.go(`${uid}?way=choose`);
      await visitor.submit('choose', { method });
      keep();
      await visitor.submit('prove', { code: '000000' });
      keep();
    }
    return pages;
  };
  assert.deepEqual(await seen(person.pin), await seen('001199999999'));
});

test('a service that needs more asks the signed-in person for another proof, and says so', async () => {
  const person = await citizen();
  const totp = await withTotp(person.account);
  const visitor = visit();
  await visitor.go(startUrl('open-portal', BACK));
  await signInByCode(visitor, person);
  await visitor.go(startUrl('strict-portal', BACK));
  assert.equal(visitor.heading(), 'This service needs a stronger proof');
  await visitor.submit('choose', { method: 'totp' });
  await visitor.submit('prove', { code: totp.generate() });
  assert.equal(visitor.heading(), 'One more proof');
  assert.match(visitor.page, /Done: Authenticator application/);
  await visitor.submit('choose', { method: 'code' });
  await visitor.submit('prove', { code: await newestCode(person.phone) });
  assert.ok(back(visitor).code, visitor.heading());
});

describe('the consent sheet', () => {
  async function reach(): Promise<{ visitor: Visitor; account: string }> {
    const person = await citizen();
    const visitor = visit();
    await visitor.go(startUrl('reading-portal', BACK, { scope: 'openid profile' }));
    await signInByCode(visitor, person);
    assert.match(visitor.heading(), /asks for your data/);
    return { visitor, account: person.account };
  }
  const consentOf = async (account: string) =>
    (
      await house.kernel.database.pool.query<{ fields: string[]; refused: string[] }>(
        'SELECT fields, refused FROM provider.consent WHERE account = $1',
        [account],
      )
    ).rows[0];

  test('names the entity, the purpose, the law and each field, and escapes all of it', async () => {
    const { visitor } = await reach();
    for (const text of ['Test portal &lt;b&gt;', 'to sign you in to a public service portal', 'Ministry of Education'])
      assert.ok(visitor.page.includes(text), text);
    assert.doesNotMatch(visitor.page, /Test portal <b>/);
    assert.match(visitor.page, /This is what this service usually needs/);
  });

  test('yes gives what is required, and nothing that was not ticked', async () => {
    const { visitor, account } = await reach();
    await visitor.submit('consent', { decision: 'yes' });
    assert.ok(back(visitor).code, visitor.heading());
    const consent = (await consentOf(account))!;
    assert.ok(!consent.fields.includes('sex') && consent.fields.includes('name'), String(consent.fields));
  });

  test('a tick gives that field too', async () => {
    const { visitor, account } = await reach();
    await visitor.submit('consent', { decision: 'yes', 'field:sex': 'yes', remember: 'yes' });
    assert.ok((await consentOf(account))!.fields.includes('sex'));
    await visitor.go(startUrl('reading-portal', BACK, { scope: 'openid profile' }));
    assert.ok(back(visitor).code, 'a remembered answer is not asked for again');
  });

  test('no denies, and leaves nothing behind', async () => {
    const { visitor, account } = await reach();
    await visitor.submit('consent', { decision: 'no' });
    assert.equal(back(visitor).error, 'access_denied');
    assert.equal(await consentOf(account), undefined);
  });

  test('neither asks again, and shares nothing', async () => {
    const { visitor, account } = await reach();
    await visitor.submit('consent');
    assert.equal(visitor.status, 422);
    assert.equal(await consentOf(account), undefined);
  });
});

describe('a form counts only', () => {
  test('from our own page in this browser', async () => {
    const person = await citizen();
    const visitor = visit();
    await visitor.go(startUrl('open-portal', BACK));
    const action = visitor.url;
    const token = /name="token" value="([^"]*)"/.exec(visitor.page)![1]!;
    const form = { step: 'identify', identifier: person.pin };
    for (const [bad, headers] of [
      [{ ...form, token }, { 'sec-fetch-site': 'cross-site' }],
      [{ ...form, token }, { 'sec-fetch-site': 'same-site' }],
      [form, {}],
      [{ ...form, token: `${token.slice(1)}A` }, {}],
    ] as const) {
      await visitor.post(action, bad, headers);
      assert.equal(visitor.status, 403);
    }
    await visitor.post(action, { ...form, token });
    assert.equal(visitor.status, 200);
    const stranger = visit();
    await stranger.post(action, { ...form, token });
    assert.ok(stranger.status >= 400, 'another browser');
  });
});

test('every page is within 15 KB, says no number in its address and lets nothing be kept', async () => {
  const person = await citizen();
  for (const language of ['vi', 'en', 'fr']) {
    const visitor = visit(language);
    const check = () => {
      assert.ok(Buffer.byteLength(visitor.page) <= 15_000, `${Buffer.byteLength(visitor.page)} bytes in ${language}`);
      assert.ok(!visitor.url.includes(person.pin));
      assert.equal(visitor.headers['cache-control'], 'no-store');
      assert.match(String(visitor.headers['content-security-policy']), /form-action 'self' http:\/\/localhost:4000;/);
      assert.match(visitor.page, new RegExp(`<html lang="${language}">`));
    };
    await visitor.go(startUrl('open-portal', BACK));
    check();
    await visitor.submit('identify', { identifier: person.pin });
    check();
    await visitor.submit('choose', { method: 'code' });
    check();
    await visitor.go(`${visitor.url}?way=identify`);
    await visitor.go(`${visitor.url.split('?')[0]}?way=phone`);
    check();
  }
});
