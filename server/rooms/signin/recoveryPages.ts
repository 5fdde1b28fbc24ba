import {
  type Fault,
  type Frame,
  html,
  renderButton,
  renderField,
  renderForm,
  renderPage,
  type Sending,
  speak,
} from '#kernel';

/** The phone is lost: which ways lead back, and the one that begins here. */
export function renderRecovery(
  frame: Frame,
  view: { sending: Sending; identifier?: string | undefined; faults?: readonly Fault[] },
): string {
  const say = speak(frame);
  const { sending, faults = [] } = view;
  return renderPage(frame, {
    title: say('page.recover.title'),
    faults,
    body: html`<p>${say('page.recover.text')}</p>
<h2>${say('page.recover.codesTitle')}</h2><p>${say('page.recover.codesText')}</p>
<h2>${say('page.recover.counterTitle')}</h2><p>${say('page.recover.counterText')}</p>
<h2>${say('page.recover.trustedTitle')}</h2><p>${say('page.recover.trustedText')}</p>
${renderForm(
  sending,
  'begin',
  html`${renderField({
    name: 'identifier',
    label: say('page.identify.identifier'),
    value: view.identifier,
    autocomplete: 'username',
    maxlength: 20,
    faults,
  })}${renderButton(say('page.recover.begin'))}`,
)}`,
  });
}

/** Shown once: the code that opens the account when two trusted persons have agreed and the waiting time is over. */
export function renderRecoveryBegun(
  frame: Frame,
  view: { code: string; number: number; waitHours: number; trustedNeeded: number },
): string {
  const say = speak(frame);
  return renderPage(frame, {
    title: say('page.recover.begunTitle'),
    body: html`<p>${say('page.recover.begunText', { trusted: view.trustedNeeded, hours: view.waitHours })}</p>
<p class="tight"><span class="soft">${say('page.recover.number')}</span><br><strong class="number">${view.number}</strong></p>
<p class="tight"><span class="soft">${say('page.recover.code')}</span><br><code>${view.code}</code></p>
<p class="note warn">${say('page.recover.once')}</p>
<ol class="tight"><li>${say('page.recover.step1')}</li><li>${say('page.recover.step2')}</li><li>${say('page.recover.step3')}</li></ol>
<p><a class="button" href="/sign-in">${say('page.recover.signIn')}</a></p>`,
  });
}
