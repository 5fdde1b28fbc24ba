import { randomBytes } from 'node:crypto';
import { type Context, isId, newId, type Transaction } from '#kernel';
import { readAgreementVersions } from '#rooms/exchange';
import type { Offices } from '#rooms/offices';
import { note, requireOrganisation } from './callers.ts';
import { type DraftChange, type DraftRow, insertDraft, readDraft, updateDraft } from './draftStore.ts';
import { type DraftStep, nextDraftState } from './model.ts';
import { problems } from './problems.ts';
import { checkTerms, type Terms } from './terms.ts';
import { digestOf, renderAgreement, type TextParts } from './text.ts';

export interface DraftParts extends TextParts {
  readonly offices: TextParts['offices'] & Pick<Offices, 'deadlineAfter' | 'findLegalBasis'>;
}

export interface DraftMade {
  draft: string;
  agreement: string;
  state: DraftRow['state'];
  revision: number;
}

/**
 * Begins a new agreement, or a change of an existing one.
 * @throws Problem connections/terms-refused, agreement-unknown, draft-open
 */
export async function makeDraft(
  transaction: Transaction,
  context: Context,
  { offices }: DraftParts,
  given: { terms: Terms; why: string; agreement?: string },
): Promise<DraftMade> {
  const organisation = requireOrganisation(context);
  const { client } = transaction;
  const terms = checkTerms(offices.country, organisation, given.terms, context.clock.today());
  const [newest] = given.agreement === undefined ? [] : await readAgreementVersions(client, given.agreement);
  if (given.agreement !== undefined && newest?.organisation !== organisation)
    throw problems['agreement-unknown']({ pointer: '/agreement' });
  const agreement = newest?.agreement ?? `${organisation.slice(0, 60)}-${randomBytes(4).toString('hex')}`;
  const draft = newId<'draft'>();
  const made = await insertDraft(client, {
    draft,
    organisation,
    agreement,
    baseVersion: newest?.version,
    terms,
    why: given.why,
    authors: [context.caller.id],
    madeAt: context.clock.now(),
  });
  if (!made) throw problems['draft-open']({ values: { agreement } });
  note(transaction, context, 'draft-made', {
    organisation,
    draft,
    agreement,
    ...(newest ? { base: newest.version } : {}),
  });
  return { draft, agreement, state: 'draft', revision: 1 };
}

/** @throws Problem connections/draft-state, draft-changed, terms-refused */
export async function editDraft(
  transaction: Transaction,
  context: Context,
  { offices }: DraftParts,
  id: string,
  given: { terms: Terms; why: string; revision: number },
): Promise<DraftMade> {
  const draft = await requireOwnDraft(transaction, context, id, given.revision);
  const terms = checkTerms(offices.country, draft.organisation, given.terms, context.clock.today());
  return step(transaction, context, draft, 'edit', { terms, why: given.why, authors: withAuthor(draft, context) });
}

/** Puts a draft before us; from now on the period of the law runs. */
export async function sendDraft(
  transaction: Transaction,
  context: Context,
  { offices }: DraftParts,
  id: string,
  revision: number,
): Promise<DraftMade> {
  const draft = await requireOwnDraft(transaction, context, id, revision);
  const today = context.clock.today();
  // The catalogue and the calendar may have moved since it was written.
  checkTerms(offices.country, draft.organisation, draft.terms, today);
  const dueOn = offices.deadlineAfter(offices.country.connections.decision.deadline, today);
  return step(
    transaction,
    context,
    draft,
    'send',
    {
      ...{ sentBy: context.caller.id, sentAt: context.clock.now(), dueOn, authors: withAuthor(draft, context) },
      ...{ offered: undefined, reasons: [], decidedBy: undefined, decidedAt: undefined, decisionText: undefined },
    },
    { dueOn, digest: digestOf(JSON.stringify(draft.terms)) },
  );
}

/** The organisation takes our narrower terms: they become what is signed. */
export async function agreeToOffer(
  transaction: Transaction,
  context: Context,
  parts: DraftParts,
  id: string,
  revision: number,
): Promise<DraftMade> {
  const draft = await requireOwnDraft(transaction, context, id, revision);
  const terms = draft.offered ?? draft.terms;
  const agreed = { ...draft, terms };
  return step(transaction, context, draft, 'agree', {
    ...acceptance(agreed, parts),
    terms,
    authors: withAuthor(draft, context),
  });
}

/** It does not: the draft is on its desk again. */
export async function objectToOffer(
  transaction: Transaction,
  context: Context,
  id: string,
  given: { revision: number; why: string },
): Promise<DraftMade> {
  const draft = await requireOwnDraft(transaction, context, id, given.revision);
  const change = { authors: withAuthor(draft, context), dueOn: undefined, reply: given.why };
  return step(transaction, context, draft, 'object', change, { why: given.why });
}

export async function withdrawDraft(
  transaction: Transaction,
  context: Context,
  id: string,
  given: { revision: number; why: string },
): Promise<DraftMade> {
  const draft = await requireOwnDraft(transaction, context, id, given.revision);
  return step(transaction, context, draft, 'withdraw', { reply: given.why }, { why: given.why });
}

/** What an acceptance writes: the text as it will be signed, in the country's first language, and a new round of signatures. */
export function acceptance(draft: DraftRow, parts: DraftParts): DraftChange {
  const text = renderAgreement(draft, parts.offices.country.facts.languages[0]!, parts);
  return { text, digest: digestOf(text), round: draft.round + 1 };
}

/** @throws Problem connections/draft-state */
export async function step(
  transaction: Transaction,
  context: Context,
  draft: DraftRow,
  name: DraftStep,
  change: DraftChange,
  told: Record<string, unknown> = {},
): Promise<DraftMade> {
  const state = requireNext(draft, name);
  await updateDraft(transaction.client, draft.draft, { ...change, state }, context.clock.now());
  const { organisation, agreement, draft: id } = draft;
  const changed = change.digest && change.text ? { digest: change.digest } : {};
  note(transaction, context, `draft-${name}`, { organisation, draft: id, agreement, ...changed, ...told });
  return { draft: id, agreement, state, revision: draft.revision + 1 };
}

export function requireNext(draft: DraftRow, name: DraftStep): DraftRow['state'] {
  const state = nextDraftState(draft.state, name);
  if (!state) throw problems['draft-state']({ values: { state: draft.state } });
  return state;
}

/**
 * @param organisation whose it must be: another's draft does not exist for the caller
 * @throws Problem connections/draft-unknown, draft-changed where somebody was quicker
 */
export async function requireDraft(
  transaction: Transaction,
  id: string,
  revision: number,
  organisation?: string,
): Promise<DraftRow> {
  const draft = isId(id) ? await readDraft(transaction.client, id, true) : undefined;
  if (!draft || (organisation !== undefined && draft.organisation !== organisation)) throw problems['draft-unknown']();
  if (draft.revision !== revision)
    throw problems['draft-changed']({ pointer: '/revision', values: { revision: draft.revision } });
  return draft;
}

const requireOwnDraft = (transaction: Transaction, context: Context, id: string, revision: number): Promise<DraftRow> =>
  requireDraft(transaction, id, revision, requireOrganisation(context));

const withAuthor = ({ authors }: DraftRow, { caller }: Context): string[] => [...new Set([...authors, caller.id])];
