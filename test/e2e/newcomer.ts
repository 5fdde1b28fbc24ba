import type { BrowserContext, Page } from 'playwright-core';
import type { Portal } from '../../examples/portal/portal.ts';
import { goThrough, openScreen, until } from './browser.ts';
import { expectClean } from './clean.ts';
import type { Mailbox } from './mailbox.ts';
import type { Stage } from './stage.ts';

/** Somebody of the register who has no electronic identity yet. */
export interface Person {
  readonly pin: string;
  readonly name: string;
  /** `YYYY-MM-DD` */
  readonly born: string;
}

export type Say = (key: string, values?: Record<string, string>) => string;

/** That person with a telephone, and the steps they take again and again. */
export interface Newcomer extends Person {
  readonly page: Page;
  readonly context: BrowserContext;
  open(path: string): Promise<void>;
  /** Presses the button that says so. */
  press(name: string): Promise<void>;
  /** Types the number, and the code that comes by mail. */
  signInByMail(): Promise<void>;
  giveMailedCode(): Promise<void>;
  /** Is signed in by the passkey, which answers as soon as the page asks. */
  signInByPasskey(path?: string): Promise<void>;
  /** Agrees with the sheet where it is shown, and is back at the portal. */
  agree(): Promise<void>;
  /** The fields that the newest line of a service names under who looked. */
  readFields(who: string): Promise<string[]>;
}

export const waitForHeading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor();

/** A grown-up of the commune of the demonstration's officer. */
async function findPerson({ house }: Stage): Promise<Person> {
  const { rows } = await house.kernel.database.pool.query<Person>(
    `SELECT i.value AS pin, p.record->>'name' AS name, p.record->>'birthDate' AS born FROM people.person p
     JOIN people.identifier i ON i.person = p.person AND i.kind = 'pin' AND i.status = 'active'
     WHERE p.life = 'a' AND p.birth_to < '2000-01-01' AND p.birth_from > '1960-01-01' AND length(p.record->>'birthDate') = 10
       AND p.commune = (SELECT area FROM demonstration.persona WHERE persona = 'commune-officer')
       AND NOT EXISTS (SELECT 1 FROM demonstration.persona d WHERE d.person = p.person)
       AND NOT EXISTS (SELECT 1 FROM accounts.account a WHERE a.person = p.person) ORDER BY p.person LIMIT 1`,
  );
  return rows[0]!;
}

export async function openNewcomer(stage: Stage, say: Say, portal: Portal, mailbox: Mailbox): Promise<Newcomer> {
  const person = await findPerson(stage);
  const { page, context } = await stage.visit({ width: 360 });
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

  async function giveMailedCode(): Promise<void> {
    const seen = mailbox.count();
    await page.click('button[name="method"][value="code"]');
    await page.fill('input[name="code"]', await mailbox.readCode(seen));
    await press(say('page.continue'));
  }

  return {
    ...person,
    page,
    context,
    press,
    giveMailedCode,
    open: (path) => openScreen(page, stage.origin + path),
    async signInByMail() {
      await page.fill('input[name="identifier"]', person.pin);
      await press(say('page.continue'));
      await giveMailedCode();
    },
    signInByPasskey: (path = '/sign-in') => goThrough(page, stage.origin + path, `${stage.origin}/me`),
    async agree() {
      const yes = page.getByRole('button', { name: say('page.consent.yes'), exact: true });
      const back = () => new URL(page.url()).origin === portal.origin;
      await until(async () => back() || (await yes.isVisible()), 'the portal or the sheet');
      if (!back()) {
        await expectClean(page, 'consent');
        await yes.click();
      }
      await page.waitForURL((url) => url.origin === portal.origin && url.pathname !== '/signed-in');
    },
    async readFields(who) {
      const line = page.locator('main details').filter({ hasText: who }).first();
      await line.locator('summary').click();
      return line.locator('dd li').allTextContents();
    },
  };
}
