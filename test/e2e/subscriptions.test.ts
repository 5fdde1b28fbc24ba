import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { seedSubscriptions } from '#rooms/demonstration';
import { openReceiver, type Receiver, until } from '../../server/rooms/subscriptions/stand.samples.ts';
import { type Born, registerPerson } from './born.ts';
import { arrive, openScreen } from './browser.ts';
import { expectCleanAtWidths } from './clean.ts';
import { openStage, type Stage } from './stage.ts';
import { tourScreens } from './tour.ts';

let stage: Stage;
let receiver: Receiver;
before(async () => {
  stage = await openStage();
  receiver = await openReceiver(stage);
});
after(async () => {
  await receiver?.close();
  await stage?.close();
});

const PATH = '/agency/subscriptions';
const say = (key: string, values?: Record<string, string | number>) =>
  stage.house.kernel.words.say('en', `screen.subscriptions.${key}`, values);
const kind = (name: string) => stage.house.kernel.words.say('en', `value.eventKind.${name}`);

async function correct({ person }: Born, phone: string): Promise<void> {
  const { status, body } = await stage.house.ask('hanoi-officer', 'POST', `/api/people/${person}/acts/correct`, {
    legalBasis: 'identification-law-10',
    evidence: [{ kind: 'paper-record', number: '1/2026' }],
    changes: { phone },
  });
  assert.equal(status, 200, JSON.stringify(body));
}

test('the demonstration’s subscriptions are shown in every language and width, and who has none is told how to come to one', async () => {
  const { kernel, app, demonstration } = stage.house;
  await seedSubscriptions(kernel, app, demonstration.signIn);
  await seedSubscriptions(kernel, app, demonstration.signIn);
  const { pool } = kernel.database;
  const read = async () =>
    (
      await pool.query<{ id: string; failure: string | null }>(
        'SELECT subscription AS id, failure FROM subscriptions.subscription',
      )
    ).rows;
  assert.equal((await read()).length, 3, 'a second start makes no more');
  await until(async () => (await read()).some(({ failure }) => failure !== null));
  const [first, second, third] = (await read()).map(({ id }) => `${PATH}/${id}`);
  await tourScreens(stage, 'bank-engineer', [first!, PATH, second!, `${PATH}/new`, third!]);
  await tourScreens(stage, 'hospital-engineer', [PATH, `${PATH}/new`]);
});

test('an engineer subscribes, names a person, sees what fails and mends it, pauses, goes on and ends', async () => {
  const person = await registerPerson(stage, { name: 'Đỗ Thị Báo' });
  const { page, context } = await stage.enter('bank-engineer');
  await openScreen(page, stage.origin + PATH);
  await page.getByRole('link', { name: say('new.title') }).click();
  await arrive(page, /\/new$/);
  await page.getByRole('button', { name: say('new.send') }).click();
  await page.getByText(say('new.kindsMissing')).first().waitFor();
  await page.getByLabel(kind('record-changed')).check();
  await page.locator('#endpoint').fill('ftp://bank.example/');
  await page.getByRole('button', { name: say('new.send') }).click();
  await page
    .getByText(stage.house.kernel.words.say('en', 'problem.subscriptions.endpoint-wrong.detail'))
    .first()
    .waitFor();
  await expectCleanAtWidths(page, 'a subscription that is refused');
  await page.locator('#endpoint').fill(receiver.endpoint);
  await page.getByRole('button', { name: say('new.send') }).click();
  await page.getByText(say('nobody')).waitFor();

  await page.locator('#identifiers').fill(`${person.pin}\n001099000000`);
  await page.getByRole('button', { name: say('name.send') }).click();
  await page.getByText(say('named', { count: 1 })).waitFor();
  await page.getByText(say('unknown.title', { count: 1 })).waitFor();

  receiver.answers = 503;
  await correct(person, '0912000201');
  await until(() => receiver.asked > 0);
  await page.reload();
  await page.getByText(say('mend.status')).waitFor();
  await expectCleanAtWidths(page, 'a subscription whose events do not arrive');
  receiver.answers = 204;
  await page.getByRole('button', { name: say('retry'), exact: true }).click();
  await page.getByText(say('arrived'), { exact: true }).waitFor();
  await page.getByText(say('standing.upToDate')).waitFor();

  const confirm = async (what: 'pause' | 'end') => {
    await page.getByRole('button', { name: say(`${what}.button`), exact: true }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: say(`${what}.yes`), exact: true })
      .click();
  };
  await confirm('pause');
  await page.getByText(say('pausedText')).waitFor();
  await page.getByRole('button', { name: say('resume.button') }).click();
  await page.getByText(say('standing.upToDate')).waitFor();
  await confirm('end');
  await page.getByText(say('standing.ended'), { exact: true }).waitFor();
  await expectCleanAtWidths(page, 'a subscription that has ended');
  await context.close();
});
