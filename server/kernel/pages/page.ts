import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Html, html, trustHtml } from '../http/html.ts';
import type { Words } from '../words.ts';
import { type Fault, renderFaults } from './formParts.ts';

/** What every page is drawn with, whatever it says. */
export interface Frame {
  readonly language: string;
  readonly words: Pick<Words, 'say' | 'languages'>;
  /** The country's name in the page's language. */
  readonly country: string;
  /** The page's own address, for the links to its other languages; '' where a page has no address to come back to. */
  readonly path: string;
}

export type Say = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export const speak =
  ({ words, language }: Frame): Say =>
  (key, values) =>
    words.say(language, key, values);

export interface Page {
  readonly title: string;
  readonly body: Html;
  /** What is wrong with what was sent: the page says "Error:" first and the list takes the focus. */
  readonly faults?: readonly Fault[];
  /** Path of a script that makes the page more comfortable; never needed to use it. */
  readonly script?: string | undefined;
  /** Seconds after which a browser without script asks again. */
  readonly refresh?: number;
  /** Cards beside each other. */
  readonly wide?: boolean;
}

const style = readFileSync(new URL('./page.css', import.meta.url), 'utf8')
  .replace(/\/\*.*?\*\//gs, '')
  .replace(/\s+/g, ' ')
  .replace(/ ?([{};,>]) ?/g, '$1')
  .replace(/: /g, ':')
  .replace(/;}/g, '}')
  .trim();

/** Hash of the pages' one style element, quoted as `style-src` wants it: no page needs a nonce. */
export const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

/** A complete page: one style, no other load, usable without script. */
export function renderPage(frame: Frame, page: Page): string {
  const say = speak(frame);
  const faults = page.faults ?? [];
  const title = faults.length > 0 ? `${say('page.error')}: ${page.title}` : page.title;
  // Screen readers begin anew with every reload: with script the page asks quietly instead.
  const refresh =
    page.refresh !== undefined &&
    html`<noscript><meta http-equiv="refresh" content="${page.refresh}"></noscript>
`;
  return html`<!doctype html>
<html lang="${frame.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="theme-color" content="#0d3f3a">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<title>${title} – Dancu</title>
<style>${trustHtml(style)}</style>
${refresh}${
  page.script &&
  html`<script src="${page.script}" type="module"></script>
`
}</head>
<body>
<header><div class="in"><p class="brand">Dancu <span>${frame.country}</span></p>${renderLanguages(frame)}</div></header>
<main><div class="in stack${page.wide ? ' wide' : ''}">
${faults.length > 0 && renderFaults(say, faults)}
<h1>${page.title}</h1>
${page.body}
</div></main>
</body>
</html>
`.text;
}

function renderLanguages({ words, language, path, ...frame }: Frame): Html | undefined {
  if (path === '') return undefined;
  const say = speak({ words, language, path, ...frame });
  const separator = path.includes('?') ? '&' : '?';
  const links = words.languages.map((each) => {
    const name = new Intl.DisplayNames([each], { type: 'language' }).of(each) ?? each;
    const label = name.charAt(0).toLocaleUpperCase(each) + name.slice(1);
    return html`<li><a href="${path}${separator}lang=${each}" lang="${each}" hreflang="${each}"${each === language && html` aria-current="true"`}>${label}</a></li>`;
  });
  return html`<nav aria-label="${say('page.language')}"><ul>${links}</ul></nav>`;
}

const TARGET = /^https?:\/\/(?:[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/;

/**
 * Content security policy of a page. Chromium holds `form-action` against every redirect that follows a form, so the
 * service that the browser goes back to must be named.
 * @param target where the browser goes after the form beside our own pages: a redirect URI of the service
 */
export function policyOf({ script = false }: { script?: boolean | undefined }, target?: string): string {
  const own = script ? "script-src 'self'; connect-src 'self'; " : '';
  return `default-src 'none'; style-src ${styleHash}; ${own}img-src 'self'; form-action 'self'${formTarget(target)}; frame-ancestors 'none'; base-uri 'none'`;
}

/** Only what cannot close the directive: `;` and `,` may stand in the host of a URI. */
function formTarget(target: string | undefined): string {
  const url = target === undefined ? null : URL.parse(target);
  if (!url) return '';
  if (url.protocol === 'https:' || url.protocol === 'http:') return TARGET.test(url.origin) ? ` ${url.origin}` : '';
  // An application of a phone is reached by a scheme of its own (RFC 8252, 7.1).
  return /^[a-z][a-z0-9+.-]*:$/.test(url.protocol) ? ` ${url.protocol}` : '';
}
