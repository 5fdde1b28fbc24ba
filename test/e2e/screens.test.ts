import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { languages } from './browser.ts';
import { expectCleanAtWidths } from './clean.ts';
import { openStage, type Stage } from './stage.ts';
import { tourScreens } from './tour.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage?.close());

/** Every screen that a link leads to, by the persona who may see it; what needs more than the demonstration holds is toured where it is made. */
const screens: Record<string, string[]> = {
  mother: [
    '/me',
    '/me/record',
    '/me/looks',
    '/me/applications',
    '/me/corrections',
    '/me/correct/birthDate',
    '/me/acting',
    '/me/security',
    '/me/approvals',
    '/me/settings',
  ],
  'province-officer': [
    '/desk',
    '/desk/search',
    '/desk/birth',
    '/desk/merge',
    '/desk/proposals',
    '/desk/corrections',
    '/desk/workload',
    '/desk/outbox',
    '/desk/books',
    '/desk/books/key',
    '/desk/books/review',
    '/desk/counter',
  ],
  administrator: ['/desk', '/desk/officials', '/desk/officials?view=open', '/desk/officials?view=decided'],
  'bank-engineer': [
    '/agency',
    '/agency/systems',
    '/agency/agreements',
    '/agency/agreements/new',
    '/agency/try',
    '/agency/apis/new',
  ],
  'bank-director': ['/agency', '/agency/agreements'],
  'connection-officer': ['waiting', 'decided', 'agreements', 'systems'].map(
    (state) => `/desk/agreements?state=${state}`,
  ),
  'security-inspector': ['/desk/inspections', '/desk/inspections?state=reviews'],
  auditor: ['/audit', '/audit/objections', '/audit/log', '/audit/review', '/audit/review?view=all'],
};

for (const [persona, paths] of Object.entries(screens))
  test(`screens of ${persona} are accessible in every language and width`, () => tourScreens(stage, persona, paths));

test('the sign-in page and the description of the interface are accessible in every language and width', async () => {
  for (const language of languages) {
    const { page, context } = await stage.visit({ language });
    for (const path of ['/sign-in', '/docs/api']) {
      await page.goto(stage.origin + path);
      assert.equal(await page.getAttribute('html', 'lang'), language);
      await expectCleanAtWidths(page, `${path} in ${language}`);
    }
    await context.close();
  }
});
