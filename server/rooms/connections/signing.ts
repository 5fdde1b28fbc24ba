import { type Context, requireScope, type Transaction } from '#kernel';
import { requireFreshProof } from '#rooms/accounts';
import { enactAgreement } from '#rooms/exchange';
import { note, requireOrganisation, requireOurs } from './callers.ts';
import { insertSignature, readSignatures, updateDraft } from './draftStore.ts';
import { requireDraft, requireNext } from './drafts.ts';
import { refuseSigner, type Side } from './model.ts';
import { problems } from './problems.ts';

export interface Signed {
  draft: string;
  state: 'accepted' | 'enacted';
  revision: number;
  /** Of the agreement, once both sides have signed. */
  version?: number;
  journal: string;
}

/**
 * Signs the text by its digest. With the second side's signature it is in force with the next question.
 * @throws Problem accounts/step-up-needed, connections/digest-differs, four-eyes, signed-already; exchange/agreement-changed
 */
export async function signDraft(
  transaction: Transaction,
  context: Context,
  id: string,
  given: { revision: number; digest: string },
): Promise<Signed> {
  const side: Side = context.caller.organisation ? 'agency' : 'holder';
  if (side === 'holder') requireOurs(context, 'connections.decide');
  else requireScope(context.caller, 'connections.sign');
  const { assurance } = requireFreshProof(context);
  const { client } = transaction;
  const organisation = side === 'agency' ? requireOrganisation(context) : undefined;
  const draft = await requireDraft(transaction, id, given.revision, organisation);
  requireNext(draft, 'sign');
  if (given.digest !== draft.digest) throw problems['digest-differs']({ pointer: '/digest' });
  const signatures = await readSignatures(client, id, draft.round);
  const signer = context.caller.id;
  const refused = refuseSigner(signer, side, draft, signatures);
  if (refused) throw problems[refused]();
  const { agreement, round, digest } = draft;
  const told = { organisation: draft.organisation, draft: id, agreement, side, digest };
  const line = note(transaction, context, 'agreement-signed', told);
  const signedAt = context.clock.now();
  const role = context.caller.role ?? '';
  await insertSignature(client, id, { side, round, signer, role, digest, assurance, signedAt, line });
  // The draft itself stays as it is: both sides may sign at the same moment.
  if (signatures.length === 0) return { draft: id, state: 'accepted', revision: draft.revision, journal: line };
  const state = requireNext(draft, 'enact') as 'enacted';
  const { terms, baseVersion: base } = draft;
  const version = await enactAgreement(transaction, context, {
    ...{ agreement, organisation: draft.organisation, terms, base },
  });
  await updateDraft(client, id, { state, enactedVersion: version, enactedAt: signedAt }, signedAt);
  return { draft: id, state, revision: draft.revision + 1, version, journal: line };
}
