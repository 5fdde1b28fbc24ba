import { type Html, type HtmlPart, html } from '../http/html.ts';
import type { Say } from './page.ts';

/** What is wrong, and with which field of the form; no field: with the whole. */
export interface Fault {
  readonly field?: string;
  readonly text: string;
}

/** The list of what is wrong, which takes the focus without script and leads to each field. */
export function renderFaults(say: Say, faults: readonly Fault[]): Html {
  return html`<div class="errors tight" role="alert" tabindex="-1" autofocus aria-labelledby="errors">
<h2 id="errors">${say('page.errors')}</h2>
<ul>${faults.map(({ field, text }) => html`<li>${field ? html`<a href="#${field}">${text}</a>` : html`<span class="fault">${text}</span>`}</li>`)}</ul>
</div>`;
}

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value?: string | undefined;
  readonly autocomplete: string;
  readonly inputmode?: 'text' | 'numeric' | 'email' | 'tel';
  readonly kind?: 'code' | 'date';
  readonly maxlength?: number;
  readonly faults?: readonly Fault[] | undefined;
  /** Takes the focus on a page without faults. */
  readonly first?: boolean;
}

/** A labelled field for one line of text; its hint and what is wrong with it are read out with it. */
export function renderField(field: Field): Html {
  const { name, hint, faults = [] } = field;
  const own = faults.filter((fault) => fault.field === name);
  const described = [hint && `${name}-hint`, own.length > 0 && `${name}-error`].filter(Boolean).join(' ');
  return html`<div class="tight${own.length > 0 && ' wrong'}">
<label for="${name}">${field.label}</label>
${hint && html`<p class="soft" id="${name}-hint">${hint}</p>`}
${own.length > 0 && html`<p class="fault" id="${name}-error">${own[0]!.text}</p>`}
<input type="text" id="${name}" name="${name}" value="${field.value}" autocomplete="${field.autocomplete}" inputmode="${field.inputmode ?? 'text'}" spellcheck="false" autocapitalize="off" maxlength="${field.maxlength ?? 100}"${field.kind && html` class="${field.kind}"`}${described && html` aria-describedby="${described}"`}${own.length > 0 && html` aria-invalid="true"`}${field.first && faults.length === 0 && html` autofocus`}>
</div>`;
}

/** Where a form goes, and the token that says the page was ours. */
export interface Sending {
  readonly action: string;
  readonly token: string;
}

/** A form that says which step it is. */
export function renderForm(sending: Sending, step: string, content: HtmlPart, extra?: Html): Html {
  return html`<form class="stack" method="post" action="${sending.action}" novalidate${extra}><input type="hidden" name="token" value="${sending.token}"><input type="hidden" name="step" value="${step}">${content}</form>`;
}

export function renderButton(
  text: string,
  kind: 'main' | 'plain' | 'link' = 'main',
  name?: string,
  value?: string,
): Html {
  return html`<button${kind !== 'plain' && html` class="${kind}"`}${name && html` name="${name}" value="${value}"`}>${text}</button>`;
}

/** Choices that are each taken with one tap. */
export function renderCards(
  sending: Sending,
  step: string,
  name: string,
  cards: readonly { value: string; title: string; role?: string | undefined }[],
): Html {
  return renderForm(
    sending,
    step,
    html`<ul class="cards">${cards.map(
      ({ value, title, role }) =>
        html`<li><button name="${name}" value="${value}"><b>${title}</b>${role && html` <span class="role">${role}</span>`}</button></li>`,
    )}</ul>`,
  );
}
