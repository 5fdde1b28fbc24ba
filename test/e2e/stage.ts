import type { Browser } from 'playwright-core';
import { openTestHouse, type TestHouse } from '#test';
import { freePort } from '../../server/rooms/provider/stage.samples.ts';
import { openBrowser, openContext, type Visitor } from './browser.ts';
import { settle } from './settle.ts';

/** A populated house that listens, with activity of agencies, and a Chromium beside it. */
export interface Stage {
  house: TestHouse;
  origin: string;
  browser: Browser;
  /** A browser session as a persona of the demonstration, at rest on the persona's own first screen. */
  enter(persona: string, options?: Visit): Promise<Visitor>;
  /** A browser session as nobody. */
  visit(options?: Visit): Promise<Visitor>;
  close(): Promise<void>;
}

interface Visit {
  width?: number;
  language?: string;
  /** With the worker that keeps the screens for when there is no line. */
  kept?: boolean;
}

/** @param camera what the browser’s camera sees, see `openBrowser` */
export async function openStage(environment: Readonly<Record<string, string>> = {}, camera?: string): Promise<Stage> {
  const port = await freePort();
  // Every stage has the same country: its database is the clone of one template.
  const house = await openTestHouse({ persons: 4000, port, environment });
  const origin = `http://localhost:${port}`;
  let browser: Browser | undefined;
  const close = async () => {
    await browser?.close();
    await house.close();
  };
  try {
    const launching = openBrowser(camera);
    await house.app.listen({ port, host: '127.0.0.1' });
    const { seedActivity } = await import('#rooms/demonstration');
    await seedActivity(house.kernel, house.offices, house.exchange, house.app, house.demonstration.signIn);
    browser = await launching;
  } catch (error) {
    await close();
    throw error;
  }
  return { house, origin, browser, close, ...openVisits(browser, origin) };
}

function openVisits(browser: Browser, origin: string): Pick<Stage, 'enter' | 'visit'> {
  async function visit({ width = 1280, language = 'en', kept = false }: Visit = {}): Promise<Visitor> {
    const visitor = await openContext(browser, {
      viewport: { width, height: 900 },
      locale: language,
      serviceWorkers: kept ? 'allow' : 'block',
    });
    await visitor.context.addCookies([{ name: 'lang', value: language, url: origin }]);
    return visitor;
  }
  return {
    visit,
    async enter(persona, options) {
      const visitor = await visit(options);
      const { page } = visitor;
      await page.goto(`${origin}/sign-in`);
      await page.click(`button[name="persona"][value="${persona}"]`);
      await page.waitForURL(/\/(me|desk|agency|audit|point)(\/|$)/);
      await page.waitForSelector('h1');
      await settle(page);
      return visitor;
    },
  };
}
