import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as oidc from 'openid-client';
import { askForData, readReceipt } from '#libs/client';
import { born, citizen, type Played, play, settle } from '../mandates/stand.samples.ts';
import { sampleGround, sampleGuardian } from '../people/samples.ts';
import { signedIn } from '../provider/stage.samples.ts';
import {
  answerSheet,
  askAs,
  dayFromNow,
  push,
  read,
  registerBankService,
  type Told,
  toldBy,
  wanted,
} from './consent.samples.ts';
import { answer, errorOf, type FamilyBank, openFamilyBank, shownTo, withdraw } from './consentFor.samples.ts';

/** Consent given by who represents a person: a parent, a guardian, who holds a power of attorney for it. */
let bank: FamilyBank;
before(async () => {
  bank = await openFamilyBank();
});
after(() => bank?.stage.close());

const house = () => bank.stage.house;
async function family(): Promise<{ mother: Played; child: Awaited<ReturnType<typeof born>> }> {
  const mother = await citizen(house());
  return { mother, child: await bank.bornAged(mother, 9) };
}

/** A court appoints another in the parents' place. */
async function appoint(ward: { person: string }, guardian: Played): Promise<void> {
  const appointed = {
    ...sampleGuardian(ward.person, guardian.person, '2025-03-01'),
    ...sampleGround('court-decision', 'civil-code-54'),
  };
  const done = await house().ask('hanoi-officer', 'POST', '/api/people/acts/guardian', appointed);
  assert.equal(done.status, 200, JSON.stringify(done.body));
}

test('a parent reads for whom, agrees for the child, and the bank may ask about the child and not about the parent', async () => {
  const { mother, child } = await family();
  const browser = await bank.actAs(mother, child.person);
  const { page, verifier, state } = await push(bank.service, browser, askForData(wanted()));
  assert.ok(page.body.includes(`Asking the population register about ${child.name}`), page.body);
  assert.ok(page.body.includes(`only as long as you represent ${child.name}`));
  const back = await answerSheet(browser, page);
  const tokens = await oidc.authorizationCodeGrant(bank.service.config, new URL(back.url), {
    ...{ pkceCodeVerifier: verifier, expectedState: state },
  });
  const told = toldBy(tokens) as Told & { given_by: string };
  assert.equal(told.given_by, 'guardian');
  assert.equal(await read(bank.system, child.pin), 'given');
  assert.equal(await read(bank.system, mother.pin), 'exchange/consent-missing');

  const { pseudonymOf } = house().exchange;
  const [representative, principal] = [mother, child].map(({ person }) => pseudonymOf('bidv', person));
  const held = await bank.system.consent(told.consent);
  assert.deepEqual([held.person, held.giver], [principal, { person: representative, basis: 'guardian' }]);
  const jwks = await (await fetch(`${bank.stage.origin}/.well-known/jwks.json`)).json();
  const receipt = readReceipt(told.receipt, jwks as never) as Record<string, Record<string, unknown>>;
  assert.equal(receipt.receipt_metadata!.pii_principal_id, principal);
  const parties = receipt.party_identification as unknown as { party_role: string; party_id: string; basis?: string }[];
  assert.deepEqual(
    parties.find(({ party_role }) => party_role === 'pii-principal-representative'),
    {
      ...{ party_id: representative, basis: 'guardian', party_role: 'pii-principal-representative' },
      // The child, nine years old, has no account.
      pii_principal_agreed: 'confirmed-by-representative',
    },
  );
  assert.ok(!JSON.stringify(receipt).includes(child.name) && !JSON.stringify(receipt).includes(mother.name));
});

test('parent and child both find it, with who agreed for whom, and either takes it back', async () => {
  const { mother, child } = await family();
  const own = await play(house(), child);
  for (const who of [mother, own]) {
    const { consent } = await bank.agreeFor(mother, child);
    assert.equal((await answer(own, consent, true)).status, 204);
    const [mine] = await shownTo(mother);
    assert.deepEqual([mine!.about, mine!.giver?.self, mine!.withdrawable], [child.name, true, true]);
    const [theirs] = await shownTo(own);
    assert.deepEqual(
      [theirs!.id, theirs!.about, theirs!.giver],
      [consent, undefined, { name: mother.name, basis: 'guardian', self: false }],
    );
    const receipt = await own.ask('GET', `/api/me/data-consents/${consent}/receipt`);
    assert.equal(receipt.status, 200);
    assert.equal(await read(bank.system, child.pin), 'given');
    assert.equal((await withdraw(await citizen(house()), consent)).status, 404, 'nobody else');
    assert.equal((await withdraw(who, consent)).status, 204);
    assert.equal(await read(bank.system, child.pin), 'exchange/consent-missing');
    assert.equal(await bank.stateOf(consent), 'withdrawn');
  }
  await settle(house());
  for (const who of [mother, own]) {
    const { body } = await who.ask<{ lines: { type: string }[] }>('GET', '/api/me/looks?own=true&limit=30');
    const types = body.lines.map(({ type }) => type).filter((type) => type.startsWith('consent-'));
    assert.deepEqual(types.toSorted(), ['consent-given-for', 'consent-given-for', 'consent-joined', 'consent-joined', 'consent-withdrawn-for', 'consent-withdrawn-for']); // biome-ignore format: one line
  }
});

test('on the parent’s own device the question says about whom it is', async () => {
  const { mother, child } = await family();
  const asked = await bank.askFor(mother.pin, child.pin);
  assert.equal((await bank.approve(mother)).about, child.name);
  assert.deepEqual(toldBy(await bank.poll(asked)).fields, ['name']);
  assert.equal(await read(bank.system, child.pin), 'given');
});

test('somebody else’s child and a number that nobody has are refused alike, and nobody is asked', async () => {
  const { mother, child } = await family();
  const stranger = await citizen(house());
  const refusals = [];
  for (const number of [child.pin, '001099999999', stranger.pin])
    refusals.push(await errorOf(bank.askFor(stranger.pin, number)));
  assert.deepEqual(new Set(refusals), new Set(['access_denied: this person is not asked now']));
  const { approvals } = (await askAs(bank.stage, stranger, 'GET', '/api/me/approvals')).json() as { approvals: [] };
  assert.equal(approvals.length, 0);
  const plain = await registerBankService(bank.stage);
  assert.match(
    await errorOf(bank.askFor(mother.pin, child.pin, plain)),
    /^invalid_authorization_details: .*act for others/,
  );
  const pushed = push(bank.service, await signedIn(bank.stage, mother.account), askForData(wanted({ onBehalfOf: child.pin }))); // biome-ignore format: one line
  assert.match(await errorOf(pushed), /^invalid_authorization_details: .*leave on_behalf_of out/);
});

test('a guardianship that ended stops what was agreed to under it, at the next look, and refuses what waits for an answer', async () => {
  const { mother, child } = await family();
  const guardian = await citizen(house());
  const { consent } = await bank.agreeFor(mother, child);
  assert.equal(await read(bank.system, child.pin), 'given');
  const waiting = await bank.askFor(mother.pin, child.pin);
  const browser = await bank.actAs(mother, child.person);
  const { page } = await push(bank.service, browser, askForData(wanted()));
  await appoint(child, guardian);
  assert.equal(await read(bank.system, child.pin), 'exchange/consent-missing');
  assert.equal(await bank.stateOf(consent), 'ended');
  await bank.approve(mother);
  assert.match(await errorOf(bank.poll(waiting)), /^access_denied/);
  const answered = await answerSheet(browser, page);
  assert.ok(!new URL(answered.url).searchParams.has('code'), answered.url);
  assert.equal(await read(bank.system, child.pin), 'exchange/consent-missing');

  const [ended] = await shownTo(mother);
  assert.deepEqual([ended!.id, ended!.state, ended!.withdrawable], [consent, 'ended', false]);
  assert.equal((await withdraw(mother, consent)).status, 404);
  const [seen] = await shownTo(guardian);
  assert.deepEqual([seen!.id, seen!.about, seen!.giver?.name], [consent, child.name, mother.name]);
  await bank.agreeFor(guardian, child);
  assert.equal(await read(bank.system, child.pin), 'given', 'who represents the child now may agree');
});

test('it ends with the birthday on which the child answers alone', async () => {
  const mother = await citizen(house());
  const { clock } = house().kernel;
  const [year = '', ...rest] = dayFromNow(20).split('-');
  const child = await born(house(), { birthDate: [Number(year) - 14, ...rest].join('-'), mother: mother.person });
  const { consent } = await bank.agreeFor(mother, child);
  assert.equal(await read(bank.system, child.pin), 'given');
  clock.moveBy(25 * 86_400_000);
  try {
    assert.equal(await read(bank.system, child.pin), 'exchange/consent-missing');
    assert.equal(await bank.stateOf(consent), 'ended');
  } finally {
    clock.moveBy(0);
  }
});

test('a power of attorney agrees only where it was given for that, sees what was done under it, and takes all of it along', async () => {
  const [giver, holder] = [await citizen(house()), await citizen(house())];
  async function empower(scope: string): Promise<string> {
    const terms = { holder: holder.addressed, scopes: [scope], to: dayFromNow(90) };
    const { body } = await giver.ask('POST', '/api/me/mandates', terms);
    await settle(house());
    assert.equal((await holder.ask('POST', `/api/me/mandates/${body.id}/accept`)).status, 200);
    return body.id;
  }
  await empower('tax.file');
  assert.match(await errorOf(bank.askFor(holder.pin, giver.pin)), /^access_denied/);
  const before = await bank.agreeFor(giver, giver).catch(() => undefined);
  assert.equal(before, undefined, 'nobody represents themselves');
  const mandate = await empower('data.consent');
  const { consent } = await bank.agreeFor(holder, giver);
  assert.equal(await read(bank.system, giver.pin), 'given');
  assert.deepEqual(
    (await shownTo(holder)).map(({ id, withdrawable }) => [id, withdrawable]),
    [[consent, true]],
  );
  assert.equal((await giver.ask('DELETE', `/api/me/mandates/${giver.person}/${mandate}`)).status, 200);
  assert.equal(await read(bank.system, giver.pin), 'exchange/consent-missing');
  assert.equal(await bank.stateOf(consent), 'ended');
  assert.equal((await shownTo(giver))[0]!.giver?.basis, 'power-of-attorney');
});
