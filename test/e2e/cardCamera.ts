import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';

const back = readFileSync(new URL('../../country/vn/cards/identity-card-back.svg', import.meta.url), 'utf8');
const PICTURE = { width: 1280, height: 720 };

/** Lays the back of a card with these lines before the camera, a little aslant, its lines in the middle. @param camera the file of JPEG pictures that the camera sees */
export async function layBackBeforeCamera(browser: Browser, camera: string, lines: readonly string[]): Promise<void> {
  const printed = new Map(lines.map((line, at) => [`mrz${at + 1}`, line.replaceAll('<', '&lt;')]));
  const drawing = back
    .replace(/<qr[^>]*>/, '')
    .replace(/<svg/, '<svg style="position:absolute;width:1190px;left:45px;top:-280px;transform:rotate(2deg)"')
    .replaceAll(/\{(\w+)\}/g, (_, field: string) => printed.get(field) ?? '');
  const context = await browser.newContext({ viewport: PICTURE });
  const page = await context.newPage();
  await page.setContent(`<body style="margin:0;background:#6b6b63">${drawing}</body>`);
  await writeFile(camera, await page.screenshot({ type: 'jpeg', quality: 85 }));
  await context.close();
}
