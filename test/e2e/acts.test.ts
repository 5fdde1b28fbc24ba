import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Born, officer, registerPerson } from './born.ts';
import { fillDate, languages } from './browser.ts';
import { expectClean, expectCleanAtWidths } from './clean.ts';
import { openStage, type Stage } from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage?.close());

const born = (name: string, sex: 'male' | 'female', birthDate: string) =>
  registerPerson(stage, { name, sex, birthDate });
const say = (key: string, values?: Record<string, string>) => stage.house.kernel.words.say('en', key, values);

async function open(page: Page, { person, name }: Born): Promise<void> {
  await page.goto(`${stage.origin}/desk/person/${person}`);
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** Finds somebody by number in the drawer, and chooses them. */
async function choose(page: Page, { pin, name }: Born): Promise<void> {
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel(say('screen.desk.finder.label')).fill(pin);
  await drawer.getByRole('button', { name: say('screen.desk.find.button'), exact: true }).click();
  await drawer.getByRole('button', { name: `${say('screen.desk.finder.choose')}: ${name}` }).click();
}

interface Walk {
  act: string;
  fill: () => Promise<void>;
  /** What the preview lists as it will be. */
  becomes: string;
  /** Kind of the line in the timeline, where it is not the act's own name. */
  kind?: string;
}

/** The whole way of an act in a record: drawer, law and evidence, preview with the law cited, record, line in the timeline. */
async function register(page: Page, { act, fill, becomes, kind = act }: Walk): Promise<void> {
  await page.getByRole('button', { name: say(`screen.desk.act.${act}.title`), exact: true }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('heading', { name: say(`screen.desk.act.${act}.title`) }).waitFor();
  await fill();
  await drawer.locator('#evidenceNumber').fill('12/2026');
  await expectClean(page, `${act}: the form`);
  await drawer.getByRole('button', { name: say('screen.desk.act.check'), exact: true }).click();
  await drawer.getByRole('heading', { name: say('screen.desk.preview.title') }).waitFor();
  await drawer.getByText(becomes, { exact: true }).first().waitFor();
  assert.match((await drawer.textContent()) ?? '', /\(\d+\/\d{4}\/QH\d+/, `${act}: the sentence cites the law`);
  await expectClean(page, `${act}: the preview`);
  await drawer.getByRole('button', { name: say('screen.desk.act.record'), exact: true }).click();
  await drawer.waitFor({ state: 'hidden' });
  await page
    .getByText(say('screen.desk.done.recorded', { act: say(`value.actKind.${act}`) }))
    .first()
    .waitFor();
  await page.getByRole('link', { name: say('screen.desk.done.see') }).click();
  await page
    .getByRole('tabpanel')
    .getByText(say(`value.actKind.${kind}`))
    .first()
    .waitFor();
}

test('a marriage and its divorce', async () => {
  const [husband, wife] = [
    await born('Lê Văn Chồng', 'male', '1990-01-02'),
    await born('Đỗ Thị Vợ', 'female', '1991-03-04'),
  ];
  const { page, context } = await stage.enter(officer);
  await open(page, husband);
  await register(page, {
    act: 'marry',
    becomes: wife.name,
    fill: async () => {
      await choose(page, wife);
      await fillDate(page, 'on', '2020-06-01');
    },
  });
  await open(page, wife);
  await register(page, {
    act: 'divorce',
    becomes: say('value.maritalStatus.divorced'),
    fill: () => fillDate(page, 'on', '2024-02-01'),
  });
  await open(page, husband);
  await page.getByRole('button', { name: say('screen.desk.act.marry.title'), exact: true }).waitFor();
  await expectClean(page, 'the divorced');
  await context.close();
});

test('who is declared missing is found again', async () => {
  const person = await born('Ngô Văn Lạc', 'male', '1970-05-06');
  const { page, context } = await stage.enter(officer);
  await open(page, person);
  await register(page, {
    act: 'missing',
    becomes: '2019',
    fill: async () => {
      await page.locator('#since-year').fill('2019');
      await page.locator('#decision').fill('12/2021/QĐDS');
    },
  });
  await page.getByText(say('value.life.missing'), { exact: true }).first().waitFor();
  await register(page, {
    act: 'found',
    becomes: say('screen.desk.change.none'),
    fill: () => fillDate(page, 'on', '2026-04-01'),
  });
  await page.getByRole('button', { name: say('screen.desk.act.missing.title'), exact: true }).waitFor();
  await context.close();
});

test('a child gets a guardian, both records say so, and the guardianship ends', async () => {
  const [ward, guardian] = [
    await born('Bùi Văn Nhỏ', 'male', '2016-07-08'),
    await born('Bùi Thị Dì', 'female', '1985-09-10'),
  ];
  const { page, context } = await stage.enter(officer);
  await open(page, ward);
  await register(page, {
    act: 'guardian',
    becomes: guardian.name,
    fill: async () => {
      await choose(page, guardian);
      await fillDate(page, 'on', '2025-03-01');
    },
  });
  await page.getByRole('tab', { name: say('screen.desk.person.tab.relatives') }).click();
  await page.getByRole('tabpanel').getByRole('link', { name: guardian.name }).click();
  await page.getByRole('heading', { level: 1, name: guardian.name }).waitFor();
  await page.getByText(say('value.actKind.guardian-of')).first().waitFor();
  await page.getByText(ward.name).first().waitFor();
  await open(page, ward);
  await register(page, {
    act: 'guardian-end',
    becomes: say('screen.desk.change.none'),
    fill: () => fillDate(page, 'on', '2026-03-01'),
  });
  await page.getByRole('button', { name: say('screen.desk.act.guardian.title'), exact: true }).waitFor();
  await context.close();
});

test('an adult’s guardian without a court’s decision is refused beside the field, in words', async () => {
  const [ward, guardian] = [
    await born('Vũ Văn Lớn', 'male', '1988-01-01'),
    await born('Vũ Văn Anh', 'male', '1980-01-01'),
  ];
  const { page, context } = await stage.enter(officer);
  await open(page, ward);
  await page.getByRole('button', { name: say('screen.desk.act.guardian.title'), exact: true }).click();
  await page.getByText(say('screen.desk.act.guardian.adult')).waitFor();
  await choose(page, guardian);
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('screen.desk.act.check'), exact: true })
    .click();
  await page
    .getByRole('dialog')
    .getByText(say('problem.people.court-decision-missing.detail', { age: '18' }))
    .first()
    .waitFor();
  await expectClean(page, 'a refused guardianship');
  await context.close();
});

/** The household as a whole, in every language; then all of it moves at once. */
async function seeHousehold(page: Page, former: Born, head: Born): Promise<void> {
  for (const language of languages) {
    const words = (key: string, values?: Record<string, string>) => stage.house.kernel.words.say(language, key, values);
    await page.context().addCookies([{ name: 'lang', value: language, url: stage.origin }]);
    await page.reload();
    await page
      .getByRole('heading', { level: 1, name: words('screen.household.headed', { name: head.name }) })
      .waitFor();
    await page.getByRole('link', { name: former.name, exact: true }).waitFor();
    await expectCleanAtWidths(page, `a household in ${language}`);
  }
  await page.context().addCookies([{ name: 'lang', value: 'en', url: stage.origin }]);
  await page.reload();
  const drawer = page.getByRole('dialog');
  await page.getByRole('button', { name: say('screen.household.move.title') }).click();
  await drawer.getByRole('listitem').filter({ hasText: former.name }).waitFor();
  await drawer.locator('#to').fill('Hà Nội');
  await page.getByRole('option', { name: /Hà Nội/ }).click();
  await drawer.locator('#to-commune').fill('Ba Đình');
  await page
    .getByRole('option', { name: /Ba Đình/ })
    .first()
    .click();
  await drawer.locator('#to-text').fill('9 Phố Mới');
  await fillDate(page, 'on', '2026-01-01');
  await drawer.locator('#evidenceNumber').fill('12/2026');
  await expectClean(page, 'the form for the move of a household');
  const send = drawer.getByRole('button', { name: say('screen.household.move.send') });
  await send.click();
  await drawer.getByText(/record of Mai Văn/).waitFor();
  await expectClean(page, 'a refused move of a household');
  await fillDate(page, 'on', '2026-01-07');
  await send.click();
  await drawer.waitFor({ state: 'hidden' });
  await page.getByText(/9 Phố Mới/).waitFor();
}

test('a household is opened, joined, given another head and left', async () => {
  const [first, second] = [
    await born('Mai Văn Chủ', 'male', '1975-01-01'),
    await born('Mai Văn Em', 'male', '1982-01-01'),
  ];
  const { page, context } = await stage.enter(officer);
  const change = (kind: string) =>
    page
      .getByRole('dialog')
      .getByLabel(say(`screen.desk.act.household.kind.${kind}`))
      .check();
  const relation = say('value.relationToHead.other');
  await open(page, first);
  await register(page, {
    act: 'household',
    kind: 'household-split',
    becomes: say('value.relationToHead.head'),
    fill: async () => {
      await change('split');
      await fillDate(page, 'on', '2026-01-05');
    },
  });
  await open(page, second);
  await register(page, {
    act: 'household',
    kind: 'household-join',
    becomes: relation,
    fill: async () => {
      await change('join');
      await choose(page, first);
      await page.locator('#relationToHead').selectOption('other');
      await fillDate(page, 'on', '2026-01-06');
    },
  });
  await register(page, {
    act: 'household',
    kind: 'household-head',
    becomes: say('value.relationToHead.head'),
    fill: async () => {
      await change('head');
      await page.locator(`#member-${first.person}`).selectOption('other');
      await fillDate(page, 'on', '2026-01-07');
    },
  });
  await open(page, first);
  await page.getByRole('tab', { name: say('screen.desk.person.tab.relatives') }).click();
  await page.getByRole('tabpanel').getByRole('link', { name: second.name }).waitFor();
  await expectClean(page, 'the household among the relatives');
  await page.getByRole('link', { name: say('screen.household.open') }).click();
  await seeHousehold(page, first, second);
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: first.name }).waitFor();
  await register(page, {
    act: 'household',
    kind: 'household-leave',
    becomes: say('screen.desk.change.none'),
    fill: async () => {
      await change('leave');
      await fillDate(page, 'on', '2026-01-08');
    },
  });
  await context.close();
});
