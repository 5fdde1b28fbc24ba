import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { openTestHouse, type TestHouse } from '#test';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const languages = ['vi', 'en', 'fr'] as const;
export const widths = [360, 1280] as const;

/** A populated house that listens, with activity of agencies, and a Chromium beside it. */
export interface Stage {
  house: TestHouse;
  origin: string;
  browser: Browser;
  /** A browser session as a persona of the demonstration. */
  enter(
    persona: string,
    options?: { width?: number; language?: string },
  ): Promise<{ page: Page; context: BrowserContext }>;
  close(): Promise<void>;
}

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags });
}

export async function openStage(
  port: number,
  persons = 4000,
  environment: Readonly<Record<string, string>> = {},
): Promise<Stage> {
  const house = await openTestHouse({ persons, port, environment });
  await house.app.listen({ port, host: '127.0.0.1' });
  const { seedActivity } = await import('#rooms/demonstration');
  await seedActivity(house.kernel, house.offices, house.exchange, house.app, house.demonstration.signIn);
  const profile = mkdtempSync(join(tmpdir(), 'dancu-browser-'));
  const browser = await openBrowser();
  const origin = `http://localhost:${port}`;
  return {
    house,
    origin,
    browser,
    async enter(persona, { width = 1280, language = 'en' } = {}) {
      const context = await browser.newContext({
        viewport: { width, height: 900 },
        locale: language,
        reducedMotion: 'reduce',
      });
      await context.addCookies([{ name: 'lang', value: language, url: origin }]);
      const page = await context.newPage();
      await page.goto(`${origin}/sign-in`);
      await page.click(`button[name="persona"][value="${persona}"]`);
      await page.waitForURL(/\/(me|desk|agency|audit)(\/|$)/);
      await page.waitForSelector('h1');
      return { page, context };
    },
    async close() {
      await browser.close();
      await house.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** The browser without its session. First off the screen: one that finds its session gone goes to the sign-in by itself. */
export async function dropSession(page: Page, name?: RegExp): Promise<void> {
  await page.goto('about:blank');
  await page.context().clearCookies(name ? { name } : {});
}

interface Finding {
  id: string;
  help: string;
  nodes: { html: string; any: { data?: { messageKey?: string } | null }[] }[];
}

interface AxeResult {
  violations: Finding[];
  incomplete: Finding[];
}

/** Text in the colour of its ground: axe calls that undecided. */
function findInvisible({ incomplete }: AxeResult): Finding[] {
  const undecided = incomplete.filter((finding) => finding.id === 'color-contrast');
  const same = undecided.map((finding) => ({
    ...finding,
    nodes: finding.nodes.filter((node) => node.any.some((check) => check.data?.messageKey === 'equalRatio')),
  }));
  return same.filter((finding) => finding.nodes.length > 0);
}

/** No violation of WCAG 2.2 A and AA or of axe's best practice, and nothing that scrolls sideways. */
export async function expectClean(page: Page, name: string): Promise<void> {
  // The content security policy has no room for injected script tags: axe comes in through the debugger.
  await page.evaluate(axe);
  const result = (await page.evaluate(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })",
  )) as AxeResult;
  const told = [...result.violations, ...findInvisible(result)].map(
    (violation) =>
      `${violation.id}: ${violation.help}\n  ${violation.nodes
        .slice(0, 3)
        .map((node) => node.html)
        .join('\n  ')}`,
  );
  assert.deepEqual(told, [], name);
  const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  assert.ok(Number(wide) <= 0, `${name} scrolls sideways by ${wide} px`);
}
