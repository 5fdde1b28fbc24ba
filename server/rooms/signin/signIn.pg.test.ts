import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { TOTP } from 'otpauth';
import { openTestHouse, type TestHouse } from '#test';
import { contextOf } from '../accounts/callers.ts';
import type { NewAccount } from '../accounts/door.ts';
import { enter, newPhone, queued } from '../accounts/life.samples.ts';
import { giveContact, makeAccount, openSession } from '../accounts/signIn.samples.ts';
import { addTotp, confirmTotp } from '../accounts/totp.ts';
import type { ServiceGiven } from '../clients/model.ts';
import { createVisitor, startUrl, type Visitor } from './visitor.samples.ts';

const BACK = 'http://localhost:4000/back';

let house: TestHouse;
let origin: string;
before(async () => {
  house = await openTestHouse();
  origin = house.kernel.config.origin;
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

async function registerService(client: string, given: Pick<ServiceGiven, 'assurance' | 'fields'>): Promise<void> {
  const organisation = 'ministry-of-education-and-training';
  const engineer = { kind: 'official', id: 'engineer', organisation, scopes: new Set(['services.manage']) } as const;
  await house.clients.register(
    { ...contextOf(house.kernel, undefined), caller: engineer },
    {
      ...given,
      name: { vi: 'Cổng thử <b>', en: 'Test portal <b>', fr: 'Portail d’essai <b>' },
      purpose: 'public-service-login',
      legalBasis: 'public-service-decree',
      profile: 'plain',
      actsFor: [],
      metadata: { redirect_uris: [BACK], grant_types: ['authorization_code'], token_endpoint_auth_method: 'none' },
    },
    client,
  );
}

let addresses = 0;
/** Everybody from a network of their own, so that tests do not use up each other's allowance. */
function visit(language = 'en'): Visitor {
  addresses += 1;
  return createVisitor(house.app, origin, { language, address: `203.0.${addresses}.7` });
}
const screens = () => startUrl('dancu-screens', `${origin}/signed-in`);

async function citizen(given: Partial<NewAccount> = {}) {
  const { pin, person, name } = await enter(house);
  const account = await makeAccount(house, { person, actor: person, name, ...given });
  const phone = newPhone();
  await giveContact(house, account.account, phone);
  return { pin, name, account: account.account, phone };
}
async function withTotp(account: string): Promise<TOTP> {
  const transact: TestHouse['kernel']['database']['transact'] = (work) => house.kernel.database.transact(work);
  const { id, secret } = await transact((transaction) =>
    addTotp(house.kernel, transaction, account, { label: 'app', name: 'me' }),
  );
  const totp = new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: 30 });
  const past = totp.generate({ timestamp: Date.now() - 30_000 });
  await transact((transaction) =>
    confirmTotp(house.kernel, transaction, contextOf(house.kernel, undefined), account, id, past),
  );
  return totp;
}
const newestCode = async (phone: string) => (await queued(house, phone)).at(-1)!.code;

async function signInByCode(visitor: Visitor, { pin, phone }: { pin: string; phone: string }): Promise<void> {
  await visitor.submit('identify', { identifier: pin });
  await visitor.submit('choose', { method: 'code' });
  await visitor.submit('prove', { code: await newestCode(phone) });
}
const back = (visitor: Visitor) => Object.fromEntries(new URL(visitor.url).searchParams);

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

describe('a phone that vouches for another screen', () => {
  async function show(client = 'open-portal', address = '198.51.100.20') {
    const screen = createVisitor(house.app, origin, { address });
    await screen.go(startUrl(client, BACK));
    await screen.go(`${screen.url}?way=phone`);
    const code = /\/approve\/([a-z0-9]{10})</.exec(screen.page)![1]!;
    const number = /<strong class="number">(\d\d)</.exec(screen.page)![1]!;
    return { screen, code, number };
  }
  async function phoneOf(account: string, address = '198.51.100.20', factors?: Parameters<typeof openSession>[2]) {
    const { token } = await openSession(house, account, factors);
    const phone = createVisitor(house.app, origin, { address });
    phone.setCookie('dancu-sso', token);
    return phone;
  }

  test('opens it with the number that stands there', async () => {
    const { account } = await citizen();
    const { screen, code, number } = await show();
    const phone = await phoneOf(account);
    await phone.go(`/approve/${code}`);
    assert.match(phone.page, /Chromium on Linux/);
    assert.match(phone.page, /same network/);
    assert.ok(!phone.page.includes(`>${number}<`), 'the number stands on the screen only');
    await screen.go(screen.url);
    assert.notEqual(screen.heading(), '', 'nothing opens before the answer');
    await phone.submit('decide', { decision: 'approve', number });
    assert.equal(phone.heading(), 'The other screen goes on');
    await screen.go(screen.url);
    assert.ok(back(screen).code, screen.heading());
  });

  test('by a weak session is told to prove more, and with less than level 2 where to go', async () => {
    const { account } = await citizen();
    const { screen, code, number } = await show();
    const phone = await phoneOf(account, undefined, [{ method: 'code' }]);
    await phone.go(`/approve/${code}`);
    assert.equal(phone.heading(), 'Prove more on this phone first');
    assert.match(phone.page, new RegExp(`/sign-in\\?to=%2Fapprove%2F${code}&amp;acr=urn%3Adancu%3Aacr%3Asubstantial`));
    const strong = await phoneOf(account);
    await strong.go(`/approve/${code}`);
    strong.setCookie('dancu-sso', (await openSession(house, account, [{ method: 'recovery' }])).token);
    await strong.submit('decide', { decision: 'approve', number });
    assert.equal(strong.heading(), 'Prove more on this phone first');
    const low = await phoneOf((await makeAccount(house, { level: 1 })).account);
    await low.go(`/approve/${code}`);
    assert.equal(low.heading(), 'This account’s level is too low');
    await screen.go(screen.url);
    assert.notEqual(screen.heading(), '', 'nothing was opened');
  });

  test('as an official opens no screen', async () => {
    const { account } = await makeAccount(house, { kind: 'official', actor: 'CB-902' });
    const { code } = await show();
    const phone = await phoneOf(account);
    await phone.go(`/approve/${code}`);
    assert.equal(phone.heading(), 'Not with an official’s account');
  });

  test('whose session ended before the other screen went on opens nothing', async () => {
    const { account } = await citizen();
    const { screen, code, number } = await show();
    const phone = await phoneOf(account);
    await phone.go(`/approve/${code}`);
    await phone.submit('decide', { decision: 'approve', number });
    assert.equal(phone.heading(), 'The other screen goes on');
    await house.kernel.database.pool.query('UPDATE accounts.session SET ended_at = now() WHERE account = $1', [
      account,
    ]);
    await screen.go(screen.url);
    assert.notEqual(screen.heading(), '');
    assert.ok(!screen.url.includes('code='));
  });

  test('gets one more try for the number, then none', async () => {
    const { account } = await citizen();
    const { screen, code, number } = await show();
    const phone = await phoneOf(account);
    await phone.go(`/approve/${code}`);
    const wrong = number === '10' ? '11' : '10';
    await phone.submit('decide', { decision: 'approve', number: wrong });
    assert.equal(phone.status, 422);
    await phone.submit('decide', { decision: 'approve', number: wrong });
    assert.equal(phone.heading(), 'Not opened');
    await phone.go(`/approve/${code}`);
    assert.equal(phone.status, 404);
    await screen.go(screen.url);
    assert.notEqual(screen.heading(), '');
  });

  test('without a session answers nothing', async () => {
    const { code } = await show();
    const stranger = visit();
    await stranger.go(`/approve/${code}`);
    assert.equal(stranger.heading(), 'Sign in on this phone first');
  });

  test('tells another network, and for the highest assurance refuses it', async () => {
    const { account } = await citizen();
    const far = await phoneOf(account, '192.0.2.5');
    const { code } = await show();
    await far.go(`/approve/${code}`);
    assert.match(far.page, /another network than this phone/);
    await registerService('highest-portal', { assurance: 'high', fields: [] });
    const { code: high, number } = await show('highest-portal');
    await far.go(`/approve/${high}`);
    assert.equal(far.heading(), 'Not from another network');
    assert.equal(far.status, 403);
    const near = await phoneOf(account);
    await near.go(`/approve/${high}`);
    await near.submit('decide', { decision: 'approve', number });
    assert.equal(near.heading(), 'The other screen goes on');
  });

  test('is answered once, however many phones answer at once', async () => {
    const { account } = await citizen();
    const { screen, code, number } = await show();
    const phones = await Promise.all(Array.from({ length: 16 }, () => phoneOf(account)));
    await Promise.all(phones.map((phone) => phone.go(`/approve/${code}`)));
    await Promise.all(phones.map((phone) => phone.submit('decide', { decision: 'approve', number })));
    assert.equal(phones.filter((phone) => phone.heading() === 'The other screen goes on').length, 1);
    await screen.go(screen.url);
    assert.ok(back(screen).code);
  });

  test('two minutes later the code opens nothing', async () => {
    const { account } = await citizen();
    const { code } = await show();
    const phone = await phoneOf(account);
    house.kernel.clock.moveBy(121_000);
    try {
      await phone.go(`/approve/${code}`);
      assert.equal(phone.heading(), 'No sign-in waits here');
    } finally {
      house.kernel.clock.moveBy(0);
    }
  });
});
