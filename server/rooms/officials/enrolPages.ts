import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import { createPageServer, type Frame, html, type Kernel, renderButton, renderField, renderPage, speak } from '#kernel';
import type { Offices } from '#rooms/offices';

const SCRIPT = '/enrol.js';
const script = readFileSync(new URL('./enrol.js', import.meta.url), 'utf8');

/** Where an official with a code in the hand registers the device in the other: `/enrol`. WebAuthn answers a script only. */
export function addEnrolPages(app: FastifyInstance, kernel: Kernel, offices: Offices): void {
  const pages = createPageServer(kernel, (language) => offices.country.facts.name[language] ?? '');
  app.get('/enrol', { schema: { hide: true } }, async (request, reply) =>
    pages.send(reply, renderEnrol(pages.frameOf(request, '/enrol'))),
  );
  app.get(SCRIPT, { schema: { hide: true } }, async (_request, reply) =>
    reply.header('cache-control', 'public, max-age=3600').type('text/javascript; charset=utf-8').send(script),
  );
}

function renderEnrol(frame: Frame): string {
  const say = (key: string) => speak(frame)(`screen.enrol.${key}`);
  const field = (name: string, autocomplete: string) =>
    renderField({ name, label: say(name), hint: say(`${name}Hint`), autocomplete, maxlength: 60 });
  return renderPage(frame, {
    title: say('title'),
    script: SCRIPT,
    body: html`<p>${say('lead')}</p>
<noscript><p class="note warn">${say('noScript')}</p></noscript>
<p class="errors fault" id="fault" role="alert" tabindex="-1" data-device="${say('deviceRefused')}" hidden></p>
<form class="stack" method="post" novalidate hidden>
${field('official', 'username')}
${field('code', 'off')}
${field('label', 'off')}
${renderButton(say('register'))}
</form>
<div class="stack" id="done" role="status" hidden><p class="note">${say('done')}</p><p><a class="button main" href="/sign-in">${say('signIn')}</a></p></div>`,
  });
}
