import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { languages, openScreen, waitUntilHolds } from './browser.ts';
import { expectCleanOnce, expectFitsAtWidths, widths } from './clean.ts';
import { settle } from './settle.ts';
import type { Stage } from './stage.ts';

/** A word's key where the word should stand. */
const KEY = /\b(screen|kit|value|field|oversight|problem)\.[a-z]+\.[a-z]/i;

/**
 * Walks a persona through screens in every language and at both widths: each is there, speaks the language, is accessible
 * and does not scroll sideways, and nothing is said on the console. One sign-in serves all languages, one arrival both widths.
 * Each screen is held against accessibility at both widths, each in a language of its own; that it fits, at both in every one: words of
 * a language take other room, and are no heading or label the less.
 * Each screen is loaded by its address in one language, and reached from the screen before in the others.
 */
export async function tourScreens(stage: Stage, persona: string, paths: readonly string[]): Promise<void> {
  const { page, context } = await stage.enter(persona);
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(`${page.url()}: ${message.text()}`));
  page.on('pageerror', (error) => errors.push(`${page.url()}: ${error.message}`));
  for (const [at, language] of languages.entries()) {
    await context.addCookies([{ name: 'lang', value: language, url: stage.origin }]);
    for (const [index, path] of paths.entries()) {
      const name = `${path} of ${persona} in ${language}`;
      // By turns, so that screens are drawn first at either width.
      await page.setViewportSize({ width: widths[(at + index) % 2]!, height: 900 });
      if (index === 0 || (at + index) % languages.length === 0 || isSameScreen(path, paths[index - 1]!))
        await openScreen(page, stage.origin + path);
      else await goWithin(page, path);
      assert.equal(await page.getAttribute('html', 'lang'), language, name);
      const missing = stage.house.kernel.words.say(language, 'kit.missing.title');
      assert.notEqual(await page.textContent('h1'), missing, name);
      assert.doesNotMatch((await page.textContent('main')) ?? '', KEY, `${name} shows a word's key`);
      await (at < widths.length ? expectCleanOnce : expectFitsAtWidths)(page, name);
    }
  }
  await context.close();
  assert.deepEqual(errors, []);
}

/** Two views of one screen keep their heading: a way between them cannot be waited for. */
const isSameScreen = (one: string, other: string) => one.split('?')[0] === other.split('?')[0];

/** Goes on within the document, as a link does, until the next screen has come to rest. */
async function goWithin(page: Page, path: string): Promise<void> {
  await page.evaluate(
    `document.querySelector('h1').dataset.left = ''; history.pushState({}, '', ${JSON.stringify(path)});`,
  );
  await waitUntilHolds(page, `document.querySelector('h1:not([data-left])') !== null`);
  await settle(page);
}
