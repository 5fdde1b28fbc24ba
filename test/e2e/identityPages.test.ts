import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { drawSamples, frameIn } from '../../server/rooms/signin/pages.samples.ts';
import { languages, openBrowser, openContext, waitUntilHolds } from './browser.ts';
import { expectCleanAtWidths } from './clean.ts';

let browser: Browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

const name = 'Cổng Dịch vụ công Bộ Công an';

for (const language of languages)
  test(`every identity page is accessible in ${language} at every width`, async () => {
    const { page, context } = await openContext(browser);
    for (const [sample, text] of Object.entries(drawSamples(frameIn(language), name))) {
      // With all that a script would show.
      const shown = text.replace(/(data-passkey="[^>]*) hidden>/g, '$1>');
      assert.equal(shown === text, !text.includes('data-passkey="'), sample);
      await page.setContent(shown.replace(/<script src[^>]*><\/script>/, ''));
      assert.equal(await page.getAttribute('html', 'lang'), language);
      await expectCleanAtWidths(page, `${sample} in ${language}`);
    }
    await context.close();
  });

test('what went wrong takes the focus, and leads by keyboard alone to the field', async () => {
  const page = await browser.newPage({ javaScriptEnabled: true });
  await page.setContent(drawSamples(frameIn('en'), name).proveWrong!);
  await waitUntilHolds(page, "document.activeElement?.classList.contains('errors')");
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await waitUntilHolds(page, "document.activeElement?.id === 'code'");
  await page.close();
});

test('each thing that can be done is reached by the tab key, in reading order', async () => {
  const page = await browser.newPage();
  for (const [sample, text] of Object.entries(drawSamples(frameIn('en'), name))) {
    await page.setContent(text.replace(/ autofocus/g, ''));
    const order = (await page.evaluate(
      "[...document.querySelectorAll('a[href], button, input:not([type=hidden])')].filter((one) => one.checkVisibility()).map((one) => one.outerHTML)",
    )) as string[];
    const reached: string[] = [];
    for (let at = 0; at < order.length; at++) {
      await page.keyboard.press('Tab');
      reached.push((await page.evaluate('document.activeElement.outerHTML')) as string);
    }
    assert.deepEqual(reached, order, sample);
  }
  await page.close();
});

test('every target is at least 24 px high and wide, or stands in a line of text', async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 900 } });
  for (const [sample, text] of Object.entries(drawSamples(frameIn('vi'), name))) {
    await page.setContent(text);
    const small = await page.evaluate(
      "[...document.querySelectorAll('button, input:not([type=hidden]), a.button, nav a')].filter((one) => one.checkVisibility()).filter((one) => { const box = one.getBoundingClientRect(); return box.height < 24 || box.width < 24; }).map((one) => one.outerHTML)",
    );
    assert.deepEqual(small, [], sample);
  }
  await page.close();
});
