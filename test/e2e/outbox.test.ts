import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Born, officer } from './born.ts';
import { arrive, until } from './browser.ts';
import { expectClean, expectCleanAtWidths } from './clean.ts';
import { connect, disconnect } from './line.ts';
import { createDeskHand } from './offlineDesk.ts';
import { readPapers, readStorage } from './papers.ts';
import { settle } from './settle.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage?.close());

const { say, born, countActs, enterDesk, openRecord, begin, beginPhone, keepForLater, outboxLink, card } =
  createDeskHand(() => stage);
const colleague = 'hanoi-second';

test('a session that ended leaves acts sealed for their officer alone, and nothing that was read', async () => {
  const person = await born('Đặng Thị Kín');
  const { page, context } = await enterDesk([person]);
  await disconnect(stage, context);
  await openRecord(page, person);
  await beginPhone(page, '0933333333');
  await keepForLater(page);
  const stored = async () => (await page.evaluate(readStorage)) as Record<string, string[]>;
  const open = await stored();
  assert.deepEqual([open.paper!.length, open.open!.length], [1, 1]);
  assert.ok(open.kept!.length > 2);
  assert.doesNotMatch(JSON.stringify(open), /Kín|0933333333|Phố Mẫu/);

  await context.clearCookies();
  await connect(stage, context);
  await arrive(page, /\/sign-in/);
  await settle(page);
  const sealed = await stored();
  assert.deepEqual([sealed.paper!.length, sealed.open!.length, sealed.kept!.length], [1, 0, 0]);
  assert.deepEqual(await countActs([person], 'correct'), [0]);

  await page.goto(`${stage.origin}/sign-in`);
  await page.click(`button[name="persona"][value="${colleague}"]`);
  await page.waitForURL(/\/desk/);
  await page.goto(`${stage.origin}/desk/outbox`);
  await page.getByText(say('screen.outbox.othersText')).waitFor();
  assert.doesNotMatch((await page.textContent('body')) ?? '', /Kín|0933333333/);
  await expectClean(page, 'an outbox of another officer');
  await page
    .getByRole('button', { name: say('kit.shell.signOut'), exact: true })
    .first()
    .click();
  await arrive(page, /\/sign-in/);

  await page.goto(`${stage.origin}/sign-in`);
  await page.click(`button[name="persona"][value="${officer}"]`);
  await page.waitForURL(/\/desk/);
  await until(async () => (await countActs([person], 'correct'))[0] === 1, 'the act that waited');
  await page.goto(`${stage.origin}/desk/outbox`);
  await page.getByText(say('screen.outbox.sent', { count: '1' })).waitFor();
  await context.close();
});

test('who signs out with acts not sent is asked first', async () => {
  const person = await born('Đặng Thị Chờ');
  const { page, context } = await enterDesk([person], 360);
  await disconnect(stage, context);
  await openRecord(page, person);
  await begin(page, 'missing');
  await page.locator('#since-year').fill('2090');
  await page.locator('#decision').fill('1/2021/QĐDS');
  await keepForLater(page);
  await outboxLink(page).click();
  await connect(stage, context);
  await card(page, person.name).getByText(say('screen.outbox.state.refused')).waitFor();
  await page.getByRole('button', { name: say('kit.shell.account') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('kit.shell.signOut'), exact: true })
    .click();
  const question = page.getByRole('dialog', { name: say('kit.shell.leaving.title') });
  await question.waitFor();
  await expectClean(page, 'the question before signing out');
  await question.getByRole('button', { name: say('kit.shell.leaving.leave') }).click();
  await arrive(page, /\/sign-in/);
  assert.equal(await page.evaluate(readPapers('act')), 1);
  await context.close();
});

/** "This is wrong", about the name, as the person would say it. */
const openCorrection = ({ person }: Born) =>
  stage.house.kernel.database.pool.query(
    `INSERT INTO people.correction (person, correction, field, claim, note, state, province, commune, opened_at, due_on)
     SELECT person, gen_random_uuid(), 'name', 'Đỗ Thị Đúng', '', 'open', province, commune, now(), '2031-01-01' FROM people.person WHERE person = $1`,
    [person],
  );

const goOn = (page: Page, word: string) => page.getByRole('button', { name: say(word), exact: true }).click();
const edit = (page: Page, name: string) =>
  card(page, name)
    .getByRole('link', { name: new RegExp(`^${say('screen.outbox.edit')}`) })
    .click();

/** The questions of a birth that need an answer, up to the outbox. */
async function writeBirth(page: Page, name: string): Promise<void> {
  await page.evaluate("history.pushState({}, '', '/desk/birth')");
  await page.locator('#name').fill(name);
  await page.getByLabel(say('value.sex.female'), { exact: true }).check();
  for (const [id, value] of [['', '3'], ['-month', '4'], ['-year', '2026']]) await page.locator(`#birthDate${id}`).fill(value!); // biome-ignore format: one line
  await goOn(page, 'screen.correct.continue');
  await page.locator('#mother').waitFor();
  await goOn(page, 'screen.correct.continue');
  await page.locator('#nationality').fill('Viet Nam');
  await page.getByRole('option', { name: /Viet Nam/ }).click();
  await goOn(page, 'screen.correct.continue');
  await page.locator('#evidenceNumber').fill('9/2026');
  await goOn(page, 'screen.correct.continue');
  await goOn(page, 'screen.desk.birth.register');
  await page.getByText(say('screen.outbox.kept.text')).waitFor();
  await page
    .getByRole('link', { name: say('screen.outbox.title'), exact: true })
    .last()
    .click();
}

test('births and answers that wait are opened again, changed, and taken back before they are sent', async () => {
  const person = await born('Đỗ Thị Sửa');
  await openCorrection(person);
  const { page, context } = await enterDesk([person], 360, 'hanoi-officer');
  await page.evaluate("history.pushState({}, '', '/desk/corrections')");
  const answer = page.getByRole('button', { name: new RegExp(`: ${person.name}, `) });
  await answer.waitFor();
  await disconnect(stage, context);
  await answer.click();
  await page.getByLabel(say('screen.desk.corrections.refuse')).check();
  await page.getByLabel(say('screen.desk.reasonLabel')).fill('Chưa đủ giấy tờ.');
  await page.locator('#evidenceNumber').fill('7/2026');
  await goOn(page, 'screen.desk.proposals.send');
  await page.getByText(say('screen.outbox.state.waiting'), { exact: true }).waitFor();
  await writeBirth(page, 'Đỗ Văn Nhầm');
  await writeBirth(page, 'Đỗ Văn Thừa');

  await edit(page, 'Đỗ Văn Nhầm');
  await page
    .getByRole('link', { name: `${say('screen.correct.check.change')}: ${say('field.name')}`, exact: true })
    .click();
  assert.equal(await page.locator('#name').inputValue(), 'Đỗ Văn Nhầm');
  await page.locator('#name').fill('Đỗ Văn Phải');
  for (const _ of ['parents', 'place', 'evidence', 'check']) await goOn(page, 'screen.correct.continue');
  await goOn(page, 'screen.desk.birth.register');
  await page.getByText(say('screen.outbox.kept.text')).waitFor();
  await page
    .getByRole('link', { name: say('screen.outbox.title'), exact: true })
    .last()
    .click();
  await card(page, 'Đỗ Văn Phải').waitFor();
  await card(page, 'Đỗ Văn Thừa')
    .getByRole('button', { name: new RegExp(`^${say('screen.outbox.remove')}`) })
    .click();
  await goOn(page, 'screen.outbox.removeYes');
  await page.getByText(say('screen.outbox.acts', { count: '2' })).waitFor();

  await edit(page, person.name);
  const reason = page.getByLabel(say('screen.desk.reasonLabel'));
  assert.equal(await reason.inputValue(), 'Chưa đủ giấy tờ.');
  await expectCleanAtWidths(page, 'an answer that waits, opened again');
  await reason.fill('Giấy khai sinh ghi khác.');
  await goOn(page, 'screen.desk.proposals.send');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  assert.equal(await page.evaluate(readPapers('act')), 2);
  assert.equal(await page.evaluate(readPapers('draft')), 0);

  await connect(stage, context);
  await page.goto(`${stage.origin}/desk/outbox`);
  await page.getByText(say('screen.outbox.sent', { count: '2' })).waitFor();
  const { rows } = await stage.house.kernel.database.pool.query<{ told: string }>(
    `SELECT reason AS told FROM people.correction WHERE person = $1
     UNION ALL SELECT record->>'name' FROM people.person WHERE record->>'name' IN ('Đỗ Văn Nhầm', 'Đỗ Văn Thừa', 'Đỗ Văn Phải')`,
    [person.person],
  );
  assert.deepEqual(rows.map(({ told }) => told).toSorted(), ['Giấy khai sinh ghi khác.', 'Đỗ Văn Phải']);
  await context.close();
});
