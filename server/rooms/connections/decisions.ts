import type { Context, Transaction } from '#kernel';
import { requireOurs } from './callers.ts';
import { isInForce } from './catalogue.ts';
import type { Reason } from './draftStore.ts';
import { acceptance, type DraftMade, type DraftParts, requireDraft, step } from './drafts.ts';
import { problems } from './problems.ts';
import { checkTerms, compareTerms, isNarrower, type Terms } from './terms.ts';

const SCOPE = 'connections.decide';

/** As it was asked for: it waits for the signatures of both sides. */
export async function acceptDraft(
  transaction: Transaction,
  context: Context,
  parts: DraftParts,
  id: string,
  given: { revision: number },
): Promise<DraftMade> {
  requireOurs(context, SCOPE);
  const draft = await requireDraft(transaction, id, given.revision);
  const change = { ...acceptance(draft, parts), ...decidedBy(context), decisionText: undefined };
  return step(transaction, context, draft, 'accept', change);
}

/**
 * Less than was asked for, each thing that is taken away with its reason.
 * @throws Problem connections/terms-not-narrower, reason-missing, terms-refused
 */
export async function narrowDraft(
  transaction: Transaction,
  context: Context,
  { offices }: DraftParts,
  id: string,
  given: { revision: number; terms: Terms; reasons: readonly Reason[]; text?: string },
): Promise<DraftMade> {
  requireOurs(context, SCOPE);
  const draft = await requireDraft(transaction, id, given.revision);
  const offered = checkTerms(offices.country, draft.organisation, given.terms, context.clock.today());
  if (!isNarrower(offered, draft.terms)) throw problems['terms-not-narrower']({ pointer: '/terms' });
  const changes = compareTerms(draft.terms, offered);
  const reasonOf = ({ part, item }: { part: string; item?: string }) =>
    given.reasons.find((one) => one.part === part && one.item === item);
  const missing = changes
    .filter((change) => !reasonOf(change))
    .map(({ part, item }) => (item ? `${part}/${item}` : part));
  if (missing.length > 0)
    throw problems['reason-missing']({ pointer: '/reasons', values: { part: missing.join(', ') }, extra: { missing } });
  const reasons = changes.map((change) => reasonOf(change)!);
  const change = { offered, reasons, decisionText: given.text, ...decidedBy(context) };
  return step(transaction, context, draft, 'narrow', change, { parts: changes.map(({ part }) => part) });
}

/**
 * A refusal says in writing on which law it rests (Decree 194/2025: share by default).
 * @throws Problem connections/law-unknown, law-not-in-force
 */
export async function refuseDraft(
  transaction: Transaction,
  context: Context,
  { offices }: DraftParts,
  id: string,
  given: { revision: number; legalBasis: string; text: string },
): Promise<DraftMade> {
  requireOurs(context, SCOPE);
  const draft = await requireDraft(transaction, id, given.revision);
  const law = offices.findLegalBasis(given.legalBasis);
  const pointer = '/legalBasis';
  if (!law) throw problems['law-unknown']({ pointer });
  if (!isInForce(law, context.clock.today())) throw problems['law-not-in-force']({ pointer });
  const { legalBasis, text } = given;
  const change = { legalBasis, decisionText: text, ...decidedBy(context) };
  return step(transaction, context, draft, 'refuse', change, { legalBasis, text });
}

/** Whoever was to sign second found something: it is decided anew. What was signed of it counts no more. */
export async function returnDraft(
  transaction: Transaction,
  context: Context,
  id: string,
  given: { revision: number; why: string },
): Promise<DraftMade> {
  requireOurs(context, SCOPE);
  const draft = await requireDraft(transaction, id, given.revision);
  const change = { text: undefined, digest: undefined, decisionText: given.why };
  return step(transaction, context, draft, 'return', change, { why: given.why });
}

const decidedBy = ({ caller, clock }: Context) => ({ decidedBy: caller.id, decidedAt: clock.now() });
