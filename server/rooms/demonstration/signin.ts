import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Words } from '#kernel';

/** What a persona comes for: the part of the page it stands in. */
export type PersonaGroup = 'citizen' | 'officer' | 'agency' | 'oversight';

/** One of the demonstration's people, the texts already in the page's language. */
export interface SignInPersona {
  id: string;
  name: string;
  /** "Registration officer, Ba Đình Ward". */
  roleName: string;
  group: PersonaGroup;
  /** What this person comes for, in one line. */
  line: string;
}

export interface SignInPage {
  language: string;
  words: Pick<Words, 'say' | 'languages'>;
  /** The country's name in the page's language. */
  country: string;
  personas: readonly SignInPersona[];
  /** Why the last attempt failed, in the page's language. */
  message?: string | undefined;
}

const GROUPS: readonly PersonaGroup[] = ['citizen', 'officer', 'agency', 'oversight'];
const style = readFileSync(new URL('./signin.css', import.meta.url), 'utf8').trim();

/** Hash of the page's one style element, quoted as `style-src` wants it: the page needs no nonce. */
export const signInStyleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

/**
 * The sign-in page: complete HTML that needs no script, one form a persona (POST /sign-in with `persona` and `lang`).
 * A language is chosen by a link (`?lang=`).
 */
export function renderSignIn({ language, words, country, personas, message }: SignInPage): string {
  const say = (key: string, values?: Record<string, string>) =>
    escapeHtml(words.say(language, `screen.signIn.${key}`, values));
  const groups = GROUPS.map((group) => ({ group, members: personas.filter((persona) => persona.group === group) }));
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="theme-color" content="#0d3f3a">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<title>${message ? `${escapeHtml(words.say(language, 'kit.page.error'))}: ` : ''}${say('title')}</title>
<style>${style}</style>
</head>
<body>
<header>
<div class="in top">
<p class="brand">Dancu <span>${escapeHtml(country)}</span></p>
<nav aria-label="${say('language')}"><ul>${words.languages.map((each) => renderLanguage(each, language)).join('')}</ul></nav>
</div>
<div class="in hero"><h1>${say('sentence')}</h1></div>
</header>
<main>
<div class="synthetic"><p class="in"><strong>${say('demonstration')}</strong> ${say('demonstrationText')}</p></div>
${message ? `<div class="message" role="alert"><div class="in"><p>${escapeHtml(message)}</p></div></div>` : ''}
<div class="in">
${groups
  .filter(({ members }) => members.length > 0)
  .map(
    ({ group, members }) => `<section aria-labelledby="${group}">
<h2 id="${group}">${say(`group.${group}`)}</h2>
<ul class="cards">
${members.map((persona) => renderPersona(persona, language)).join('\n')}
</ul>
</section>`,
  )
  .join('\n')}
</div>
</main>
</body>
</html>
`;
}

function renderPersona({ id, name, roleName, line }: SignInPersona, language: string): string {
  return `<li><form method="post" action="/sign-in"><input type="hidden" name="lang" value="${escapeHtml(language)}"><button name="persona" value="${escapeHtml(id)}"><b>${escapeHtml(name)}</b> <span class="role">${escapeHtml(roleName)}</span> <span class="line">${escapeHtml(line)}</span></button></form></li>`;
}

function renderLanguage(each: string, current: string): string {
  const name = new Intl.DisplayNames([each], { type: 'language' }).of(each) ?? each;
  const label = name.charAt(0).toLocaleUpperCase(each) + name.slice(1);
  const mark = each === current ? ' aria-current="true"' : '';
  return `<li><a href="/sign-in?lang=${encodeURIComponent(each)}" lang="${escapeHtml(each)}"${mark}>${escapeHtml(label)}</a></li>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
