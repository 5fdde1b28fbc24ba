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
import { SCRIPT } from './script.ts';

/** What was typed, to stand in the fields again. */
export interface ActivationForm {
  readonly identifier?: string | undefined;
  readonly name?: string | undefined;
  readonly day?: string | undefined;
  readonly month?: string | undefined;
  readonly year?: string | undefined;
  readonly contact?: string | undefined;
}

/** An account from afar: who one is and where the code may go. */
export function renderActivation(
  frame: Frame,
  view: { sending: Sending; form: ActivationForm; faults?: readonly Fault[] },
): string {
  const say = speak(frame);
  const { sending, form, faults = [] } = view;
  const wrongDate = faults.find(({ field }) => field === 'day');
  return renderPage(frame, {
    title: say('page.activate.title'),
    faults,
    body: html`<p>${say('page.activate.text')}</p>
${renderForm(
  sending,
  'begin',
  html`${renderField({
    name: 'identifier',
    label: say('page.activate.identifier'),
    hint: say('page.activate.identifierHint'),
    value: form.identifier,
    autocomplete: 'off',
    maxlength: 20,
    faults,
    first: true,
  })}${renderField({
    name: 'name',
    label: say('page.activate.name'),
    hint: say('page.activate.nameHint'),
    value: form.name,
    autocomplete: 'name',
    maxlength: 200,
    faults,
  })}<fieldset class="tight${wrongDate && ' wrong'}"${wrongDate && html` aria-describedby="birth-error"`}><legend>${say('page.activate.birthDate')}</legend>
${wrongDate && html`<p class="fault" id="birth-error">${wrongDate.text}</p>`}
<div class="row">${(['day', 'month', 'year'] as const).map((part) =>
    renderField({
      name: part,
      label: say(`page.activate.${part}`),
      value: form[part],
      autocomplete: `bday-${part}`,
      inputmode: 'numeric',
      kind: 'date',
      maxlength: part === 'year' ? 4 : 2,
    }),
  )}</div></fieldset>${renderField({
    name: 'contact',
    label: say('page.activate.contact'),
    hint: say('page.activate.contactHint'),
    value: form.contact,
    autocomplete: 'tel',
    faults,
  })}${renderButton(say('page.continue'))}`,
)}
<p class="note">${say('page.activate.counter')}</p>`,
  });
}

/** The code that was sent, if the words fitted the register: the page is the same if they did not. */
export function renderActivationCode(frame: Frame, view: { sending: Sending; faults?: readonly Fault[] }): string {
  const say = speak(frame);
  const { sending, faults = [] } = view;
  return renderPage(frame, {
    title: say('page.activate.codeTitle'),
    faults,
    body: html`<p>${say('page.activate.codeText')}</p>
${renderForm(
  sending,
  'confirm',
  html`${renderField({
    name: 'code',
    label: say('page.activate.code'),
    autocomplete: 'one-time-code',
    inputmode: 'numeric',
    kind: 'code',
    maxlength: 10,
    faults,
    first: true,
  })}${renderButton(say('page.continue'))}`,
)}
<p class="aside"><a href="/activate">${say('page.activate.again')}</a></p>`,
  });
}

export function renderActivated(frame: Frame): string {
  const say = speak(frame);
  return renderPage(frame, {
    title: say('page.activate.doneTitle'),
    body: html`<p>${say('page.activate.doneText')}</p>
<p><a class="button main" href="/sign-in?to=/passkey">${say('page.activate.addPasskey')}</a></p>
<p><a href="/sign-in">${say('page.activate.later')}</a></p>
<p class="note">${say('page.activate.level')}</p>`,
  });
}

/** After the first sign-in: a passkey of this device. Needs script and a session; both ways out are told. */
export function renderAddPasskey(frame: Frame): string {
  const say = speak(frame);
  return renderPage(frame, {
    title: say('page.passkey.title'),
    script: SCRIPT,
    body: html`<p>${say('page.passkey.text')}</p>
<form class="stack" data-passkey="create" data-options="/api/me/passkeys/options" data-send="/api/me/passkeys" data-then="/me" hidden>${renderField(
      {
        name: 'label',
        label: say('page.passkey.label'),
        hint: say('page.passkey.labelHint'),
        autocomplete: 'off',
        maxlength: 40,
      },
    )}${renderButton(say('page.passkey.add'))}<p class="fault" role="alert" tabindex="-1" hidden>${say('page.passkey.failed')}</p></form>
<noscript><p class="note">${say('page.passkey.noScript')}</p></noscript>
<p><a href="/me">${say('page.passkey.later')}</a></p>`,
  });
}
