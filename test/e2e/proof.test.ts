import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Chip, Mrz } from '#libs/emrtd';
import { saveCard } from '../../server/commands/cardFolder.ts';
import { CAN, makeChip, makeForeign } from '../../server/rooms/checkpoints/stand.samples.ts';
import { openScreen } from './browser.ts';
import { expectCleanAtWidths } from './clean.ts';
import { createPointHand } from './pointHand.ts';
import { openSeededDesks } from './seededDesks.ts';
import { openStage, type Stage } from './stage.ts';

/** What a holder's card is worth: good everywhere, and every way to cheat with it refused with a sentence of its own. */
const cli = fileURLToPath(new URL('../../server/cli.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'dancu-e2e-proof-'));
let stage: Stage;
let desks: ReadonlyMap<string, string>;
let holder: string;
let agent: ChildProcess | undefined;
const say = (key: string, values?: Record<string, string | number>) => stage.house.kernel.words.say('en', key, values);
const reason = (id: string) => say(`checkpoints.reason.${id}`);

before(async () => {
  stage = await openStage();
  desks = await openSeededDesks(stage);
  const found = await stage.house.kernel.database.pool.query<{ pin: string }>(
    `SELECT i.value AS pin FROM demonstration.persona p JOIN people.identifier i ON i.person = p.person AND i.kind = 'pin' AND i.status = 'active'
     WHERE p.persona = 'mother'`,
  );
  holder = found.rows[0]!.pin;
});
after(async () => {
  agent?.kill();
  await stage?.close();
  rmSync(folder, { recursive: true, force: true });
});

const { point, goTo, stand, takeCard, check, lay } = createPointHand(() => ({ stage, desks, holder }));

test('a foreign signer and an expired one are refused through the agent of a real desk, each with its own sentence', async () => {
  const page = await goTo('teller', 'bank-counter');
  await page.getByRole('button', { name: say('screen.reader.pair'), exact: true }).click();
  const command = (await page.getByLabel(say('screen.reader.command')).textContent())!;
  const [, code] = /--pair (\S+)/.exec(command)!;
  const zone: Mrz = {
    ...{ format: 'TD1', documentCode: 'I', issuer: 'UTO', documentNumber: 'D23145890', nationality: 'UTO' },
    ...{ birthDate: '740812', sex: 'F', expiryDate: '320415', optional: '', optional2: '' },
    name: { primary: 'ERIKSSON', secondary: 'ANNA<MARIA' },
  };
  const card = join(folder, 'card');
  const put = (chip: Chip) => saveCard(card, chip);
  const unknown = makeForeign('UT');
  put(await makeChip(stage.house, zone, { by: unknown.makeSigner('2040-01-01') }));
  const args = ['reader', '--server', stage.origin, '--pair', code!, '--card', card];
  agent = spawn(process.execPath, [cli, ...args], { stdio: 'ignore' });
  await page.getByRole('button', { name: say('screen.reader.anew'), exact: true }).waitFor({ state: 'hidden' });
  const read = async () => {
    await page.getByLabel(say('screen.reader.can'), { exact: true }).fill(CAN);
    return check(page);
  };
  assert.ok((await read()).includes(reason('signer-foreign')));

  const trusted = makeForeign('UP');
  const { der } = trusted.authority;
  const body = {
    content: Buffer.from(der).toString('base64'),
    fingerprint: createHash('sha256').update(der).digest('hex'),
  };
  const brought = await stage.house.ask('test-administrator', 'POST', '/api/cards/trust/foreign', body);
  assert.equal(brought.status, 200, JSON.stringify(brought.body));
  put(await makeChip(stage.house, zone, { by: trusted.makeSigner('2025-01-01') }));
  assert.ok((await read()).includes(reason('signer-expired')));
  put(await makeChip(stage.house, zone, { by: trusted.makeSigner('2040-01-01') }));
  assert.ok((await read()).includes(reason('foreign-holder')));
});

test('the holder’s yes in their account stands for a card once; other digits, and a yes that was used, are refused', async () => {
  const desk = await goTo('receptionist', 'hospital-desk');
  const { page: own } = await stage.enter('mother', { width: 360 });
  await openScreen(own, `${stage.origin}/me/approvals`);
  await desk.getByLabel(point('input')).selectOption('app');
  const ask = async () => {
    await takeCard(desk);
    await desk.getByRole('button', { name: point('app.send') }).click();
    const shown = desk.getByRole('region', { name: point('app.show') });
    await shown.waitFor();
    const [digits] = /\d\d/.exec((await shown.textContent())!)!;
    await own.getByRole('heading', { name: say('screen.approvals.kind.desk') }).waitFor();
    return digits;
  };
  const buttonOf = (number: string) =>
    own.getByRole('button', { name: say('screen.approvals.approve', { number }), exact: true });
  const answer = desk.getByRole('region', { name: point('verdict.title') });

  const digits = await ask();
  await expectCleanAtWidths(own, 'the question of a desk');
  const asked = (await own.textContent('main'))!;
  assert.ok(asked.includes(stage.house.offices.organisationName('bach-mai-hospital', 'vi')), asked);
  let used: string | undefined;
  desk.on('request', (request) => {
    if (request.url().endsWith('/checks')) used ??= request.postDataJSON().challenge as string;
  });
  await buttonOf(digits).click();
  await answer.getByText(reason('app-approved')).waitFor();
  await answer.getByText(reason('app-no-portrait')).waitFor();
  assert.ok((await answer.textContent())!.includes(point('verdict.amber')));
  await expectCleanAtWidths(desk, 'the answer to an approval');

  const wrong = await ask();
  const offered = await own
    .getByRole('group', { name: say('screen.approvals.whichDesk') })
    .getByRole('button')
    .allTextContents();
  await buttonOf(offered.find((one) => one !== wrong)!).click();
  await answer.getByText(reason('app-number-wrong')).waitFor();

  // Who recorded the first check sends its challenge once more.
  await desk.route('**/checks', (route) =>
    route.continue({ postData: JSON.stringify({ ...route.request().postDataJSON(), challenge: used }) }),
  );
  await buttonOf(await ask()).click();
  await desk.getByText(say('problem.checkpoints.approval-replayed.title')).waitFor();
  await desk.getByLabel(point('input')).selectOption('number');
  await takeCard(desk);
  await desk.getByRole('button', { name: point('checkNow') }).click();
  await desk.getByText(say('problem.checkpoints.challenge-replayed.title')).waitFor();
});

test('one card opens a visit, crosses the border and boards; once its holder reports it lost every desk refuses it', async () => {
  const hospital = await stand('receptionist', 'hospital-desk');
  const visit = await lay(hospital);
  // Without face weights a person compares by eye: the desk says so, and opens the visit all the same.
  for (const id of ['chip-genuine', 'document-good', 'person-alive', 'no-face-engine', 'insurance-valid'])
    assert.ok(visit.includes(reason(id)), `${id}: ${visit}`);
  assert.ok(visit.includes(say('screen.point.ticket', { ticket: 1 })), visit);
  await expectCleanAtWidths(hospital, 'an answer at the hospital');
  for (const [doneTo, id] of [
    ['tampered', 'group-tampered'],
    ['copied', 'cloned'],
  ] as const)
    assert.ok((await lay(hospital, doneTo)).includes(reason(id)), id);
  await expectCleanAtWidths(hospital, 'a refusal at the hospital');

  const border = await stand('border-officer', 'border-gate');
  assert.ok((await lay(border)).includes(reason('not-listed')));
  const gate = await stand('gate-agent', 'airport-gate');
  const flight = gate.getByLabel(point('flight'));
  await flight.selectOption((await flight.locator('option').nth(1).getAttribute('value'))!);
  assert.ok((await lay(gate)).includes(say('screen.point.seat', { seat: '12A' })));

  const { page, context } = await stage.enter('mother');
  await openScreen(page, `${stage.origin}/me/card`);
  await page.getByRole('button', { name: say('screen.card.lose') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('screen.card.lose') })
    .click();
  await page.getByText(say('screen.card.stoppedOwn')).waitFor();
  await openScreen(page, `${stage.origin}/me/looks`);
  const looked = (await page.textContent('main'))!;
  for (const organisation of ['bach-mai-hospital', 'border-guard', 'airports-corporation'])
    assert.ok(looked.includes(stage.house.offices.organisationName(organisation, 'en')), organisation);
  assert.ok(looked.includes(say('oversight.look.desk-check')), looked);
  await context.close();
  for (const desk of [hospital, border, gate]) {
    const told = await lay(desk);
    assert.ok(told.includes(reason('lost')), told);
    assert.ok(told.includes(point('verdict.red')), told);
  }
});
