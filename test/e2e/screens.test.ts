import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expectClean, languages, openStage, type Stage, widths } from './browser.ts';

let stage: Stage;
before(async () => {
  stage = await openStage(3411);
});
after(() => stage.close());

/** Every screen that a link leads to, by the persona who may see it. */
const screens: Record<string, string[]> = {
  mother: [
    '/me',
    '/me/record',
    '/me/looks',
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
    '/desk/counter',
  ],
  administrator: ['/desk', '/desk/officials', '/desk/officials?view=open', '/desk/officials?view=decided'],
  'bank-engineer': ['/agency', '/agency/keys', '/agency/agreements', '/agency/try'],
  auditor: ['/audit', '/audit/objections', '/audit/log', '/audit/review', '/audit/review?view=all'],
};

for (const language of languages) {
  for (const width of widths) {
    test(`the sign-in page is accessible in ${language} at ${width} px`, async () => {
      const context = await stage.browser.newContext({ viewport: { width, height: 900 }, javaScriptEnabled: true });
      await context.addCookies([{ name: 'lang', value: language, url: stage.origin }]);
      const page = await context.newPage();
      await page.goto(`${stage.origin}/sign-in`);
      assert.equal(await page.getAttribute('html', 'lang'), language);
      await expectClean(page, `/sign-in ${language} ${width}`);
      await page.goto(`${stage.origin}/docs/api`);
      await expectClean(page, `/docs/api ${language} ${width}`);
      await context.close();
    });
    for (const [persona, paths] of Object.entries(screens)) {
      test(`screens of ${persona} are accessible in ${language} at ${width} px`, async () => {
        const { page, context } = await stage.enter(persona, { width, language });
        const errors: string[] = [];
        page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
        page.on('pageerror', (error) => errors.push(error.message));
        for (const path of paths) {
          await page.goto(stage.origin + path);
          await page.waitForSelector('h1');
          await page.waitForLoadState('networkidle');
          assert.equal(await page.getAttribute('html', 'lang'), language);
          assert.notEqual(
            await page.textContent('h1'),
            stage.house.kernel.words.say(language, 'kit.missing.title'),
            path,
          );
          assert.doesNotMatch(
            (await page.textContent('main')) ?? '',
            /\b(screen|kit|value|field|oversight|problem)\.[a-z]+\.[a-z]/i,
            `${path} shows a word's key`,
          );
          await expectClean(page, `${path} ${language} ${width}`);
        }
        assert.deepEqual(errors, []);
        await context.close();
      });
    }
  }
}
