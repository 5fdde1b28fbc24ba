import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext, Page, Request } from 'playwright-core';

interface Traffic {
  /** Asked and not yet answered to the end. */
  readonly underWay: Set<Request>;
  asked: number;
}

const PATIENCE = 30_000;
const trafficOf = new WeakMap<Page, Traffic>();

/** Two frames in which nothing of the document changed, with its fonts there and nothing in it that says it is loading. */
const standsStill = `document.fonts.ready.then(() => new Promise((resolve) => {
  let changed = false;
  const observer = new MutationObserver(() => { changed = true; });
  observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  requestAnimationFrame(() => requestAnimationFrame(() => {
    observer.disconnect();
    resolve(!changed && document.readyState === 'complete' && !document.querySelector('[aria-busy="true"]'));
  }));
}))`;

/** Counts what every page of a context asks for; before its first page. */
export function watchTraffic(context: BrowserContext): void {
  context.on('page', (page) => {
    const traffic: Traffic = { underWay: new Set(), asked: 0 };
    trafficOf.set(page, traffic);
    page.on('request', (request) => {
      // What an earlier document still waited for comes to nobody.
      if (request.isNavigationRequest()) traffic.underWay.clear();
      traffic.underWay.add(request);
      traffic.asked += 1;
    });
    const end = (request: Request) => void traffic.underWay.delete(request);
    page.on('requestfinished', end);
    page.on('requestfailed', end);
  });
}

/**
 * Waits until a screen is as it stays: everything it asked for is there and drawn. Playwright's `networkidle` guesses that
 * from half a second of silence, each time; this looks, which is quicker and holds on a machine that is busy.
 */
export async function settle(page: Page): Promise<void> {
  const traffic = trafficOf.get(page);
  if (!traffic) throw new Error('nobody counts what this page asks for: open its context with openContext');
  const end = Date.now() + PATIENCE;
  while (Date.now() < end) {
    const { asked } = traffic;
    const before = traffic.underWay.size;
    // The document may go while it is being looked at.
    const still = await page.evaluate(standsStill).catch((error: Error) => {
      if (page.isClosed()) throw error;
      return false;
    });
    if (still && before === 0 && traffic.underWay.size === 0 && traffic.asked === asked) return;
    if (!still) await pause(20);
  }
  const waits = [...traffic.underWay].map((request) => request.url());
  throw new Error(`${page.url()} did not come to rest; it waits for ${waits.join(', ') || 'nothing from the server'}`);
}
