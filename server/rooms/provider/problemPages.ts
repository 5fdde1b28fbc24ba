import { html, Problem, renderPage, type SendProblem, speak } from '#kernel';
import { renderOAuthError } from './logoutPages.ts';

/** What a person reads when a page of the sign-in cannot go on, and where they can begin again. */
export const sendProblem: SendProblem = (pages, { error, status }, request, reply) => {
  const frame = pages.frameOf(request, '');
  const say = speak(frame);
  const end = (title: string, text: string) => {
    const body = html`<p>${text}</p><p><a class="button main" href="/">${say('page.home')}</a></p>`;
    return pages.send(reply, renderPage(frame, { title, body }), { status });
  };
  switch (error instanceof Problem ? error.code : '') {
    case 'accounts/step-unexpected':
      // Another tab, or the way back: the page of where the sign-in really stands.
      return reply.redirect(request.url.split('?', 1)[0]!, 303);
    case 'accounts/attempt-over':
      return end(say('page.over.title'), say('page.over.late'));
    case 'accounts/too-many':
      reply.header('retry-after', String((error as Problem).extra.retryAfter ?? 60));
      return end(say('page.over.busyTitle'), say('page.over.busy'));
    case 'kernel/forbidden':
      return end(say('page.over.unknownTitle'), say('page.over.crossSite'));
  }
  if (status === 404 || status === 410) return end(say('page.over.unknownTitle'), say('page.over.unknown'));
  const ours = status >= 500 ? 'server_error' : 'invalid_request';
  return pages.send(reply, renderOAuthError(frame, { error: ours, traceId: request.id }), { status });
};
