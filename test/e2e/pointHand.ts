import type { Page } from 'playwright-core';
import { openScreen } from './browser.ts';
import type { Stage } from './stage.ts';

interface Standing {
  readonly stage: Stage;
  /** The address of each kind's desk. */
  readonly desks: ReadonlyMap<string, string>;
  /** The personal number of whose card is laid on. */
  readonly holder: string;
}

/** What somebody does at a desk where identities are checked. @param standing known once the tests have begun */
export function createPointHand(standing: () => Standing) {
  const point = (key: string) => standing().stage.house.kernel.words.say('en', `screen.point.${key}`);

  async function goTo(persona: string, kind: string): Promise<Page> {
    const { stage, desks } = standing();
    const { page } = await stage.enter(persona);
    await openScreen(page, stage.origin + desks.get(kind)!);
    return page;
  }

  /** At a desk with the virtual reader. */
  async function stand(persona: string, kind: string): Promise<Page> {
    const page = await goTo(persona, kind);
    await page.getByRole('button', { name: point('virtual.plugIn') }).click();
    await page.getByLabel(point('virtual.card')).waitFor();
    return page;
  }

  /** Takes the holder’s card into the hand: what is printed on it fills the fields. */
  async function takeCard(page: Page): Promise<void> {
    const card = page.getByLabel(point('virtual.card'));
    const option = card.locator('option', { hasText: standing().holder });
    await card.selectOption((await option.getAttribute('value'))!);
  }

  /** @returns what the desk says, once it is another answer */
  async function check(page: Page): Promise<string> {
    await page.getByRole('button', { name: point('checkNow') }).click();
    await page
      .getByText(point('waiting'), { exact: true })
      .or(page.getByText(point('checking')))
      .first()
      .waitFor({ state: 'hidden' });
    return (await page.getByRole('region', { name: point('verdict.title') }).textContent())!;
  }

  /** Lays the holder’s card down and asks. */
  async function lay(page: Page, doneTo = 'nothing'): Promise<string> {
    await takeCard(page);
    await page.getByLabel(point('virtual.doneTo')).selectOption(doneTo);
    return check(page);
  }

  return { point, goTo, stand, takeCard, check, lay };
}
