import type { BrowserContext, Page } from 'playwright-core';
import { type Born, officer, registerPerson } from './born.ts';
import { waitForWorker } from './browser.ts';
import type { Stage } from './stage.ts';

/** What an officer does at a desk that may lose its line. @param stage known once the tests have begun */
export function createDeskHand(stage: () => Stage) {
  const quote = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

  const say = (key: string, values?: Record<string, string>) => stage().house.kernel.words.say('en', key, values);
  const born = (name: string) => registerPerson(stage(), { name });

  /** Acts of one kind of each person, as the register has them. */
  async function countActs(persons: readonly Born[], kind: string): Promise<number[]> {
    const { rows } = await stage().house.kernel.database.pool.query<{ n: number }>(
      `SELECT (SELECT count(*)::int FROM people.act WHERE person = wanted AND kind = $2) AS n
       FROM unnest($1::uuid[]) WITH ORDINALITY AS w (wanted, at) ORDER BY at`,
      [persons.map(({ person }) => person), kind],
    );
    return rows.map(({ n }) => n);
  }

  /** The desk as it is when it can go on without a line: its screens and the person's records are at hand. */
  async function enterDesk(
    persons: readonly Born[],
    width = 1280,
    persona = officer,
  ): Promise<{ page: Page; context: BrowserContext }> {
    const { page, context } = await stage().enter(persona, { width, kept: true });
    await waitForWorker(page);
    // As a link would, without loading the whole page twenty times.
    for (const { person, name } of persons) {
      await page.evaluate(`history.pushState({}, '', '/desk/person/${person}')`);
      await page.getByRole('heading', { level: 1, name }).waitFor();
    }
    await page.goto(`${stage().origin}/desk/outbox`);
    for (const { name } of persons) await page.getByRole('link', { name, exact: true }).waitFor();
    return { page, context };
  }

  async function openRecord(page: Page, { name }: Born): Promise<void> {
    await page.getByRole('link', { name, exact: true }).click();
    await page.getByRole('heading', { level: 1, name }).waitFor();
  }

  const begin = (page: Page, act: string) =>
    page.getByRole('button', { name: say(`screen.desk.act.${act}.title`), exact: true }).click();

  async function beginPhone(page: Page, phone: string): Promise<void> {
    await begin(page, 'correct');
    await page.locator('#fields').selectOption('phone');
    await page.locator('#phone').fill(phone);
  }

  /** From a form that is filled in to the outbox, by the keyboard. */
  async function keepForLater(page: Page): Promise<void> {
    await page.locator('#evidenceNumber').fill('12/2026');
    await page.locator('#evidenceNumber').press('Enter');
    const keep = page.getByRole('button', { name: say('screen.outbox.keep'), exact: true });
    await keep.waitFor();
    await keep.focus();
    await page.keyboard.press('Enter');
    await page.getByText(say('screen.outbox.kept.text')).waitFor();
  }

  const outboxLink = (page: Page) => page.getByRole('link', { name: say('screen.outbox.see'), exact: true });
  const card = (page: Page, name: string) =>
    page.locator('main li', { has: page.getByRole('heading', { name: new RegExp(quote(name)) }) });

  return { say, born, countActs, enterDesk, openRecord, begin, beginPhone, keepForLater, outboxLink, card };
}
