import {
  type Fault,
  type Frame,
  type Html,
  html,
  renderButton,
  renderForm,
  renderPage,
  type Say,
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

/** What the service's organisation asks for beside the sign-in: it may ask the register about the person until a day. */
export interface AskedShare {
  readonly purpose: string;
  readonly law: string;
  /** The last day, as the language writes it. */
  readonly until: string;
  readonly fields: readonly AskedField[];
  readonly beyond: readonly string[];
  /** Whom it is about, when not oneself. */
  readonly about?: string | undefined;
  /** Whose yes is needed beside this one, as a sentence. */
  readonly beside?: string | undefined;
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
  readonly share?: AskedShare | undefined;
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
  const { fields, apis = [], share } = view;
  // Whoever asks for the one alone does not show the reasons of the other.
  const signsIn = !share || fields.length + apis.length > 0;
  return renderPage(frame, {
    title: say('page.consent.title', { service: view.service }),
    faults: view.faults ?? [],
    body: html`<dl>
<dt>${say('page.consent.entity')}</dt><dd>${view.organisation}</dd>
${view.actingFor && html`<dt>${say('page.consent.actingFor')}</dt><dd>${view.actingFor}</dd>`}
${signsIn && renderReasons(say, view)}
</dl>
${signsIn && renderVerdict(say, view.beyond)}
${renderForm(
  view.sending,
  'consent',
  html`${signsIn && renderFields(say, 'field', say('page.consent.fields'), fields)}
${apis.map((api) => renderAccess(api, say('page.consent.apis')))}
${share && renderShare(say, share)}
${signsIn && html`<p class="tick"><input type="checkbox" id="remember" name="remember" value="yes"><label for="remember">${say('page.consent.remember')}</label></p>`}
<div class="even">${renderButton(say('page.consent.no'), 'plain', 'decision', 'no')}${renderButton(say('page.consent.yes'), 'plain', 'decision', 'yes')}</div>
<p class="soft">${say('page.consent.withdraw')}</p>`,
)}`,
  });
}

const renderReasons = (say: Say, { purpose, law }: { purpose: string; law: string }): Html =>
  html`<dt>${say('page.consent.purpose')}</dt><dd>${purpose}</dd>
<dt>${say('page.consent.law')}</dt><dd>${law}</dd>`;

function renderVerdict(say: Say, beyond: readonly string[]): Html {
  const text = beyond.length > 0 ? say('page.consent.more', { fields: beyond.join(', ') }) : say('page.consent.usual');
  return html`<p class="note${beyond.length > 0 && ' warn'}"><strong>${text}</strong></p>`;
}

function renderShare(say: Say, share: AskedShare): Html {
  const { about } = share;
  const title = about ? say('page.consent.share.titleFor', { name: about }) : say('page.consent.share.title');
  const text = about ? say('page.consent.share.textFor', { name: about }) : say('page.consent.share.text');
  return html`<h2>${title}</h2>
<p>${text}</p>
${share.beside && html`<p class="note warn">${share.beside}</p>`}
<dl>${renderReasons(say, share)}
<dt>${say('page.consent.share.until')}</dt><dd>${share.until}</dd></dl>
${renderVerdict(say, share.beyond)}
${renderFields(say, 'share', say('page.consent.share.fields'), share.fields)}`;
}

/** @param name of its boxes in the form, before the field's */
function renderFields(say: Say, name: 'field' | 'share', legend: string, fields: readonly AskedField[]): Html {
  const rows = fields.map(({ field, label, required }) =>
    required
      ? html`<li>${label} <span class="role">${say('page.consent.required')}</span></li>`
      : html`<li><input type="checkbox" id="${name}-${field}" name="${name}:${field}" value="yes"><label for="${name}-${field}">${label}</label><span class="role">${say('page.consent.optional')}</span></li>`,
  );
  return html`<fieldset class="tight"><legend>${legend}</legend>
<ul class="fields">${rows}</ul></fieldset>`;
}

function renderAccess({ name, organisation, scopes }: AskedAccess, legend: string): Html {
  return html`<fieldset class="tight"><legend>${legend}: ${name}${organisation && ` (${organisation})`}</legend>
<ul class="fields">${scopes.map((scope) => html`<li>${scope.name} <span class="role">${scope.description}</span></li>`)}</ul></fieldset>`;
}
