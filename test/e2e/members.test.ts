import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { seedMembers } from '#rooms/demonstration';
import { openScreen, waitUntilHolds } from './browser.ts';
import { expectCleanAtWidths } from './clean.ts';
import { openStage, type Stage } from './stage.ts';
import { tourScreens } from './tour.ts';

let stage: Stage;
let programme: string;
const say = (key: string, values?: Record<string, string | number>) =>
  stage.house.kernel.words.say('en', `screen.${key}`, values);

before(async () => {
  stage = await openStage();
  const { kernel, app, demonstration } = stage.house;
  await seedMembers(kernel, stage.house, app, demonstration.signIn);
  const { rows } = await kernel.database.pool.query<{ programme: string }>(
    "SELECT programme FROM memberships.programme WHERE prefix = 'CD'",
  );
  programme = rows[0]!.programme;
});
after(() => stage?.close());

test('a list is sent as a file, what does not fit is named, and cards are ordered of the others', async () => {
  const { rows } = await stage.house.kernel.database.pool.query<{ pin: string; name: string; birth: string }>(
    `SELECT record->'identifiers'->0->>'value' AS pin, record->>'name' AS name, to_char(birth_from, 'DD/MM/YYYY') AS birth
     FROM people.person p WHERE life = 'a' AND merged_into IS NULL AND length(record->>'birthDate') = 10
       AND record->'identifiers'->0->>'kind' = 'pin' AND birth_from BETWEEN '1970-01-01' AND '2000-01-01'
       AND NOT EXISTS (SELECT FROM memberships.member m WHERE m.person = p.person) ORDER BY person DESC LIMIT 2`,
  );
  const [one, other] = rows;
  const list = [
    'Mã thành viên;Họ và tên;CCCD;Sinh ngày',
    `200001;${one!.name};${one!.pin};${one!.birth}`,
    `200002;Another Name;${other!.pin};${other!.birth}`,
  ].join('\r\n');
  const { page, context } = await stage.enter('union-engineer', { language: 'vi' });
  const words = (key: string) => stage.house.kernel.words.say('vi', key);
  await openScreen(page, `${stage.origin}/agency/members/${programme}`);
  const before = Number((await page.getByLabel(words('screen.members.order.label')).inputValue()) || 0);
  await page.getByText(words('screen.members.send.title')).click();
  await page.setInputFiles('#member-list', { name: 'list.csv', mimeType: 'text/csv', buffer: Buffer.from(list) });
  // A heading that nobody knows is named by hand.
  await page.getByText(words('screen.members.send.missing')).waitFor();
  await page.selectOption('#column-birthDate', 'Sinh ngày');
  await expectCleanAtWidths(page, 'a list and its columns');
  await page.getByRole('button', { name: words('screen.members.send.start') }).click();
  await page.getByText(words('screen.members.send.done')).waitFor();
  await page.getByLabel(words('screen.members.order.label')).waitFor();
  await waitUntilHolds(page, `document.querySelector('#limit')?.value === '${before + 1}'`);
  await page.getByRole('button', { name: words('screen.members.order.send') }).click();
  await page.getByText(words('screen.members.cards.nothingToOrder')).waitFor();
  await openScreen(page, `${stage.origin}/agency/members/${programme}/list?show=differs`);
  const row = page.getByRole('row', { name: '200002' });
  assert.match((await row.textContent()) ?? '', new RegExp(words('value.memberWhy.name')));
  await context.close();
});

test('a card counts where the organisation checks it, until its holder reports it lost', async () => {
  const officer = await stage.enter('union-officer');
  const check = async () => {
    await openScreen(officer.page, `${stage.origin}/point/members`);
    const number = await holderNumber();
    await officer.page.selectOption('#specimen', number);
    await officer.page.getByRole('button', { name: say('members.check.send'), exact: true }).click();
    return officer.page.getByRole('status').filter({ hasText: /./ });
  };
  await (await check()).getByText(say('members.check.counts'), { exact: true }).waitFor();
  await expectCleanAtWidths(officer.page, 'a card that counts');
  const holder = await stage.enter('mother');
  await openScreen(holder.page, `${stage.origin}/me/card`);
  await holder.page.getByRole('button', { name: say('members.own.lost') }).click();
  const dialog = holder.page.getByRole('dialog');
  await dialog.getByRole('button', { name: say('members.own.lost') }).click();
  await holder.page
    .getByText(stage.house.kernel.words.say('en', 'value.memberCardState.lost'), { exact: true })
    .waitFor();
  await (await check()).getByText(say('members.check.standing.lost')).waitFor();
  await officer.context.close();
  await holder.context.close();
});

/** Of the persona's card. */
async function holderNumber(): Promise<string> {
  const { rows } = await stage.house.kernel.database.pool.query<{ number: string }>(
    `SELECT c.number FROM memberships.card c JOIN demonstration.persona p USING (person) WHERE p.persona = 'mother'`,
  );
  return rows[0]!.number;
}

test('the platform sends a programme back with a reason, which the organisation reads', async () => {
  const { page, context } = await stage.enter('connection-officer');
  await openScreen(page, `${stage.origin}/desk/members`);
  await page.getByRole('button', { name: say('members.proposed.back') }).click();
  await page.getByLabel(say('members.proposed.why')).fill('The unit is missing on the front.');
  await page.getByRole('button', { name: say('members.proposed.back') }).click();
  await page.getByRole('button', { name: say('members.proposed.approve') }).waitFor({ state: 'hidden' });
  await context.close();
  const organisation = await stage.enter('union-engineer');
  await openScreen(organisation.page, `${stage.origin}/agency/members`);
  await organisation.page.getByRole('link', { name: /cán bộ/ }).click();
  await organisation.page.getByText('The unit is missing on the front.').waitFor();
  await organisation.context.close();
});

test('every screen of card programmes is clean in each language and at both widths', async () => {
  const path = `/agency/members/${programme}`;
  await tourScreens(stage, 'union-engineer', ['/agency/members', path, `${path}/list`, '/agency/members/new']);
  await tourScreens(stage, 'connection-officer', ['/desk/members']);
  await tourScreens(stage, 'union-officer', ['/point/members']);
});
