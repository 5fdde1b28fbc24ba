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

export interface ApproveView {
  readonly sending: Sending;
  /** The site whose page shows the code: what stands in the other browser's address bar. */
  readonly origin: string;
  readonly service: string;
  readonly device: string;
  readonly network: string;
  readonly sameNetwork: boolean;
  readonly name: string;
  readonly faults?: readonly Fault[];
}

/** On the phone: whose sign-in is it? The number is typed, so that nobody agrees with one careless tap. */
export function renderApprove(frame: Frame, view: ApproveView): string {
  const say = speak(frame);
  const { faults = [] } = view;
  return renderPage(frame, {
    title: say('page.approve.title', { service: view.service }),
    faults,
    body: html`<p>${say('page.approve.text', { name: view.name })}</p>
<dl>
<dt>${say('page.approve.origin')}</dt><dd><b>${view.origin}</b></dd>
<dt>${say('page.approve.device')}</dt><dd>${view.device}</dd>
<dt>${say('page.approve.network')}</dt><dd>${view.network}</dd>
</dl>
<p class="note${!view.sameNetwork && ' warn'}">${view.sameNetwork ? say('page.approve.sameNetwork') : say('page.approve.otherNetwork')}</p>
${renderForm(
  view.sending,
  'decide',
  html`${renderField({
    name: 'number',
    label: say('page.approve.number'),
    hint: say('page.approve.numberHint'),
    autocomplete: 'off',
    inputmode: 'numeric',
    kind: 'code',
    maxlength: 4,
    faults,
  })}<div class="even">${renderButton(say('page.approve.refuse'), 'plain', 'decision', 'refuse')}${renderButton(say('page.approve.agree'), 'plain', 'decision', 'approve')}</div>`,
)}
<p class="note warn">${say('page.approve.warning')}</p>`,
  });
}

export type ApproveEnd = 'unknown' | 'approved' | 'refused' | 'failed' | 'network' | 'official' | 'level';

/** No question, or none any more; or the answer that was given. */
export function renderApproveEnd(frame: Frame, end: ApproveEnd): string {
  const say = speak(frame);
  return renderPage(frame, {
    title: say(`page.approve.end.${end}.title`),
    body: html`<p>${say(`page.approve.end.${end}.text`)}</p>
<p><a class="button" href="/me">${say('page.approve.home')}</a></p>`,
  });
}

/** Only somebody who is signed in on this phone can vouch for another screen. */
export function renderApproveSignIn(frame: Frame, address: string): string {
  return renderWayIn(frame, address, 'signIn');
}

/** Signed in, and by less than the yes would be worth on the other screen. */
export function renderApproveStepUp(frame: Frame, address: string): string {
  return renderWayIn(frame, address, 'stepUp');
}

function renderWayIn(frame: Frame, address: string, way: 'signIn' | 'stepUp'): string {
  const say = speak(frame);
  const href = `/sign-in?to=${encodeURIComponent(address)}&acr=${encodeURIComponent('urn:dancu:acr:substantial')}`;
  return renderPage(frame, {
    title: say(`page.approve.${way}Title`),
    body: html`<p>${say(`page.approve.${way}Text`)}</p>
<p><a class="button main" href="${href}">${say(`page.approve.${way}`)}</a></p>`,
  });
}
