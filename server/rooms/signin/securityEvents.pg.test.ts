import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TOTP } from 'otpauth';
import { contextOf, EVENTS, type Factor, SESSION_COOKIE, type SecurityEvent } from '#rooms/accounts';
import { openTestHouse, type TestHouse } from '#test';
import {
  enter,
  eventsOf,
  newPhone,
  passkey,
  queued,
  request,
  type Signed,
  seen,
  signedIn,
  stated,
} from '../accounts/life.samples.ts';
import { giveContact, openSession, sampleOrigin } from '../accounts/signIn.samples.ts';
import { settle } from '../mandates/stand.samples.ts';
import { sampleGuardian } from '../people/samples.ts';
import { BACK, signInPagesStand } from './stand.samples.ts';
import { startUrl } from './visitor.samples.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
  const fields = [{ field: 'name', required: true }] as const;
  await registerService('events-portal', { assurance: 'low', fields: [...fields] });
});
after(() => house.close());

const { registerService, visit, citizen, withTotp, signInByCode } = signInPagesStand(() => house);

interface Owner extends Signed {
  phone: string;
}
async function owner(made: { level?: 1 | 2 } = {}, birth: object = {}): Promise<Owner> {
  const phone = newPhone();
  return { ...(await signedIn(house, { ...birth, phone }, made)), phone };
}
/** Whom a thing happened to. */
type Concerned = Pick<Owner, 'account' | 'phone'>;
const done = ({ status, body }: { status: number; body: unknown }) => assert.ok(status < 300, JSON.stringify(body));
const counter = async (person: string, what = '') =>
  done(await house.ask('hanoi-officer', 'POST', `/api/counter/accounts/${person}${what}`, { evidence: seen }, stated));
const born = (age: number) => `${Number(house.kernel.clock.today().slice(0, 4)) - age}-01-01`;
const administer = async (url: string, body: object, who = 'test-administrator') => {
  const answer = await house.ask<{ proposal: string }>(who, 'POST', `/api/officials/${url}`, body);
  done(answer);
  return answer.body;
};

async function withAuthenticator(what: (id: string, who: Owner) => Promise<unknown>): Promise<Concerned> {
  const who = await owner();
  const { body } = await who.own<{ id: string; secret: string }>('POST', '/api/me/totp', {});
  const totp = new TOTP({ secret: body.secret, algorithm: 'SHA1', digits: 6, period: 30 });
  done(await who.own('POST', `/api/me/totp/${body.id}/confirm`, { code: totp.generate() }));
  await what(body.id, who);
  return who;
}
async function withContact(what: (id: string, who: Owner) => Promise<unknown>): Promise<Concerned> {
  const who = await owner();
  const { status, body } = await who.own<{ id: string }>('POST', '/api/me/contacts', {
    kind: 'email',
    value: `${who.pin}@example.vn`,
  });
  assert.equal(status, 201);
  await what(body.id, who);
  return who;
}
async function withTrusted(what: (friends: Signed[], who: Owner) => Promise<unknown>): Promise<Concerned> {
  const who = await owner();
  const friends = [await signedIn(house), await signedIn(house)];
  for (const friend of friends) done(await who.own('POST', '/api/me/trusted', { identifier: friend.pin }));
  await what(friends, who);
  return who;
}
/** The way back was begun by somebody at another screen. */
const withRecovery = (decision?: 'confirm' | 'refuse') =>
  withTrusted(async ([friend], { pin }) => {
    const { recovery } = await house.accounts.recovery.begin(pin, sampleOrigin);
    if (decision) done(await friend!.own('POST', `/api/me/trusted-for/${recovery}`, { decision }));
  });
async function asked(): Promise<Owner> {
  const who = await owner();
  const visitor = visit();
  await visitor.go(startUrl('events-portal', BACK));
  await visitor.submit('identify', { identifier: who.pin });
  await visitor.submit('choose', { method: 'approval' });
  return who;
}
async function agreed(): Promise<{ person: Concerned; cookie: string }> {
  const { pin, phone, account } = await citizen();
  const visitor = visit();
  await visitor.go(startUrl('events-portal', BACK, { scope: 'openid profile' }));
  await signInByCode(visitor, { pin, phone });
  await visitor.submit('consent', { decision: 'yes', remember: 'yes' });
  await visitor.go('/sign-in');
  const found = (await house.accounts.findAccount(account))!;
  return { person: { account: found, phone }, cookie: `${SESSION_COOKIE}=${visitor.cookie(SESSION_COOKIE)}` };
}
async function family(
  decisions: readonly string[],
): Promise<{ parent: Concerned; child: Concerned & { person: string } }> {
  const parent = await owner({}, { sex: 'female' });
  const phone = newPhone();
  const child = await signedIn(
    house,
    { name: 'Trần Văn Bé', birthDate: born(9), sex: 'male', mother: parent.person, phone },
    { level: 1 },
  );
  for (const decision of decisions)
    done(await parent.own('POST', `/api/me/wards/${child.person}/account`, { decision }));
  return { parent, child: { ...child, phone } };
}
async function mandate(
  steps: readonly ('accept' | 'act' | 'end')[],
  wanted?: string,
): Promise<{ giver: Owner; holder: Owner }> {
  const [giver, holder] = [await owner(), await owner({}, { name: 'Lê Thị Nhận', birthDate: '1984-02-02' })];
  const { pin: identifier, name, birthDate } = holder;
  const to = `${Number(house.kernel.clock.today().slice(0, 4)) + 1}-01-01`;
  const { scopes } = (await request<{ scopes: { id: string; for: string[] }[] }>(house, { url: '/api/mandate-scopes' }))
    .body;
  const scope = wanted ?? scopes.find((one) => one.for.includes('person'))!.id;
  const offered = await giver.own<{ id: string }>('POST', '/api/me/mandates', {
    holder: { identifier, name, birthDate },
    scopes: [scope],
    to,
  });
  done(offered);
  await settle(house);
  const { id } = offered.body;
  if (steps.includes('accept')) done(await holder.own('POST', `/api/me/mandates/${id}/accept`, {}));
  if (steps.includes('act')) done(await holder.own('POST', '/api/me/acting', { mandate: id }));
  if (steps.includes('end')) done(await giver.own('DELETE', `/api/me/mandates/${giver.person}/${id}`));
  return { giver, holder };
}
/** What a sheet or a device hands on, once somebody has agreed for another. */
async function giveFor(
  { person }: Signed,
  by: Signed,
  under: { mandate: string; basis: 'guardian' | 'power-of-attorney' },
): Promise<Readonly<Record<string, unknown>>> {
  const { kernel, exchange } = house;
  const asked = { type: 'person-data', purpose: 'bank-form-prefill', legalBasis: 'data-protection-law-9' };
  const given = {
    asked: { ...asked, fields: [{ field: 'name' as const, required: true }], until: '2099-01-01' },
    ...{ fields: ['name' as const], request: by.person, person, client: 'bank', organisation: 'bidv' },
    ...{ giver: { person: by.person, ...under }, language: 'en' },
  };
  return kernel.database.transact((transaction) =>
    exchange.personData.give(transaction, contextOf(kernel, by.account), given),
  );
}
/** A parent agrees for a child with an account that an organisation asks about it, and what comes of that. */
async function sharing(
  steps: readonly ('join' | 'withdraw' | 'withdraw-own')[],
): Promise<{ parent: Concerned; child: Concerned }> {
  const phone = newPhone();
  const parent = await owner({}, { sex: 'female' });
  const born9 = { name: 'Trần Văn Út', birthDate: born(9), sex: 'male', mother: parent.person, phone } as const;
  const child = await signedIn(house, born9, { level: 1 });
  const [acting] = await house.mandates.consentsFor(parent.account);
  const entry = await giveFor(child, parent, { mandate: acting!.mandate, basis: 'guardian' });
  const path = `/api/me/data-consents/${String(entry.consent)}`;
  if (steps.includes('join')) done(await child.own('POST', `${path}/answer`, { agree: true }));
  if (steps.includes('withdraw')) done(await parent.own('DELETE', path));
  if (steps.includes('withdraw-own')) done(await child.own('DELETE', path));
  return { parent, child: { ...child, phone } };
}
let officials = 0;
/** An official who can be reached, and the post that two gave. */
async function official(): Promise<{ who: Concerned; number: string; post: string }> {
  officials += 1;
  const number = `SE-${officials}`;
  const { proposal } = await administer('proposals', {
    ...{ kind: 'official', official: number, name: 'Đỗ Thị Chức' },
    post: { role: 'registration-officer', area: '00004' },
  });
  await administer(`proposals/${proposal}/decide`, { confirm: true }, 'other-administrator');
  const account = (await house.accounts.findAccountOf(number))!;
  const phone = newPhone();
  await giveContact(house, account.account, phone);
  const second = await administer('proposals', {
    ...{ kind: 'post', official: number },
    post: { role: 'card-officer', area: '01' },
  });
  await administer(`proposals/${second.proposal}/decide`, { confirm: true }, 'other-administrator');
  const { rows } = await house.kernel.database.pool.query<{ post: string }>(
    'SELECT post FROM officials.post WHERE official = $1 ORDER BY given_at DESC LIMIT 1',
    [number],
  );
  return { who: { account, phone }, number, post: rows[0]!.post };
}
const signAgain = async (who: Owner, factors: readonly Omit<Factor, 'at'>[], device: string) => {
  await openSession(house, who.account.account, factors, { device, network: '192.0.2' });
  return who;
};

/** Each is produced by what people really do; `told` as the person should find it, and not as the code has it. */
const cases: Record<SecurityEvent, { told: boolean; act: () => Promise<Concerned> }> = {
  opened: { told: false, act: () => owner() },
  activated: {
    told: true,
    async act() {
      const phone = newPhone();
      const newcomer = await enter(house);
      const contact = { kind: 'phone', value: phone } as const;
      const origin = { device: '', network: '203.7.1' };
      const { activation } = await house.accounts.activation.begin(
        { identifier: newcomer.pin, birthDate: newcomer.birthDate, name: newcomer.name, contact, language: 'en' },
        origin,
      );
      await house.accounts.activation.confirm(activation, (await queued(house, phone)).at(-1)!.code, origin);
      return { account: (await house.accounts.findAccountOf(newcomer.person))!, phone };
    },
  },
  'level-raised': {
    told: true,
    async act() {
      const who = await owner({ level: 1 });
      await counter(who.person);
      return who;
    },
  },
  'signed-in': { told: true, act: async () => signAgain(await owner(), [passkey], 'Safari on iPhone') },
  'sign-in-failed': {
    told: false,
    async act() {
      const person = await citizen();
      await withTotp(person.account);
      const visitor = visit();
      await visitor.go(startUrl('events-portal', BACK));
      await visitor.submit('identify', { identifier: person.pin });
      await visitor.submit('choose', { method: 'totp' });
      await visitor.submit('prove', { code: '12345' });
      return { account: (await house.accounts.findAccount(person.account))!, phone: person.phone };
    },
  },
  'session-ended': {
    told: false,
    async act() {
      const who = await owner();
      await signAgain(who, [passkey], sampleOrigin.device);
      done(await who.own('DELETE', '/api/me/sessions'));
      return who;
    },
  },
  'acting-changed': { told: false, act: async () => (await mandate(['accept', 'act'])).holder },
  'language-chosen': {
    told: false,
    async act() {
      const who = await owner();
      done(await who.own('PUT', '/api/me/language', { language: 'fr' }));
      return who;
    },
  },
  'authenticator-added': { told: true, act: () => withAuthenticator(async () => {}) },
  'authenticator-removed': {
    told: true,
    act: () => withAuthenticator(async (id, who) => done(await who.own('DELETE', `/api/me/authenticators/${id}`))),
  },
  'authenticator-locked': {
    told: true,
    act: () => withAuthenticator(async (id, who) => done(await who.own('POST', `/api/me/authenticators/${id}/lock`))),
  },
  'authenticator-unlocked': {
    told: true,
    act: () =>
      withAuthenticator(async (id, who) => {
        done(await who.own('POST', `/api/me/authenticators/${id}/lock`));
        await who.again();
        done(await who.own('POST', `/api/me/authenticators/${id}/unlock`));
      }),
  },
  'account-locked': {
    told: true,
    async act() {
      const who = await owner();
      done(await who.own('POST', '/api/me/lock', { why: 'owner' }));
      return who;
    },
  },
  'account-unlocked': {
    told: true,
    async act() {
      const who = await owner();
      done(await who.own('POST', '/api/me/lock', { why: 'owner' }));
      await counter(who.person, '/unlock');
      return who;
    },
  },
  'account-closed': {
    told: true,
    async act() {
      const who = await owner();
      done(await who.own('POST', '/api/me/close', {}));
      return who;
    },
  },
  'account-reopened': {
    told: true,
    async act() {
      const who = await owner();
      done(await who.own('POST', '/api/me/close', {}));
      await counter(who.person, '/unlock');
      return who;
    },
  },
  'contact-added': { told: true, act: () => withContact(async () => {}) },
  'contact-removed': {
    told: true,
    act: () => withContact(async (id, who) => done(await who.own('DELETE', `/api/me/contacts/${id}`))),
  },
  'recovery-begun': { told: true, act: () => withRecovery() },
  'recovery-confirmed': { told: true, act: () => withRecovery('confirm') },
  'recovery-refused': { told: true, act: () => withRecovery('refuse') },
  recovered: {
    told: true,
    async act() {
      const who = await owner();
      const { body } = await house.ask<{ code: string }>(
        'hanoi-officer',
        'POST',
        `/api/counter/accounts/${who.person}/recovery`,
        { evidence: seen },
        stated,
      );
      const visitor = visit();
      await visitor.go('/sign-in');
      await visitor.submit('identify', { identifier: who.pin });
      await visitor.submit('choose', { method: 'recovery' });
      await visitor.submit('prove', { code: body.code });
      return who;
    },
  },
  'trusted-named': { told: true, act: () => withTrusted(async () => {}) },
  'trusted-removed': {
    told: true,
    act: () => withTrusted(async ([friend], who) => done(await who.own('DELETE', `/api/me/trusted/${friend!.person}`))),
  },
  'approval-asked': { told: false, act: asked },
  'approval-decided': {
    told: false,
    async act() {
      const who = await asked();
      const { body } = await who.own<{ approvals: { id: string }[] }>('GET', '/api/me/approvals');
      done(await who.own('POST', `/api/me/approvals/${body.approvals[0]!.id}`, { decision: 'refuse' }));
      return who;
    },
  },
  'consent-given': { told: false, act: async () => (await agreed()).person },
  'consent-withdrawn': {
    told: false,
    async act() {
      const { person, cookie } = await agreed();
      done(await request(house, { method: 'DELETE', url: '/api/me/consents/events-portal', headers: { cookie } }));
      return person;
    },
  },
  'guardian-consented': { told: true, act: async () => (await family(['withdraw', 'consent'])).child },
  'ward-consented': { told: true, act: async () => (await family(['withdraw', 'consent'])).parent },
  'ward-withdrawn': { told: true, act: async () => (await family(['withdraw'])).parent },
  'data-consent-asked': { told: true, act: async () => (await sharing([])).child },
  'data-consent-answered': { told: true, act: async () => (await sharing(['join'])).parent },
  'data-consent-ended': { told: true, act: async () => (await sharing(['join', 'withdraw-own'])).parent },
  'represented-consented': {
    told: true,
    async act() {
      const { giver, holder } = await mandate(['accept'], 'data.consent');
      const [acting] = await house.mandates.consentsFor(holder.account);
      await giveFor(giver, holder, { mandate: acting!.mandate, basis: 'power-of-attorney' });
      return giver;
    },
  },
  'represented-withdrew': { told: true, act: async () => (await sharing(['withdraw'])).child },
  'acted-for': { told: true, act: async () => (await mandate(['accept', 'act'])).giver },
  'mandate-offered': { told: true, act: async () => (await mandate([])).holder },
  'mandate-given': { told: true, act: async () => (await mandate(['accept'])).giver },
  'mandate-ended': { told: true, act: async () => (await mandate(['accept', 'end'])).holder },
  'guardianship-found': {
    told: true,
    async act() {
      const [{ child }, guardian] = [await family([]), await owner()];
      const appointed = sampleGuardian(child.person, guardian.person, '2025-03-01');
      done(await house.ask('hanoi-officer', 'POST', '/api/people/acts/guardian', appointed));
      await settle(house);
      assert.ok(
        (await queued(house, child.phone)).some(({ template }) => template === 'guardianship-found'),
        'the ward',
      );
      return guardian;
    },
  },
  'post-given': { told: true, act: async () => (await official()).who },
  'post-ended': {
    told: true,
    async act() {
      const { who, number, post } = await official();
      await administer(`${number}/posts/${post}/end`, { why: 'moved' });
      return who;
    },
  },
  'post-reviewed': {
    told: false,
    async act() {
      const { who, number, post } = await official();
      await administer(`${number}/posts/${post}/review`, { keep: true }, 'test-auditor');
      return who;
    },
  },
};

async function linesOf(account: string, event: SecurityEvent): Promise<{ purpose?: string; subjects: string[] }[]> {
  await house.kernel.sealing.now();
  const { rows } = await house.kernel.database.pool.query<{ lines: string }>(
    'SELECT lines FROM kernel.journal_block WHERE lines LIKE $1',
    [`%accounts.${event}"%`],
  );
  return rows
    .flatMap(({ lines }) => lines.split('\n').map((line) => JSON.parse(line)))
    .filter((line) => line.type === `accounts.${event}` && line.data?.account === account);
}

for (const event of EVENTS)
  test(`${event} is what people do, stands in the list and the journal, and is ${cases[event].told ? '' : 'not '}told`, async () => {
    const { account, phone } = await cases[event].act();
    assert.ok((await eventsOf(house, account.account)).includes(event), 'in the owner’s list');
    const [line] = await linesOf(account.account, event);
    assert.ok(line?.purpose, 'in the journal, with its purpose');
    assert.deepEqual(line.subjects, account.person ? [account.person] : [], 'read by whom it concerns');
    const told = (await queued(house, phone)).some(({ template }) => template === event);
    assert.equal(told, cases[event].told, 'by a message to the proved contact');
    for (const language of house.kernel.words.languages) {
      assert.ok(house.kernel.words.has(language, `event.${event}`), `named in ${language}`);
      assert.equal(house.kernel.words.has(language, `message.${event}.text`), cases[event].told, language);
    }
  });

test('a sign-in from a device that is known is not told', async () => {
  const who = await owner();
  const before = (await queued(house, who.phone)).length;
  await signAgain(who, [passkey], sampleOrigin.device);
  assert.equal((await queued(house, who.phone)).length, before);
});
