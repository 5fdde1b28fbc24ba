import { type Html, html } from './html.ts';
import type { Diploma } from './records.ts';
import type { Session } from './sessions.ts';
import { isErrorCode, LANGUAGE_NAMES, LANGUAGES, type Language, type Say, type WordKey } from './words.ts';

export interface Frame {
  readonly say: Say;
  readonly language: Language;
  readonly path: string;
  readonly session: Session | undefined;
}

export function renderPage({ say, language, path, session }: Frame, title: string, body: Html): string {
  const languages = LANGUAGES.map(
    (one) =>
      html`<li><a href="${path}?lang=${one}" lang="${one}" hreflang="${one}"${one === language && html` aria-current="true"`}>${LANGUAGE_NAMES[one]}</a></li>`,
  );
  const acting = session?.actingFor && say('actsFor', { name: session.actingFor.name });
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} – ${say('portal')}</title>
<link rel="stylesheet" href="/portal.css">
</head>
<body>
<a class="skip" href="#main">${say('skip')}</a>
<header><div class="in">
<p class="brand"><a href="/">${say('portal')}</a><span>${say('ministry')}</span></p>
<nav aria-label="${say('language')}"><ul>${languages}</ul></nav>
</div></header>
${
  session &&
  html`<section class="who" aria-label="${say('signIn')}"><div class="in"><p>${say('signedInAs', { name: session.name })}${acting && html`<br>${acting}`}</p>
<form method="post" action="/sign-out"><button>${say('signOut')}</button></form></div></section>`
}
<main id="main"><div class="in stack"><h1>${title}</h1>
${body}
</div></main>
<footer><p class="in">${say('synthetic')}</p></footer>
</body>
</html>
`.text;
}

export function renderHome(frame: Frame): string {
  const { say, session } = frame;
  const card = (href: string, title: WordKey, text: WordKey) =>
    html`<li class="card"><h2><a href="${href}">${say(title)}</a></h2><p>${say(text)}</p></li>`;
  return renderPage(
    frame,
    say('portal'),
    html`<p class="lead">${say('lead')}</p>
${!session && renderAsk('/sign-in', '/', say('signIn'))}
<ul class="cards">${card('/record', 'recordTitle', 'recordText')}${card('/company', 'companyTitle', 'companyText')}</ul>`,
  );
}

/** A button that goes to the login; what it asks for stands in the form. */
function renderAsk(action: string, to: string, label: string): Html {
  return html`<form method="post" action="${action}"><input type="hidden" name="to" value="${to}"><button class="main">${label}</button></form>`;
}

export function renderStepUp(frame: Frame): string {
  const { say } = frame;
  return renderPage(
    frame,
    say('stepUpTitle'),
    html`<p>${say('stepUpText')}</p>${renderAsk('/sign-in', '/record', say('stepUp'))}`,
  );
}

export function renderRecord(frame: Frame, session: Session, diplomas: readonly Diploma[]): string {
  const { say, language } = frame;
  const date = session.birthDate ? formatDate(session.birthDate, language) : '–';
  return renderPage(
    frame,
    say('recordTitle'),
    html`<p>${say('recordOf', { name: session.name, date })}</p>
<table><thead><tr><th scope="col">${say('title')}</th><th scope="col">${say('school')}</th><th scope="col">${say('year')}</th></tr></thead>
<tbody>${diplomas.map(({ title, school, year }) => html`<tr><th scope="row">${say(title)}</th><td>${school}</td><td>${year}</td></tr>`)}</tbody></table>
<p><a href="/">${say('back')}</a></p>`,
  );
}

/** A day, or as much of it as the register knows. */
function formatDate(day: string, language: Language): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || day.startsWith('0000')) return day;
  const locale = language === 'en' ? 'en-GB' : language;
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

export function renderChooseCompany(frame: Frame): string {
  const { say } = frame;
  return renderPage(
    frame,
    say('chooseTitle'),
    html`<p>${say('chooseText')}</p>${renderAsk('/sign-in', '/company', say('choose'))}`,
  );
}

export function renderCompany(
  frame: Frame,
  company: { name: string; tax_code: string },
  wrong?: { value: string },
): string {
  const { say, session } = frame;
  return renderPage(
    frame,
    say('companyTitle'),
    html`<dl><dt>${say('company')}</dt><dd>${company.name}</dd><dt>${say('taxCode')}</dt><dd>${company.tax_code}</dd><dt>${say('filedBy')}</dt><dd>${session?.name ?? ''}</dd></dl>
<form method="post" action="/company" class="stack" novalidate><div class="field"><label for="trainees">${say('trainees')}</label><p class="hint" id="hint">${say('traineesHint')}</p>
${wrong && html`<p class="fault" id="fault">${say('traineesWrong')}</p>`}
<input id="trainees" name="trainees" inputmode="numeric" autocomplete="off" maxlength="6" value="${wrong?.value}" aria-describedby="hint${wrong && ' fault'}"${wrong && html` aria-invalid="true" autofocus`}></div>
<button class="main">${say('file')}</button></form>`,
  );
}

export function renderFiled(
  frame: Frame,
  filed: { company: string; taxCode: string; by: string; receipt: string },
): string {
  const { say } = frame;
  return renderPage(
    frame,
    say('filed'),
    html`<dl><dt>${say('company')}</dt><dd>${filed.company} (${filed.taxCode})</dd><dt>${say('filedBy')}</dt><dd>${filed.by}</dd><dt>${say('receipt')}</dt><dd><code>${filed.receipt}</code></dd></dl>
<p><a href="/">${say('back')}</a></p>`,
  );
}

export function renderSignedOut(frame: Frame): string {
  const { say } = frame;
  return renderPage(
    frame,
    say('signedOutTitle'),
    html`<p>${say('signedOutText')}</p><p><a href="/">${say('back')}</a></p>`,
  );
}

export function renderError(frame: Frame, code: string, to: string): string {
  const { say } = frame;
  const known = isErrorCode(code) ? code : 'other';
  return renderPage(
    frame,
    say('errorTitle'),
    html`<p role="alert">${say(`error.${known}`)}</p>${renderAsk('/sign-in', to, say('again'))}<p><a href="/">${say('back')}</a></p>`,
  );
}

export function renderMissing(frame: Frame): string {
  const { say } = frame;
  return renderPage(frame, say('missingTitle'), html`<p><a href="/">${say('back')}</a></p>`);
}
