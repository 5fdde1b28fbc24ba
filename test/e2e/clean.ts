import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { waitUntilHolds } from './browser.ts';
import { settle } from './settle.ts';

export const widths = [360, 1280] as const;

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Only what failed is read, and of that the markup: axe need not work out names for the rest. */
const run = `axe.run(document, {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations', 'incomplete'],
  selectors: false,
}).then(({ violations, incomplete }) => ({ violations, incomplete: incomplete.filter(({ id }) => id === 'color-contrast') }))`;

interface Finding {
  id: string;
  help: string;
  nodes: { html: string; any: { data?: { messageKey?: string } | null }[] }[];
}

interface AxeResult {
  violations: Finding[];
  /** Contrasts that axe could not decide. */
  incomplete: Finding[];
}

/** Text in the colour of its ground: axe calls that undecided. */
function findInvisible({ incomplete }: AxeResult): Finding[] {
  const same = incomplete.map((finding) => ({
    ...finding,
    nodes: finding.nodes.filter((node) => node.any.some((check) => check.data?.messageKey === 'equalRatio')),
  }));
  return same.filter((finding) => finding.nodes.length > 0);
}

/** No violation of WCAG 2.2 A and AA or of axe's best practice, and nothing that scrolls sideways; of the screen come to rest. */
export async function expectClean(page: Page, name: string): Promise<void> {
  await settle(page);
  // The content security policy has no room for injected script tags: axe comes in through the debugger, once a document.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe);
  const result = (await page.evaluate(run)) as AxeResult;
  const told = [...result.violations, ...findInvisible(result)].map(
    (violation) =>
      `${violation.id}: ${violation.help}\n  ${violation.nodes
        .slice(0, 3)
        .map((node) => node.html)
        .join('\n  ')}`,
  );
  assert.deepEqual(told, [], name);
  await expectFits(page, name);
}

async function expectFits(page: Page, name: string): Promise<void> {
  const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  assert.ok(Number(wide) <= 0, `${name} scrolls sideways by ${wide} px`);
}

/** Turns the same document into one of another width; media queries and whoever measures have answered when it is done. */
export async function resize(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await waitUntilHolds(page, `window.innerWidth === ${width}`);
  await settle(page);
}

/** `expectClean` on a telephone and on a desk, beginning with the width that the page has. */
export async function expectCleanAtWidths(page: Page, name: string): Promise<void> {
  const other = await expectCleanHere(page, name);
  await expectClean(page, `${name} at ${other} px`);
}

/** `expectClean` at the width that the page has; at the other one, that it fits: words of another language take other room. */
export async function expectCleanOnce(page: Page, name: string): Promise<void> {
  const other = await expectCleanHere(page, name);
  await expectFits(page, `${name} at ${other} px`);
}

/** That it fits at both widths, and nothing else. */
export async function expectFitsAtWidths(page: Page, name: string): Promise<void> {
  await expectFits(page, `${name} at ${page.viewportSize()!.width} px`);
  const other = otherWidth(page);
  await resize(page, other);
  await expectFits(page, `${name} at ${other} px`);
}

const otherWidth = (page: Page) => (page.viewportSize()!.width === widths[0] ? widths[1] : widths[0]);

/** @returns the other width, which the page has afterwards */
async function expectCleanHere(page: Page, name: string): Promise<number> {
  const begun = page.viewportSize()!.width;
  const other = otherWidth(page);
  await expectClean(page, `${name} at ${begun} px`);
  await resize(page, other);
  return other;
}
