import {
  type Fault,
  type Frame,
  type Html,
  html,
  renderButton,
  renderForm,
  renderPage,
  type Sending,
  speak,
} from '#kernel';

/** One field that a service asks for, by the country's list. */
export interface AskedField {
  readonly field: string;
  readonly label: string;
  readonly required: boolean;
}

/** An API of somebody's, and what the service may do there as the person. */
export interface AskedAccess {
  readonly name: string;
  /** The legal entity behind the API; absent: our own. */
  readonly organisation?: string | undefined;
  readonly scopes: readonly { readonly name: string; readonly description: string }[];
}

export interface ConsentView {
  readonly sending: Sending;
  readonly service: string;
  /** The legal entity behind the service. */
  readonly organisation: string;
  /** Completes "… asks for your data …". */
  readonly purpose: string;
  readonly law: string;
  readonly fields: readonly AskedField[];
  /** Names of what the stated purpose does not usually need. */
  readonly beyond: readonly string[];
  /** What it asks for at APIs, together with the fields. */
  readonly apis?: readonly AskedAccess[];
  /** Whom the person acts for, when not for oneself. */
  readonly actingFor?: string | undefined;
  readonly faults?: readonly Fault[];
}

/** What is asked beyond the fields that the country's list gives the purpose. */
export function findBeyond(asked: readonly { field: string }[], usual: readonly string[]): string[] {
  return asked.map(({ field }) => field).filter((field) => !usual.includes(field));
}

/** May this service read this? Yes and No weigh the same; what is optional is left out unless ticked. */
export function renderConsent(frame: Frame, view: ConsentView): string {
  const say = speak(frame);
  const { fields, beyond, apis = [] } = view;
  return renderPage(frame, {
    title: say('page.consent.title', { service: view.service }),
    faults: view.faults ?? [],
    body: html`<dl>
<dt>${say('page.consent.entity')}</dt><dd>${view.organisation}</dd>
${view.actingFor && html`<dt>${say('page.consent.actingFor')}</dt><dd>${view.actingFor}</dd>`}
<dt>${say('page.consent.purpose')}</dt><dd>${view.purpose}</dd>
<dt>${say('page.consent.law')}</dt><dd>${view.law}</dd>
</dl>
<p class="note${beyond.length > 0 && ' warn'}"><strong>${
      beyond.length > 0 ? say('page.consent.more', { fields: beyond.join(', ') }) : say('page.consent.usual')
    }</strong></p>
${renderForm(
  view.sending,
  'consent',
  html`<fieldset class="tight"><legend>${say('page.consent.fields')}</legend>
<ul class="fields">${fields.map((field) => renderAsked(field, say('page.consent.required'), say('page.consent.optional')))}</ul></fieldset>
${apis.map((api) => renderAccess(api, say('page.consent.apis')))}
<p class="tick"><input type="checkbox" id="remember" name="remember" value="yes"><label for="remember">${say('page.consent.remember')}</label></p>
<div class="even">${renderButton(say('page.consent.no'), 'plain', 'decision', 'no')}${renderButton(say('page.consent.yes'), 'plain', 'decision', 'yes')}</div>
<p class="soft">${say('page.consent.withdraw')}</p>`,
)}`,
  });
}

function renderAsked({ field, label, required }: AskedField, must: string, may: string): Html {
  if (required) return html`<li>${label} <span class="role">${must}</span></li>`;
  return html`<li><input type="checkbox" id="field-${field}" name="field:${field}" value="yes"><label for="field-${field}">${label}</label><span class="role">${may}</span></li>`;
}

function renderAccess({ name, organisation, scopes }: AskedAccess, legend: string): Html {
  return html`<fieldset class="tight"><legend>${legend}: ${name}${organisation && ` (${organisation})`}</legend>
<ul class="fields">${scopes.map((scope) => html`<li>${scope.name} <span class="role">${scope.description}</span></li>`)}</ul></fieldset>`;
}
