import {
  type Fault,
  type Frame,
  type Html,
  html,
  type Page,
  renderButton,
  renderCards,
  renderField,
  renderForm,
  renderPage,
  type Say,
  type Sending,
  speak,
} from '#kernel';
import type { AttemptView, Method } from '#rooms/accounts';
import { drawQr } from './drawQr.ts';
import { SCRIPT } from './script.ts';

/** Who asks for the sign-in; the names already in the page's language. */
export interface ServiceLine {
  readonly name: string;
  readonly organisation?: string | undefined;
}

/** What every page of a sign-in is given. */
export interface SignInView {
  readonly sending: Sending;
  readonly service: ServiceLine;
  readonly faults?: readonly Fault[];
}

export function renderService(say: Say, { name, organisation }: ServiceLine): Html {
  return html`<p class="service"><span class="soft">${say('page.service')}</span> <b>${name}</b> ${organisation && html`<span class="role">${organisation}</span>`}</p>`;
}

export function renderCancel(say: Say, sending: Sending): Html {
  return renderForm(sending, 'cancel', renderButton(say('page.cancel'), 'link'));
}

/** A passkey answers a script only, which shows this form where the browser can. */
function renderPasskey(say: Say, sending: Sending, kind: 'main' | 'plain'): Html {
  return renderForm(
    sending,
    'passkey',
    html`<input type="hidden" name="response">${renderButton(say('page.identify.passkey'), kind)}<p class="fault" role="alert" tabindex="-1" hidden>${say('page.identify.passkeyFailed')}</p>`,
    html` data-passkey="get" data-options="${sending.action}/passkey" hidden`,
  );
}

/** Who are you? */
export function renderIdentify(
  frame: Frame,
  view: SignInView & { identifier?: string; entrances?: readonly Html[] },
): string {
  const say = speak(frame);
  const { sending, service, faults = [], entrances = [] } = view;
  return renderPage(frame, {
    title: say('page.identify.title'),
    faults,
    script: SCRIPT,
    wide: entrances.length > 0,
    body: html`${renderService(say, service)}
${entrances}
${renderForm(
  sending,
  'identify',
  html`${renderField({
    name: 'identifier',
    label: say('page.identify.identifier'),
    hint: say('page.identify.identifierHint'),
    value: view.identifier,
    autocomplete: 'username webauthn',
    maxlength: 20,
    faults,
    // A field with the focus would scroll the persons above it out of sight.
    first: entrances.length === 0,
  })}${renderButton(say('page.continue'))}`,
)}
${renderPasskey(say, sending, 'plain')}
<div class="stack aside">
<p class="tight desk"><a class="button" href="${sending.action}?way=phone">${say('page.identify.phone')}</a></p>
<ul class="tight">
<li><a href="/activate">${say('page.identify.activate')}</a></li>
<li><a href="/recover">${say('page.identify.recover')}</a></li>
</ul>
${renderCancel(say, sending)}
</div>`,
  });
}

export interface ChooseView extends SignInView {
  readonly methods: readonly Method[];
  /** Methods already proved in this attempt. */
  readonly proved: readonly Method[];
  /** The person is signed in already, and the service wants a stronger proof. */
  readonly stepUp: boolean;
  /** The account is locked, and opens by what is chosen here. */
  readonly locked?: AttemptView['locked'];
}

/** By which way? */
export function renderChoose(frame: Frame, view: ChooseView): string {
  const say = speak(frame);
  const { sending, service, methods } = view;
  const others = methods.filter((method) => method !== 'passkey' && method !== 'persona');
  const begun = view.proved.length > 0;
  const asked = begun ? 'page.choose.another' : view.stepUp ? 'page.stepUp.title' : 'page.choose.title';
  const title = view.locked ? 'page.locked.title' : asked;
  return renderPage(frame, {
    title: say(title),
    faults: view.faults ?? [],
    script: methods.includes('passkey') ? SCRIPT : undefined,
    body: html`${renderService(say, service)}
${view.stepUp && !begun && html`<p class="note">${say('page.stepUp.text')}</p>`}
${view.locked && html`<p class="note warn">${say(`page.locked.${view.locked}`)}</p>`}
${begun && html`<p>${say('page.choose.proved', { ways: view.proved.map((method) => say(`page.method.${method}.name`)).join(', ') })}</p>`}
${methods.includes('passkey') && html`${renderPasskey(say, sending, 'main')}<noscript><p class="note">${say('page.choose.noScript')}</p></noscript>`}
${
  others.length > 0 &&
  renderCards(
    sending,
    'choose',
    'method',
    others.map((method) => ({
      value: method,
      title: say(`page.method.${method}.name`),
      role: say(`page.method.${method}.text`),
    })),
  )
}
<ul class="tight aside">
<li><a href="${sending.action}?way=identify">${say('page.choose.restart')}</a></li>
<li><a href="/recover">${say('page.identify.recover')}</a></li>
<li>${renderCancel(say, sending)}</li>
</ul>`,
  });
}

/** The thing itself: a code that was sent, that an application shows, or that stands on paper. */
export function renderProve(frame: Frame, view: SignInView & { method: Method }): string {
  const say = speak(frame);
  const { sending, service, method, faults = [] } = view;
  const digits = method === 'code' || method === 'totp';
  return renderPage(frame, {
    title: say(`page.prove.${method}.title`),
    faults,
    body: html`${renderService(say, service)}
<p>${say(`page.prove.${method}.text`)}</p>
${renderForm(
  sending,
  'prove',
  html`${renderField({
    name: 'code',
    label: say(`page.prove.${method}.label`),
    autocomplete: digits ? 'one-time-code' : 'off',
    inputmode: digits ? 'numeric' : 'text',
    maxlength: digits ? 10 : 40,
    ...(digits ? { kind: 'code' as const } : {}),
    faults,
    first: true,
  })}${renderButton(say('page.continue'))}`,
)}
<ul class="tight aside">
${
  method === 'code' &&
  html`<li>${renderForm(
    sending,
    'choose',
    html`<input type="hidden" name="method" value="code">${renderButton(say('page.prove.again'), 'link')}`,
  )}</li>`
}
<li><a href="${sending.action}?way=choose">${say('page.prove.other')}</a></li>
<li>${renderCancel(say, sending)}</li>
</ul>`,
  });
}

/** The other device is asked; the number stands here, large, and is chosen there. */
export function renderWait(
  frame: Frame,
  view: SignInView & { number: number; device: string; origin: string },
): string {
  const say = speak(frame);
  return renderPage(frame, {
    title: say('page.wait.title'),
    faults: view.faults ?? [],
    script: SCRIPT,
    refresh: 3,
    body: html`${renderService(say, view.service)}
<p>${say('page.wait.text')}</p>
${renderNumber(say, view.number)}
<p class="soft">${say('page.wait.shows', { device: view.device, origin: view.origin })}</p>
${renderWaiting(say, view.sending)}`,
  });
}

/** The phone reads the code and asks for the number, which is typed there: whoever only saw the code cannot agree. */
export function renderPhone(
  frame: Frame,
  view: SignInView & { address: string; number: number; device: string; origin: string },
): string {
  const say = speak(frame);
  return renderPage(frame, {
    title: say('page.phone.title'),
    faults: view.faults ?? [],
    script: SCRIPT,
    refresh: 3,
    body: html`${renderService(say, view.service)}
<ol class="tight"><li>${say('page.phone.scan')}</li><li>${say('page.phone.compare', { origin: view.origin, device: view.device })}</li><li>${say('page.phone.type')}</li></ol>
<div class="qr">${drawQr(view.address, say('page.phone.code'))}</div>
<p class="soft">${say('page.phone.address')} <code>${view.address}</code></p>
${renderNumber(say, view.number)}
<p class="note warn">${say('page.phone.warning')}</p>
${renderWaiting(say, view.sending)}`,
  });
}

const renderNumber = (say: Say, number: number) =>
  html`<p class="tight"><span class="soft">${say('page.wait.number')}</span><br><strong class="number">${number}</strong></p>`;

function renderWaiting(say: Say, sending: Sending): Html {
  return html`<p role="status" data-wait="${sending.action}/wait">${say('page.wait.waiting')}</p>
<div class="row aside"><a class="button" href="${sending.action}?way=look">${say('page.wait.look')}</a>
<a class="button" href="${sending.action}?way=stop">${say('page.wait.stop')}</a></div>`;
}

/** One way to act: oneself, an organisation, somebody represented, a post. */
export interface ActingChoice {
  readonly value: string;
  readonly title: string;
  readonly role?: string | undefined;
}

/** As whom? */
export function renderAsWhom(frame: Frame, view: SignInView & { choices: readonly ActingChoice[] }): string {
  const say = speak(frame);
  return renderPage(frame, {
    title: say('page.asWhom.title'),
    faults: view.faults ?? [],
    body: html`${renderService(say, view.service)}
<p>${say('page.asWhom.text')}</p>
${renderCards(view.sending, 'acting', 'acting', view.choices)}
<div class="aside">${renderCancel(say, view.sending)}</div>`,
  });
}

/** The way ends here: too late, too often, no post at this hour. */
export function renderEnd(
  frame: Frame,
  view: { title: string; text: string; sending?: Sending; service?: ServiceLine },
): string {
  const say = speak(frame);
  const page: Page = {
    title: view.title,
    body: html`${view.service && renderService(say, view.service)}<p>${view.text}</p>
${
  view.sending
    ? renderForm(view.sending, 'cancel', renderButton(say('page.cancel')))
    : html`<p><a class="button main" href="/">${say('page.home')}</a></p>`
}`,
  };
  return renderPage(frame, page);
}

/** Why an attempt is over. That the account is locked or closed is known of one only who has proved something. */
export function endingOf(say: Say, { refusal, locked }: AttemptView): { title: string; text: string } {
  if (refusal === 'closed') return { title: say('page.closed.title'), text: say('page.closed.text') };
  if (refusal === 'locked' && locked) return { title: say('page.locked.title'), text: say(`page.locked.${locked}`) };
  const text = refusal === 'expired' ? say('page.over.late') : say(`page.refusal.${refusal}`);
  return { title: say('page.over.title'), text };
}

/** What the last refusal of an attempt means, and which field it is about. */
export function faultsOf(say: Say, view: AttemptView): readonly Fault[] {
  if (!view.refusal) return [];
  const text = say(`page.refusal.${view.refusal}`);
  return [view.step === 'prove' ? { field: 'code', text } : { text }];
}
