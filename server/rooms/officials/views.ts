import { type Context, requireScope, type Transaction } from '#kernel';
import type { OfficeHours } from '#libs/country';
import type { Offices } from '#rooms/offices';
import { hoursOf, isIdle, judgePost, type Moment, type Post, reviewDueAt } from './model.ts';
import type { Parts } from './posts.ts';
import type { ProposalRow } from './proposals.ts';
import { findOfficials, type Official, readNames, readPosts, readPostsReviewedBefore } from './store.ts';

const PAGE = 50;

interface Place {
  role: string;
  area?: string | undefined;
  organisation?: string | undefined;
}

function momentOf(context: Context, offices: Offices): Moment {
  return {
    now: context.clock.now(),
    today: context.clock.today(),
    timeZone: offices.country.facts.timeZone,
  };
}

/** A place in the reader's language. */
function namePlace(offices: Offices, { role, area, organisation }: Place, language: string) {
  return {
    role,
    roleName: offices.roleName(role, language),
    ...(area !== undefined ? { area, placeName: offices.areaName(area, language) } : {}),
    ...(organisation ? { organisation, placeName: offices.organisationName(organisation, language) } : {}),
  };
}

function viewPost(post: Post, offices: Offices, language: string, moment: Moment) {
  const hours: OfficeHours | undefined = hoursOf(post, offices);
  return {
    post: post.post,
    ...namePlace(offices, post, language),
    state: judgePost(post, offices, moment).state,
    validFrom: post.validFrom,
    ...(post.validTo ? { validTo: post.validTo } : {}),
    ...(hours ? { hours } : {}),
    reviewedAt: post.reviewedAt,
    reviewDueAt: reviewDueAt(post),
  };
}

/** Officials by their numbers, fifty at a time, with what they may do now. */
export async function listOfficials(
  transaction: Transaction,
  context: Context,
  { offices }: Pick<Parts, 'offices'>,
  asked: { text?: string; after?: string },
) {
  requireScope(context.caller, 'officials.manage');
  const { client } = transaction;
  const found = await findOfficials(client, { text: asked.text ?? '', after: asked.after ?? '', limit: PAGE + 1 });
  const shown = found.slice(0, PAGE);
  const posts = await readPosts(
    client,
    shown.map((one) => one.official),
  );
  const moment = momentOf(context, offices);
  return {
    officials: shown.map((one) => ({
      official: one.official,
      name: one.name,
      state: one.state === 'active' && isIdle(one, moment.now) ? 'idle' : one.state,
      mine: one.official === context.caller.id,
      madeAt: one.madeAt,
      ...(one.lastSeenAt ? { lastSeenAt: one.lastSeenAt } : {}),
      posts: posts
        .filter((post) => post.official === one.official)
        .map((post) => viewPost(post, offices, context.language, moment)),
    })),
    ...(found.length > PAGE ? { next: shown.at(-1)!.official } : {}),
  };
}

/** What waits for a second person, or was decided lately. */
export async function listProposals(
  transaction: Transaction,
  context: Context,
  { offices }: Pick<Parts, 'offices'>,
  state: 'open' | 'decided',
) {
  requireScope(context.caller, 'officials.manage');
  const { client } = transaction;
  const now = context.clock.now();
  const { rows } = await client.query<ProposalRow>(
    state === 'open'
      ? "SELECT * FROM officials.proposal WHERE state = 'open' AND expires_at > $1 ORDER BY proposed_at LIMIT 200"
      : "SELECT * FROM officials.proposal WHERE state <> 'open' AND proposed_at > $1::timestamptz - interval '1 year' ORDER BY COALESCE(decided_at, proposed_at) DESC LIMIT 100",
    [now],
  );
  const names = await readNames(client, [
    ...new Set(rows.flatMap((row) => [row.official, row.proposed_by, row.decided_by ?? []].flat())),
  ]);
  const { id } = context.caller;
  return rows.map((row) => ({
    proposal: row.proposal,
    kind: row.kind,
    state: row.state,
    official: row.official,
    name: row.data.name ?? names.get(row.official) ?? row.official,
    ...(row.data.post ? { post: proposedPost(row.data.post, offices, context.language) } : {}),
    proposedBy: names.get(row.proposed_by) ?? row.proposed_by,
    proposedAt: row.proposed_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    mine: row.proposed_by === id,
    aboutMe: row.official === id,
    ...(row.decided_by ? { decidedBy: names.get(row.decided_by) ?? row.decided_by } : {}),
    ...(row.decided_at ? { decidedAt: row.decided_at.toISOString() } : {}),
    ...(row.note ? { note: row.note } : {}),
    ...(row.decided_note ? { decidedNote: row.decided_note } : {}),
  }));
}

function proposedPost(post: NonNullable<ProposalRow['data']['post']>, offices: Offices, language: string) {
  return {
    ...namePlace(offices, post, language),
    ...(post.validFrom ? { validFrom: post.validFrom } : {}),
    ...(post.validTo ? { validTo: post.validTo } : {}),
    ...(post.hours ? { hours: post.hours } : {}),
  };
}

/** Days before its date that a post comes up for review. */
const AHEAD = 30;

/** The access review: who may do what where, and by when somebody must say that it is still needed. */
export async function listReview(
  transaction: Transaction,
  context: Context,
  { offices }: Pick<Parts, 'offices'>,
  asked: 'due' | 'all',
) {
  requireScope(context.caller, 'officials.review');
  const { client } = transaction;
  const moment = momentOf(context, offices);
  const posts = await readPostsReviewedBefore(client, moment.now.toISOString(), asked === 'due' ? 2000 : 500);
  const until = new Date(moment.now.getTime() + AHEAD * 86_400_000).toISOString();
  const shown = posts.filter((post) => asked === 'all' || reviewDueAt(post) <= until).slice(0, 500);
  const names = await readNames(client, [
    ...new Set(shown.flatMap((post) => [post.official, post.givenBy, post.reviewedBy ?? []].flat())),
  ]);
  const seen = await readSeen(
    transaction,
    shown.map((post) => post.official),
  );
  return shown.map((post) => ({
    official: post.official,
    name: names.get(post.official) ?? post.official,
    mine: post.official === context.caller.id,
    givenBy: names.get(post.givenBy) ?? post.givenBy,
    givenAt: post.givenAt,
    ...(post.reviewedBy ? { reviewedBy: names.get(post.reviewedBy) ?? post.reviewedBy } : {}),
    ...(seen.has(post.official) ? { lastSeenAt: seen.get(post.official)! } : {}),
    ...viewPost(post, offices, context.language, moment),
  }));
}

async function readSeen(transaction: Transaction, officials: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await transaction.client.query<{ official: string; last_seen_at: Date }>(
    'SELECT official, last_seen_at FROM officials.official WHERE official = ANY($1) AND last_seen_at IS NOT NULL',
    [officials],
  );
  return new Map(rows.map((row) => [row.official, row.last_seen_at.toISOString()]));
}

/** Why an official has nothing to take up now. */
export type Rest = 'unknown' | 'suspended' | 'idle' | 'none' | 'closed' | 'unreviewed' | 'early' | 'over';

/** The reason that is easiest to mend comes first. */
export function judgeRest(
  official: Official | undefined,
  posts: readonly Post[],
  offices: Offices,
  moment: Moment,
): Rest | undefined {
  if (!official) return 'unknown';
  if (official.state !== 'active') return 'suspended';
  if (isIdle(official, moment.now)) return 'idle';
  const states = posts.map((post) => judgePost(post, offices, moment).state);
  if (states.includes('open')) return undefined;
  return (['closed', 'unreviewed', 'early', 'over'] as const).find((one) => states.includes(one)) ?? 'none';
}
