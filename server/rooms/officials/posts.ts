import { type Context, describeEntry, isId, newId, requireScope, type Transaction } from '#kernel';
import type { OfficeHours } from '#libs/country';
import type { Accounts, SecurityEvent } from '#rooms/accounts';
import type { Offices } from '#rooms/offices';
import type { DeviceTrust } from './attestation.ts';
import { checkPlace, type PlaceOfPost, type Post } from './model.ts';
import { problems } from './problems.ts';
import { insertPost, type Official, readOfficial, readPosts } from './store.ts';

export interface NewPost extends PlaceOfPost {
  hours?: OfficeHours | undefined;
  validFrom?: string | undefined;
  /** First day no longer. */
  validTo?: string | undefined;
}

/** What the acts of this room work with. */
export interface Parts {
  offices: Offices;
  trust: DeviceTrust;
  accounts: Pick<
    Accounts,
    | 'createAccount'
    | 'setAccountState'
    | 'endSessions'
    | 'recordEvent'
    | 'passkeyRegistration'
    | 'registerPasskey'
    | 'removeAuthenticators'
    | 'spend'
  >;
}

/** @throws Problem officials/role-unknown, area-wrong, organisation-wrong, validity-wrong */
export function checkPost(parts: Pick<Parts, 'offices'>, context: Context, given: NewPost): void {
  const today = context.clock.today();
  checkPlace(parts.offices, given, today);
  const from = given.validFrom ?? today;
  if (from < today) throw problems['validity-wrong']({ pointer: '/post/validFrom' });
  if (given.validTo !== undefined && given.validTo <= from)
    throw problems['validity-wrong']({ pointer: '/post/validTo' });
}

/** Gives a post that two agreed on. @throws Problem officials/post-held: the same role at the same place already */
export async function givePost(
  transaction: Transaction,
  context: Context,
  parts: Parts,
  official: Pick<Official, 'official' | 'account'>,
  given: NewPost & { proposedBy: string; proposal?: string },
): Promise<Post> {
  const held = await readPosts(transaction.client, [official.official]);
  const today = context.clock.today();
  const same = (one: Post) =>
    one.role === given.role &&
    one.area === given.area &&
    one.organisation === given.organisation &&
    (one.validTo === undefined || one.validTo > (given.validFrom ?? today));
  if (held.some(same)) throw problems['post-held']({ pointer: '/post/role' });
  const now = context.clock.now().toISOString();
  const post: Post = {
    official: official.official,
    post: newId(),
    role: given.role,
    area: given.area,
    organisation: given.organisation,
    hours: given.hours,
    validFrom: given.validFrom ?? today,
    validTo: given.validTo,
    givenBy: given.proposedBy,
    givenAt: now,
    reviewedAt: now,
    reviewedBy: context.caller.id,
    endedAt: undefined,
    endedBy: undefined,
    endedWhy: undefined,
  };
  await insertPost(transaction.client, post);
  await tell(transaction, context, parts, official.account, 'post-given', post, {
    ...(given.proposal ? { proposal: given.proposal } : {}),
  });
  return post;
}

/** Ends a post at once, and every session that acts in it. */
export async function endPost(
  transaction: Transaction,
  context: Context,
  parts: Parts,
  official: string,
  post: string,
  why: string,
): Promise<{ journal: string }> {
  requireScope(context.caller, 'officials.manage');
  return finishPost(transaction, context, parts, official, post, why);
}

/**
 * The access review: somebody who neither holds nor gives posts says whether this one is still needed.
 * @throws Problem officials/for-oneself, officials/post-unknown, officials/post-ended
 */
export async function reviewPost(
  transaction: Transaction,
  context: Context,
  parts: Parts,
  official: string,
  post: string,
  decision: { keep: boolean; why: string },
): Promise<{ journal: string }> {
  requireScope(context.caller, 'officials.review');
  if (context.caller.id === official) throw problems['for-oneself']();
  if (!decision.keep) return finishPost(transaction, context, parts, official, post, decision.why);
  const { holder, held } = await holdPost(transaction, official, post);
  await transaction.client.query(
    'UPDATE officials.post SET reviewed_at = $3, reviewed_by = $4 WHERE official = $1 AND post = $2',
    [official, post, context.clock.now(), context.caller.id],
  );
  return { journal: await tell(transaction, context, parts, holder.account, 'post-reviewed', held, {}) };
}

async function finishPost(
  transaction: Transaction,
  context: Context,
  parts: Parts,
  official: string,
  post: string,
  why: string,
): Promise<{ journal: string }> {
  const { holder, held } = await holdPost(transaction, official, post);
  await transaction.client.query(
    'UPDATE officials.post SET ended_at = $3, ended_by = $4, ended_why = $5 WHERE official = $1 AND post = $2',
    [official, post, context.clock.now(), context.caller.id, why],
  );
  const journal = await tell(transaction, context, parts, holder.account, 'post-ended', held, {});
  await parts.accounts.endSessions(transaction, context, holder.account, { post }, 'post-ended');
  return { journal };
}

/** The official's row is held, so that two acts on the same posts come one after the other. */
async function holdPost(
  transaction: Transaction,
  official: string,
  post: string,
): Promise<{ holder: Official; held: Post }> {
  const holder = isId(post) ? await readOfficial(transaction.client, official, true) : undefined;
  const held = holder && (await readPosts(transaction.client, [official], true)).find((one) => one.post === post);
  if (!held) throw problems['post-unknown']();
  if (held.endedAt !== undefined) throw problems['post-ended']();
  return { holder: holder!, held };
}

/** The journal's line about a post, and what its holder reads of it. @returns the line's reference */
export async function tell(
  transaction: Transaction,
  context: Context,
  parts: Parts,
  account: string,
  event: SecurityEvent,
  post: Pick<Post, 'official' | 'post' | 'role' | 'area' | 'organisation'>,
  more: Record<string, unknown>,
): Promise<string> {
  const data = {
    official: post.official,
    post: post.post,
    role: post.role,
    ...(post.area !== undefined ? { area: post.area } : {}),
    ...(post.organisation ? { organisation: post.organisation } : {}),
    ...more,
  };
  await parts.accounts.recordEvent(transaction, context, account, event, data);
  return transaction.append(
    describeEntry(context, { kind: 'act', room: 'officials', type: event, subjects: [], data }),
  );
}
