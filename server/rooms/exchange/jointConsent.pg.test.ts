import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as oidc from 'openid-client';
import { askForData, readReceipt } from '#libs/client';
import { newPhone, queued } from '../accounts/life.samples.ts';
import { giveContact } from '../accounts/signIn.samples.ts';
import { citizen, type Played, play, settle } from '../mandates/stand.samples.ts';
import { signedIn } from '../provider/stage.samples.ts';
import { answerSheet, push, read, toldBy, wanted } from './consent.samples.ts';
import { answer, type FamilyBank, openFamilyBank, shownTo, withdraw } from './consentFor.samples.ts';

/** Law 91/2025/QH15, article 24: from 7 years on, the child's own yes and that of who represents it. */
let bank: FamilyBank;
before(async () => {
  bank = await openFamilyBank();
});
after(() => bank?.stage.close());

const house = () => bank.stage.house;
const MISSING = 'exchange/consent-missing';
/** A mother and her child who has an account. */
async function family(years = 9): Promise<{ mother: Played; child: Played }> {
  const mother = await citizen(house());
  return { mother, child: await play(house(), await bank.bornAged(mother, years)) };
}
async function typesOf(who: Played): Promise<string[]> {
  await settle(house());
  const { body } = await who.ask<{ lines: { type: string }[] }>('GET', '/api/me/looks?own=true&limit=30');
  return body.lines.map(({ type }) => type).filter((type) => type.startsWith('consent-'));
}

test('a parent’s yes waits for the child’s, and nothing is answered until then', async () => {
  const { mother, child } = await family();
  const told = await bank.agreeFor(mother, child);
  assert.equal(told.awaits, 'child');
  assert.equal(await read(bank.system, child.pin), MISSING);
  const held = await bank.system.consent(told.consent);
  assert.deepEqual([held.state, held.awaits], ['pending', 'child']);
  const [[mine], [theirs]] = [await shownTo(mother), await shownTo(child)];
  assert.deepEqual(
    [mine!.state, mine!.answerable, theirs!.answerable, theirs!.awaits],
    ['pending', false, true, 'child'],
  );
  assert.equal((await answer(mother, told.consent, true)).status, 404, 'nobody is both');
  assert.equal((await answer(await citizen(house()), told.consent, true)).status, 404);
  for (let time = 0; time < 2; time++)
    assert.equal((await answer(child, told.consent, true)).status, 204, 'twice is once');
  assert.equal(await bank.stateOf(told.consent), 'active');
  assert.equal(await read(bank.system, child.pin), 'given');
  assert.deepEqual((await typesOf(child)).toSorted(), ['consent-given-for', 'consent-joined']);
  assert.deepEqual((await typesOf(mother)).toSorted(), ['consent-given-for', 'consent-joined']);
});

test('a child’s yes waits for the parent’s, read on the sheet, and the receipt names both', async () => {
  const { mother, child } = await family(12);
  const browser = await signedIn(bank.stage, child.account);
  const { page, verifier, state } = await push(bank.service, browser, askForData(wanted()));
  assert.match(page.body, /too young to agree alone/);
  const back = await answerSheet(browser, page);
  const tokens = await oidc.authorizationCodeGrant(bank.service.config, new URL(back.url), {
    ...{ pkceCodeVerifier: verifier, expectedState: state },
  });
  const { consent } = toldBy(tokens);
  assert.equal(await read(bank.system, child.pin), MISSING);
  assert.equal((await answer(child, consent, true)).status, 404);
  assert.equal((await answer(mother, consent, true)).status, 204);
  assert.equal(await read(bank.system, child.pin), 'given');

  const { pseudonymOf } = house().exchange;
  const [parent, principal] = [mother, child].map(({ person }) => pseudonymOf('bidv', person));
  const jwks = await (await fetch(`${bank.stage.origin}/.well-known/jwks.json`)).json();
  const receipt = readReceipt((await bank.system.consent(consent)).receipt, jwks as never) as unknown as {
    party_identification: { party_role: string; party_id: string; basis?: string }[];
    events: { event_state: string; entity_id: string }[];
  };
  assert.deepEqual(
    receipt.events.map((one) => [one.event_state, one.entity_id]),
    [
      ['consent-given', principal],
      ['consent-given', parent],
    ],
  );
  const representative = receipt.party_identification.find((one) => one.party_role === 'pii-principal-representative');
  assert.deepEqual([representative?.party_id, representative?.basis], [parent, 'guardian']);
});

test('the second may say no, the first may take the half back, and what nobody answers lapses', async () => {
  const { mother, child } = await family();
  const refused = await bank.agreeFor(mother, child);
  assert.equal((await answer(child, refused.consent, false)).status, 204);
  assert.equal((await answer(child, refused.consent, true)).body.code, 'exchange/consent-not-waiting');
  const taken = await bank.agreeFor(mother, child);
  assert.equal((await withdraw(mother, taken.consent)).status, 204);
  assert.equal((await answer(child, taken.consent, true)).body.code, 'exchange/consent-not-waiting');
  const left = await bank.agreeFor(child, undefined);
  assert.equal(left.awaits, 'guardian');
  const { clock } = house().kernel;
  clock.moveBy(8 * 86_400_000);
  try {
    assert.deepEqual(await Promise.all([refused, taken, left].map(({ consent }) => bank.stateOf(consent))), [
      'refused',
      'withdrawn',
      'lapsed',
    ]);
  } finally {
    clock.moveBy(0);
  }
  assert.equal(await read(bank.system, child.pin), MISSING);
});

test('of a yes and a no at once one counts, and either of two who agreed takes it back', async () => {
  const { mother, child } = await family();
  const { consent } = await bank.agreeFor(mother, child);
  const statuses = await Promise.all([true, false].map(async (agree) => (await answer(child, consent, agree)).status));
  assert.deepEqual(statuses.toSorted(), [204, 409]);
  for (const who of [mother, child]) {
    const again = await bank.agreeFor(mother, child);
    await answer(child, again.consent, true);
    assert.equal(await read(bank.system, child.pin), 'given');
    assert.equal((await withdraw(who, again.consent)).status, 204);
    if (statuses[0] === 409) assert.equal(await read(bank.system, child.pin), MISSING);
    assert.equal(await bank.stateOf(again.consent), 'withdrawn');
  }
});

test('of a child without an account the parent confirms that it agrees; younger than 7 nobody is asked', async () => {
  const mother = await citizen(house());
  const [older, younger] = [await bank.bornAged(mother, 8), await bank.bornAged(mother, 4)];
  const shown: unknown[] = [];
  for (const child of [older, younger]) {
    const asked = await bank.askFor(mother.pin, child.pin);
    shown.push((await bank.approve(mother)).beside);
    toldBy(await bank.poll(asked));
    assert.equal(await read(bank.system, child.pin), 'given');
  }
  assert.deepEqual(shown, ['heard', undefined]);
  const [ofYounger, ofOlder] = await shownTo(mother);
  assert.deepEqual([ofOlder!.heard, ofYounger!.heard], [true, undefined]);
  const jwks = await (await fetch(`${bank.stage.origin}/.well-known/jwks.json`)).json();
  const { receipt } = await bank.system.consent(ofOlder!.id);
  assert.match(
    JSON.stringify(readReceipt(receipt, jwks as never)),
    /"pii_principal_agreed":"confirmed-by-representative"/,
  );
});

test('who has not done it is told, to their own contacts and in the language of their account', async () => {
  const { mother, child } = await family();
  const phones = { mother: newPhone(), child: newPhone() };
  await giveContact(house(), mother.account, phones.mother);
  await giveContact(house(), child.account, phones.child);
  const { pool } = house().kernel.database;
  await pool.query("UPDATE accounts.account SET language = 'fr' WHERE account = $1", [child.account]);
  const told = async (phone: string) =>
    (await queued(house(), phone)).map(({ template }) => template).filter((one) => /consent|represented/.test(one));
  const { consent } = await bank.agreeFor(mother, child);
  assert.deepEqual([await told(phones.child), await told(phones.mother)], [['data-consent-asked'], []]);
  await answer(child, consent, true);
  assert.deepEqual(await told(phones.mother), ['data-consent-answered']);
  await withdraw(mother, consent);
  assert.deepEqual(await told(phones.child), ['data-consent-asked', 'represented-withdrew']);
  const second = await bank.agreeFor(mother, child);
  await answer(child, second.consent, true);
  await withdraw(child, second.consent);
  assert.equal((await told(phones.mother)).at(-1), 'data-consent-ended');
  const { rows } = await pool.query<{ body: { language: string } }>(
    'SELECT body FROM accounts.message WHERE recipient = $1',
    [phones.child],
  );
  assert.deepEqual([...new Set(rows.map(({ body }) => body.language))], ['fr']);
});
