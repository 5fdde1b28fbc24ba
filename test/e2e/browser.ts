import { setTimeout as pause } from 'node:timers/promises';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { settle, watchTraffic } from './settle.ts';

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A document lives for a second here: what the last compiler would make quick for a long life costs more than it brings.
  '--js-flags=--max-optimized-bytecode-size=0',
];

export const languages = ['vi', 'en', 'fr'] as const;

export interface Visitor {
  page: Page;
  context: BrowserContext;
}

/** @param camera a file of JPEG pictures that its camera sees; without one it has no camera */
export function openBrowser(camera?: string): Promise<Browser> {
  const eyes = [
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-video-capture=${camera}`,
  ];
  const args = camera ? [...flags, ...eyes] : flags;
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args });
}

/** A browser session of its own with one page. No worker keeps the screens for later unless one is asked for: that is a second's work each time. */
export async function openContext(browser: Browser, options: BrowserContextOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({
    locale: 'en',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    ...options,
  });
  watchTraffic(context);
  return { context, page: await context.newPage() };
}

/** Loads a screen and lets it come to rest. */
export async function openScreen(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForSelector('h1');
  await settle(page);
}

/** The browser without its session. First off the screen: one that finds its session gone goes to the sign-in by itself. */
export async function dropSession(page: Page, name?: RegExp): Promise<void> {
  await settle(page);
  await page.goto('about:blank');
  await page.context().clearCookies(name ? { name } : {});
}

/**
 * For an address from which a script leads on by itself, perhaps before the page has loaded: a passkey that answers at once,
 * a screen that finds its session gone.
 */
export async function goThrough(page: Page, url: string, arrival: string | RegExp): Promise<void> {
  await page.goto(url, { waitUntil: 'commit' });
  await arrive(page, arrival);
}

/**
 * Where a script leads by itself. A screen whose session ends may set out twice, by its act and by the next question it
 * asks; `waitForURL` takes the first way, which the second breaks off, for a failure.
 */
export async function arrive(page: Page, arrival: string | RegExp): Promise<void> {
  const there = typeof arrival === 'string' ? (url: string) => url === arrival : (url: string) => arrival.test(url);
  await until(() => there(page.url()), `the way to ${arrival}`);
  await page.waitForLoadState();
}

/** Whom the server takes this browser for. */
export async function readCaller(context: BrowserContext, origin: string): Promise<Record<string, unknown> | null> {
  const answer = await context.request.get(`${origin}/api/session`);
  return ((await answer.json()) as { caller: Record<string, unknown> | null }).caller;
}

/** What comes about without the page saying so: looks again and again. @param within milliseconds */
export async function until<Found>(
  find: () => Found | undefined | false | Promise<Found | undefined | false>,
  what: string,
  within = 30_000,
): Promise<Found> {
  const end = Date.now() + within;
  while (Date.now() < end) {
    const found = await find();
    if (found) return found;
    await pause(100);
  }
  throw new Error(`${what} did not come about`);
}

/** @param field its id. @param date `YYYY-MM-DD` */
export async function fillDate(page: Page, field: string, date: string): Promise<void> {
  const [year, month, day] = date.split('-');
  await page.locator(`#${field}`).fill(day!);
  await page.locator(`#${field}-month`).fill(month!);
  await page.locator(`#${field}-year`).fill(year!);
}

/**
 * Until an expression holds in the page. `waitForFunction` would hand it to `eval`, which our content security policy
 * refuses from the second look on: a test that passes only where the first look is late enough.
 */
export async function waitUntilHolds(page: Page, expression: string, within?: number): Promise<void> {
  const look = () =>
    page.evaluate<boolean>(expression).catch((error: Error) => {
      if (/context was destroyed/.test(error.message)) return false;
      throw error;
    });
  await until(look, expression, within);
}

/** Until the area's service worker has the page. It fetches every screen of the area first: on a busy machine that takes longest. */
export const waitForWorker = (page: Page) =>
  waitUntilHolds(page, 'navigator.serviceWorker.controller !== null', 60_000);
