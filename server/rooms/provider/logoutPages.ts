import { type Frame, html, renderButton, renderPage, speak } from '#kernel';
import type { ProviderForm } from './devicePages.ts';

/** OpenID Connect RP-Initiated Logout, 2: the person says whether everything ends or only the service. */
export function renderLogout(frame: Frame, view: { form: ProviderForm; service: string | undefined }): string {
  const say = speak(frame);
  return renderPage(frame, {
    title: say('page.logout.title'),
    body: html`<p>${view.service ? say('page.logout.textService', { service: view.service }) : say('page.logout.text')}</p>
<form class="even" method="post" action="${view.form.action}"><input type="hidden" name="xsrf" value="${view.form.xsrf}">${renderButton(say('page.logout.stay'), 'plain')}${renderButton(say('page.logout.leave'), 'plain', 'logout', 'yes')}</form>`,
  });
}

export function renderLogoutDone(frame: Frame, service: string | undefined): string {
  const say = speak(frame);
  return renderPage(frame, {
    title: say('page.logout.doneTitle'),
    body: html`<p>${service ? say('page.logout.doneService', { service }) : say('page.logout.done')}</p>
<p><a class="button main" href="/sign-in">${say('page.logout.again')}</a></p>`,
  });
}

/** What went wrong between a service and us, and what a person can do about it; the codes are for the service's engineers. */
export function renderOAuthError(
  frame: Frame,
  view: { error: string; description?: string | undefined; traceId?: string | undefined },
): string {
  const say = speak(frame);
  const ours = view.error === 'server_error' || view.error === 'temporarily_unavailable';
  const late = /session|interaction|expired/i.test(`${view.error} ${view.description ?? ''}`);
  const text = ours ? say('page.oauth.ours') : late ? say('page.oauth.late') : say('page.oauth.theirs');
  return renderPage(frame, {
    title: say('page.oauth.title'),
    body: html`<p>${text}</p>
<h2>${say('page.oauth.engineers')}</h2>
<dl><dt>error</dt><dd><code>${view.error}</code></dd>${view.description && html`<dt>error_description</dt><dd><code>${view.description}</code></dd>`}${view.traceId && html`<dt>trace</dt><dd><code>${view.traceId}</code></dd>`}</dl>
<p><a class="button main" href="/">${say('page.home')}</a></p>`,
  });
}
