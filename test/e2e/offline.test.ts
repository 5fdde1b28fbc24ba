import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Born, officer } from './born.ts';
import { languages, waitUntilHolds } from './browser.ts';
import { expectClean, expectCleanAtWidths } from './clean.ts';
import { connect, disconnect, loseAnswers } from './line.ts';
import { createDeskHand } from './offlineDesk.ts';
import { readPapers } from './papers.ts';
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

const correctPhone = (person: string, phone: string) =>
  stage.house.ask(colleague, 'POST', `/api/people/${person}/acts/correct`, {
    legalBasis: 'identification-law-10',
    evidence: [{ kind: 'paper-record', number: '1/2026' }],
    changes: { phone },
  });

test('without a line 20 acts are written, a reload loses none, and with the line all arrive once, lost answers or not', async () => {
  const persons: Born[] = [];
  for (let at = 0; at < 20; at += 1) persons.push(await born(`Phạm Thị Xa ${String.fromCharCode(65 + at)}`));
  const phone = (at: number) => `09120000${String(at).padStart(2, '0')}`;
  const { page, context } = await enterDesk(persons);

  await disconnect(stage, context);
  await page.getByText(say('screen.outbox.away')).waitFor();
  for (const [at, one] of persons.entries()) {
    await openRecord(page, one);
    await beginPhone(page, phone(at));
    if (at === 10) {
      // The page goes in the middle of a form.
      await page.locator('#evidenceNumber').fill('half');
      await waitUntilHolds(page, `${readPapers('draft')}.then((count) => count === 1)`);
      await settle(page);
      await page.reload();
      await page.getByRole('heading', { level: 1, name: one.name }).waitFor();
      await page.getByText(say('screen.outbox.unsent', { count: '10' })).waitFor();
      await begin(page, 'correct');
      assert.equal(await page.locator('#phone').inputValue(), phone(10));
    }
    await keepForLater(page);
    await outboxLink(page).click();
    await page.getByRole('heading', { level: 1, name: say('screen.outbox.title') }).waitFor();
  }
  await page.getByText(say('screen.outbox.acts', { count: '20' })).waitFor();
  await expectCleanAtWidths(page, 'the outbox without a line');
  assert.deepEqual(await countActs(persons, 'correct'), Array(20).fill(0));

  assert.equal(await page.evaluate(readPapers('draft')), 0);
  const { lost } = loseAnswers(stage, /\/acts\/correct$/, 3);
  await connect(stage, context);
  await page.getByText(say('screen.outbox.sent', { count: '20' })).waitFor({ timeout: 60_000 });
  assert.equal(lost(), 3);
  await page.getByText(say('screen.outbox.none')).waitFor();
  assert.deepEqual(await countActs(persons, 'correct'), Array(20).fill(1));
  for (const at of [0, 10, 19]) {
    const { body } = await stage.house.ask<{ record: { phone: string } }>(
      officer,
      'GET',
      `/api/people/${persons[at]!.person}`,
    );
    assert.equal(body.record.phone, phone(at));
  }
  await expectClean(page, 'the outbox after sending');
  await context.close();
});

test('a record that changed meanwhile stands side by side, a refusal in the server’s words, and the officer decides', async () => {
  const [changed, refused] = [await born('Vũ Thị Đổi'), await born('Vũ Thị Sai')];
  const { page, context } = await enterDesk([changed, refused], 360);
  await disconnect(stage, context);
  await openRecord(page, changed);
  await beginPhone(page, '0911111111');
  await keepForLater(page);
  await outboxLink(page).click();
  await openRecord(page, refused);
  await begin(page, 'missing');
  await page.locator('#since-year').fill('2090');
  await page.locator('#decision').fill('12/2021/QĐDS');
  await keepForLater(page);
  await outboxLink(page).click();
  assert.equal((await correctPhone(changed.person, '0922222222')).status, 200);

  await connect(stage, context);
  const late = card(page, changed.name);
  await late.getByText(say('screen.outbox.changed.title')).first().waitFor();
  for (const text of ['0911111111', '0922222222']) await late.getByText(text).first().waitFor();
  const wrong = card(page, refused.name);
  await wrong.getByText(say('problem.people.date-in-future.title')).waitFor();
  for (const language of languages) {
    await context.addCookies([{ name: 'lang', value: language, url: stage.origin }]);
    await page.reload();
    const title = stage.house.kernel.words.say(language, 'screen.outbox.changed.title');
    await page.getByText(title).first().waitFor();
    await expectCleanAtWidths(page, `acts that were stopped, in ${language}`);
  }
  await context.addCookies([{ name: 'lang', value: 'en', url: stage.origin }]);
  await page.reload();

  await late.getByRole('button', { name: say('screen.outbox.changed.send') }).click();
  await page.getByText(say('screen.outbox.sent', { count: '1' })).waitFor();
  assert.deepEqual(await countActs([changed], 'correct'), [2]);

  await wrong.getByRole('link', { name: new RegExp(`^${say('screen.outbox.edit')}`) }).click();
  assert.equal(await page.locator('#decision').inputValue(), '12/2021/QĐDS');
  await page.locator('#since-year').fill('2019');
  await page.locator('#evidenceNumber').press('Enter');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('screen.desk.act.record'), exact: true })
    .click();
  await page
    .getByText(say('screen.desk.done.recorded', { act: say('value.actKind.missing') }))
    .first()
    .waitFor();
  assert.deepEqual(await countActs([refused], 'missing'), [1]);
  assert.equal(await page.evaluate(readPapers('draft')), 0);
  await context.close();
});
