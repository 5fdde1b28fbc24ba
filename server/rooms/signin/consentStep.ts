import type { Fault, Form } from '#kernel';
import { mayConsent } from '#rooms/mandates';
import { formatDate } from '#rooms/people';
import { actingFor, type Interaction } from '#rooms/provider';
import { findBeyond, renderConsent } from './consentPage.ts';
import type { Round, SignInParts } from './signInParts.ts';

/** Shows what the service asks for, by the agreement and in the reader's words. */
export async function sendConsent(parts: SignInParts, round: Round, faults: readonly Fault[] = []): Promise<unknown> {
  const { offices, pages } = parts;
  const { request, reply, interaction, service, session, action } = round;
  const { agreement } = interaction;
  // Our own screens need no consent, and without a session there is nobody to give one.
  if (!agreement || !session) return reply.redirect('/sign-in', 303);
  const { language } = request;
  const frame = pages.frameOf(request, action);
  const nameOf = (field: string) => frame.words.say(language, `field.${field}`);
  const acting = actingFor(agreement, session.acting);
  const { detail } = interaction;
  // Who may not agree to what is asked about a person: the service hears it before a sheet is read in vain.
  if (detail && (!session.person || !mayAnswer(acting))) return parts.interactions.abort(request, reply);
  const beside = detail && (await parts.interactions.findBeside(interaction, session));
  const page = renderConsent(frame, {
    sending: pages.sendingOf(request, reply, action),
    service: service.name,
    organisation: service.organisation ?? agreement.organisation,
    purpose: offices.purposeSentence(agreement.purpose, language),
    law: offices.legalBasisTitle(agreement.legalBasis, language),
    fields: interaction.asked.map(({ field, required }) => ({ field, required, label: nameOf(field) })),
    beyond: findBeyond(interaction.asked, offices.findPurpose(agreement.purpose)?.fields ?? []).map(nameOf),
    apis: interaction.apis.map(({ name, organisation, scopes }) => ({
      name: name[language] ?? '',
      organisation: organisation && offices.organisationName(organisation, language),
      scopes: scopes.map((one) => ({ name: one.name[language] ?? '', description: one.description[language] ?? '' })),
    })),
    share: detail && {
      purpose: offices.purposeSentence(detail.purpose, language),
      law: offices.legalBasisTitle(detail.legalBasis, language),
      until: formatDate(language, detail.until),
      about: acting?.name,
      beside: beside && frame.words.say(language, `value.consentBeside.${beside}`, { name: acting?.name ?? '' }),
      fields: detail.fields.map(({ field, required }) => ({ field, required, label: nameOf(field) })),
      beyond: findBeyond(detail.fields, offices.findPurpose(detail.purpose)?.fields ?? []).map(nameOf),
    },
    actingFor: acting?.name,
    faults,
  });
  return pages.send(reply, page, { status: faults.length > 0 ? 422 : 200, target: interaction.redirectUri });
}

/** About oneself, or about somebody whom one may agree for. */
const mayAnswer = (acting: ReturnType<typeof actingFor>): boolean =>
  acting === undefined || (acting.kind === 'person' && mayConsent(acting));

/** Takes the answer: the required fields and those ticked, or the service learns that access was denied. */
export async function takeConsent(parts: SignInParts, round: Round, form: Form): Promise<unknown> {
  const { interactions, pages } = parts;
  const { request, reply, interaction, session } = round;
  const { agreement } = interaction;
  if (!agreement || !session) return reply.redirect('/sign-in', 303);
  if (form.decision === 'no') return interactions.abort(request, reply);
  if (form.decision !== 'yes')
    return sendConsent(parts, round, [{ text: pages.sayFor(request)('page.consent.unanswered') }]);
  const given = (name: string, asked: Interaction['asked']) =>
    asked.filter(({ field, required }) => required || form[`${name}:${field}`] === 'yes').map(({ field }) => field);
  const fields = given('field', interaction.asked);
  const shared = given('share', interaction.detail?.fields ?? []);
  return interactions.finishConsent(request, reply, { session, fields, shared, remember: form.remember === 'yes' });
}
