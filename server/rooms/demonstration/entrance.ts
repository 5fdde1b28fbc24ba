import { type Html, html, type Kernel } from '#kernel';
import type { Offices } from '#rooms/offices';
import { BACKSTAGE, type Persona } from './personas.ts';

const GROUPS = ['citizen', 'officer', 'agency', 'oversight'] as const;

function groupOf({ kind, role }: Persona): (typeof GROUPS)[number] {
  if (kind !== 'official') return kind;
  return ['auditor', 'administrator', 'security-inspector'].includes(role) ? 'oversight' : 'officer';
}

/** "Registration officer, Ba Đình Ward". */
function describe(one: Persona, offices: Offices, language: string): string {
  const place = one.organisation
    ? offices.organisationName(one.organisation, language)
    : one.area === undefined
      ? ''
      : offices.areaName(one.area, language);
  return [offices.roleName(one.role, language), place].filter(Boolean).join(', ');
}

/** The demonstration's people on the sign-in page, each a button of one form: who they are, and what they come for. */
export function renderPersonas(
  { words }: Pick<Kernel, 'words'>,
  offices: Offices,
  personas: readonly Persona[],
  action: string,
  language: string,
): Html {
  const say = (key: string) => words.say(language, `screen.signIn.${key}`);
  const line = (id: string) => words.has(language, `screen.signIn.persona.${id}`) && say(`persona.${id}`);
  const groups = GROUPS.map((group) => ({
    group,
    members: personas.filter((one) => groupOf(one) === group && !BACKSTAGE.has(one.id)),
  }));
  return html`<p class="note warn"><strong>${say('demonstration')}</strong> ${say('demonstrationText')} <a href="/demonstration/messages">${say('messages')}</a></p>
<form class="stack" method="post" action="${action}">
${groups
  .filter(({ members }) => members.length > 0)
  .map(
    ({
      group,
      members,
    }) => html`<section class="stack" aria-labelledby="${group}"><h2 id="${group}">${say(`group.${group}`)}</h2>
<ul class="cards">${members.map(
      (one) =>
        html`<li><button name="persona" value="${one.id}"><b>${one.name}</b> <small>${describe(one, offices, language)}</small>${line(one.id) && html` <span>${line(one.id)}</span>`}</button></li>`,
    )}</ul></section>`,
  )}
</form>`;
}
