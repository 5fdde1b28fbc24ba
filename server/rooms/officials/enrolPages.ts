import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { type Html, html, type Kernel, trustHtml } from '#kernel';
import type { Offices } from '#rooms/offices';

const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8').trim();
const style = read('./enrol.css');
const script = read('./enrol.js');
const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const policy = `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; connect-src 'self'; img-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'`;

/** Where an official with a code in the hand registers the device in the other: `/enrol`. WebAuthn answers a script only. */
export function addEnrolPages(app: FastifyInstance, kernel: Kernel, offices: Offices): void {
  app.get('/enrol', { schema: { hide: true } }, async ({ language }, reply) => {
    reply.header('content-security-policy', policy);
    return reply.type('text/html; charset=utf-8').send(renderEnrol(kernel, offices, language));
  });
}

function renderEnrol({ words }: Kernel, offices: Offices, language: string): string {
  const say = (key: string) => words.say(language, `screen.enrol.${key}`);
  const field = (name: string, autocomplete: string): Html =>
    html`<div><label for="${name}">${say(name)}</label><p class="soft" id="${name}-hint">${say(`${name}Hint`)}</p>
<input type="text" id="${name}" name="${name}" autocomplete="${autocomplete}" spellcheck="false" autocapitalize="off" maxlength="60" aria-describedby="${name}-hint"></div>`;
  const languages = words.languages.map((each) => {
    const name = new Intl.DisplayNames([each], { type: 'language' }).of(each) ?? each;
    const label = name.charAt(0).toLocaleUpperCase(each) + name.slice(1);
    return html`<li><a href="/enrol?lang=${each}" lang="${each}" hreflang="${each}"${each === language && html` aria-current="true"`}>${label}</a></li>`;
  });
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<title>${say('title')} – Dancu</title>
<style>${trustHtml(style)}</style>
</head>
<body>
<header><div class="in"><p><b>Dancu</b> ${offices.country.facts.name[language]}</p>
<nav aria-label="${say('language')}"><ul>${languages}</ul></nav></div></header>
<main><div class="in">
<h1>${say('title')}</h1>
<p>${say('lead')}</p>
<noscript><p class="fault">${say('noScript')}</p></noscript>
<p class="fault" id="fault" role="alert" tabindex="-1" data-device="${say('deviceRefused')}" hidden></p>
<form method="post" novalidate>
${field('official', 'username')}
${field('code', 'off')}
${field('label', 'off')}
<div><button>${say('register')}</button></div>
</form>
<div id="done" role="status" hidden><p>${say('done')}</p><p><a class="button" href="/sign-in">${say('signIn')}</a></p></div>
</div></main>
<script type="module">${trustHtml(script)}</script>
</body>
</html>
`.text;
}
