import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { html, type Kernel, trustHtml } from '#kernel';
import type { Accounts } from '#rooms/accounts';

const style =
  'body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:106.25%/1.55 "Be Vietnam Pro",system-ui,sans-serif;color:#1b2422;overflow-wrap:anywhere}li{padding:.8rem 0;border-top:1px solid #e2dfd7}ul{padding:0;list-style:none}a{color:#14564f}.soft{color:#515c58}p{margin:.2rem 0;white-space:pre-line}';
const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'`;
const SHOWN = 30;

/** What a gateway would have sent: a demonstration has none, and whoever plays a persona needs the codes. */
export function addMessagesPage(app: FastifyInstance, { words, clock }: Kernel, accounts: Accounts): void {
  app.get('/demonstration/messages', { schema: { hide: true } }, async ({ language }, reply) => {
    const say = (key: string) => words.say(language, `screen.signIn.outbox.${key}`);
    const messages = (await accounts.recentMessages?.(SHOWN)) ?? [];
    const time = new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'medium' });
    const listed = messages.map(
      ({ recipient, subject, text, madeAt }) =>
        html`<li><p class="soft">${time.format(new Date(madeAt))} · ${recipient}</p><p><b>${subject}</b></p><p>${text}</p></li>`,
    );
    reply.header('content-security-policy', policy);
    return reply.type('text/html; charset=utf-8').send(
      html`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="/icon.svg" type="image/svg+xml"><title>${say('title')} – Dancu</title><style>${trustHtml(style)}</style></head>
<body><main><h1>${say('title')}</h1><p>${say('text')} <span class="soft">${time.format(clock.now())}</span></p>
${messages.length > 0 ? html`<ul>${listed}</ul>` : html`<p class="soft">${say('none')}</p>`}</main></body></html>
`.text,
    );
  });
}
