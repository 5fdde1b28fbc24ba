import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { expectClean } from './clean.ts';
import { openStage, type Stage } from './stage.ts';
import { tourScreens } from './tour.ts';

const officer = 'hanoi-supervisor';
const place = { unit: '00004', on: '2025-07-01' };

interface Born {
  person: string;
  pin: string;
  name: string;
}

let stage: Stage;
let text: (key: string) => string;
before(async () => {
  stage = await openStage();
  text = (key) => stage.house.kernel.words.say('en', `screen.desk.organisations.${key}`);
});
after(() => stage?.close());

async function born(name: string): Promise<Born> {
  const { status, body } = await stage.house.ask<Born>(officer, 'POST', '/api/people/acts/birth', {
    legalBasis: 'civil-status-law-15',
    evidence: [{ kind: 'birth-certificate', number: '7/2026' }],
    record: {
      name,
      sex: 'female',
      birthDate: '1985-03-04',
      nationality: ['VNM'],
      birthRegistrationPlace: place,
      permanentResidence: { ...place, text: '12 Phố Mẫu' },
    },
  });
  assert.equal(status, 201, JSON.stringify(body));
  return { ...body, name };
}

/** Finds the legal representative by number, and fills in what the certificate says. */
async function identify(page: Page, { pin, name }: Born): Promise<void> {
  const say = (key: string) => stage.house.kernel.words.say('en', key);
  const finder = page.getByRole('group', { name: text('representative') });
  await finder.getByLabel(say('screen.desk.finder.label')).fill(pin);
  await finder.getByRole('button', { name: say('screen.desk.find.button'), exact: true }).click();
  await finder.getByRole('button', { name: `${say('screen.desk.finder.choose')}: ${name}` }).click();
  await page.getByLabel(text('certificate')).fill('GCN 12/2026');
  await page.locator('#issuedOn').fill('5');
  await page.locator('#issuedOn-month').fill('1');
  await page.locator('#issuedOn-year').fill('2026');
}

test('an officer opens an organisation’s account, changes its representative, suspends and resumes it', async () => {
  const [first, second] = [await born('Vũ Thị Giám Đốc'), await born('Đỗ Thị Kế Nhiệm')];
  const { page, context } = await stage.enter(officer);
  await page.goto(`${stage.origin}/desk/organisations`);
  await page.getByRole('link', { name: text('open') }).click();
  await page.getByRole('button', { name: text('send') }).click();
  await page.getByText(text('missing')).first().waitFor();
  await expectClean(page, 'the form with its errors');
  await page.getByLabel(text('taxCode')).fill('001090123456');
  await page.getByLabel(text('name')).fill('Công ty TNHH Nắng Mai');
  await page.getByLabel(text('province')).selectOption('01');
  await identify(page, first);
  await page.getByRole('button', { name: text('send') }).click();
  await page.getByText('Since 1 July 2025').first().waitFor();
  await page.getByLabel(text('taxCode')).fill('9700000019');
  await page.getByRole('button', { name: text('send') }).click();
  await page.getByRole('heading', { level: 1, name: 'Công ty TNHH Nắng Mai' }).waitFor();
  await page.getByRole('link', { name: first.name }).waitFor();
  await expectClean(page, 'the organisation');

  await page.getByRole('button', { name: text('succeed') }).click();
  await identify(page, second);
  await expectClean(page, 'the change of representative');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: text('succeed') })
    .click();
  await page.getByRole('link', { name: second.name }).waitFor();

  await page.getByRole('button', { name: text('change.suspend') }).click();
  await page.getByLabel(text('reason')).fill('Theo quyết định 12/2026');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: text('change.suspend') })
    .click();
  await page.getByText('Theo quyết định 12/2026').waitFor();
  await page.getByRole('button', { name: text('change.resume') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: text('change.resume') })
    .click();
  await page.getByRole('button', { name: text('change.suspend') }).waitFor();
  await context.close();
});

test('the screens of organisations are accessible in every language and width', () =>
  tourScreens(stage, officer, ['/desk/organisations?state=active', '/desk/organisations/new']));
