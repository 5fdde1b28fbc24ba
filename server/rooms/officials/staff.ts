import { type Context, newId, requireScope, type Transaction } from '#kernel';
import type { Account } from '#rooms/accounts';
import { checkPlace, isIdle, judgePost } from './model.ts';
import { endPost, type NewPost, type Parts, tell } from './posts.ts';
import { problems } from './problems.ts';
import { giveCode, writeLine } from './proposals.ts';
import { insertOfficial, insertPost, readOfficial, readPosts, setOfficialState } from './store.ts';

export interface NewOfficial extends NewPost {
  /** Staff number. */
  official: string;
  name: string;
}

/**
 * Stops an official at once, by one: `suspended` until two wake them, `left` for good.
 * @throws Problem officials/official-unknown, officials/official-left
 */
export async function stopOfficial(
  transaction: Transaction,
  context: Context,
  parts: Parts,
  official: string,
  stop: { state: 'suspended' | 'left'; why: string },
): Promise<{ journal: string }> {
  requireScope(context.caller, 'officials.manage');
  const { client } = transaction;
  const known = await readOfficial(client, official, true);
  if (!known) throw problems['official-unknown']();
  if (known.state === 'left') throw problems['official-left']();
  const left = stop.state === 'left';
  if (left)
    for (const post of await readPosts(client, [official]))
      await endPost(transaction, context, parts, official, post.post, stop.why);
  await setOfficialState(client, official, stop.state, undefined);
  // A code that was handed over must not open what has just been closed.
  await client.query(
    `UPDATE officials.proposal SET state = 'expired', code = NULL
     WHERE official = $1 AND state IN ('open', 'confirmed') AND (state = 'open' OR code IS NOT NULL)`,
    [official],
  );
  // Ends every session too.
  await parts.accounts.setAccountState(transaction, context, known.account, left ? 'closed' : 'locked', stop.state);
  return { journal: writeLine(transaction, context, stop.state, { official }) };
}

/**
 * The installation's own officials: first administrators, a demonstration's personas. Nobody was there to confirm them: the
 * journal says so. Installing one again wakes and reviews what is there.
 */
export async function installOfficial(
  transaction: Transaction,
  context: Context,
  parts: Parts,
  given: NewOfficial,
): Promise<Pick<Account, 'account'>> {
  const { client } = transaction;
  const today = context.clock.today();
  const now = context.clock.now().toISOString();
  const { official, name, role, area, organisation, hours, validTo } = given;
  checkPlace(parts.offices, given, today);
  const known = await readOfficial(client, official, true);
  if (known?.state === 'left') throw problems['official-left']();
  const account =
    known?.account ??
    (
      await parts.accounts.createAccount(transaction, context, {
        kind: 'official',
        actor: official,
        name,
        language: parts.offices.country.facts.languages[0]!,
        level: 2,
        state: 'active',
      })
    ).account;
  if (!known) {
    const made = { official, account, name, organisation, state: 'active' as const, madeAt: now, lastSeenAt: now };
    if (!(await insertOfficial(client, made))) throw problems['official-known']();
  } else {
    await setOfficialState(client, official, 'active', now);
    if (known.state === 'suspended')
      await parts.accounts.setAccountState(transaction, context, account, 'active', 'woken');
  }
  const held = (await readPosts(client, [official])).find(
    (one) => one.role === role && one.area === area && one.organisation === organisation,
  );
  const post = held ?? {
    ...{ official, post: newId() as string, role, area, organisation, hours, validFrom: today, validTo },
    ...{ givenBy: context.caller.id, givenAt: now, reviewedAt: now, reviewedBy: undefined },
    ...{ endedAt: undefined, endedBy: undefined, endedWhy: undefined },
  };
  if (held)
    await client.query('UPDATE officials.post SET reviewed_at = $3 WHERE official = $1 AND post = $2', [official, held.post, now]); // biome-ignore format: one act
  else await insertPost(client, post);
  await tell(transaction, context, parts, account, held ? 'post-reviewed' : 'post-given', post, { installed: true });
  return { account };
}

/**
 * First administrators, from the machine itself: as many as it takes for two to be able to confirm each other's proposals.
 * @returns the enrolment code
 * @throws Problem officials/already-installed unless `emergency` says why two are not enough
 */
export async function installFirst(
  transaction: Transaction,
  context: Context,
  parts: Parts,
  given: NewOfficial & { emergency?: string | undefined },
): Promise<{ code: string; codeExpiresAt: string }> {
  const { emergency, ...official } = given;
  // Two installers at once would otherwise each count the other out.
  await transaction.client.query("SELECT pg_advisory_xact_lock(hashtext('officials.install'))");
  if (!emergency && (await countManagers(transaction, context, parts, given.official)) >= 2)
    throw problems['already-installed']();
  await installOfficial(transaction, context, parts, official);
  const proposal = newId();
  const now = context.clock.now();
  await transaction.client.query(
    `INSERT INTO officials.proposal (proposal, kind, official, data, state, proposed_by, proposed_at, decided_by, decided_at, expires_at, note)
     VALUES ($1, 'device', $2, '{}', 'confirmed', $3, $4, $3, $4, $4, $5)`,
    [proposal, given.official, context.caller.id, now, emergency ?? ''],
  );
  writeLine(transaction, context, 'install', {
    official: given.official,
    proposal,
    ...(emergency ? { emergency } : {}),
  });
  return giveCode(transaction, { proposal, official: given.official }, now);
}

/** Officials who can confirm proposals today, one apart. */
async function countManagers(transaction: Transaction, context: Context, parts: Parts, apart: string): Promise<number> {
  const { roles, facts } = parts.offices.country;
  const managing = [...roles.values()].filter(({ scopes }) => scopes.includes('officials.manage')).map(({ id }) => id);
  const { rows } = await transaction.client.query<{ official: string }>(
    'SELECT DISTINCT official FROM officials.post WHERE role = ANY($1) AND ended_at IS NULL AND official <> $2',
    [managing, apart],
  );
  const moment = { now: context.clock.now(), today: context.clock.today(), timeZone: facts.timeZone };
  let count = 0;
  for (const { official } of rows) {
    const known = await readOfficial(transaction.client, official);
    if (known?.state !== 'active' || isIdle(known, moment.now)) continue;
    const posts = await readPosts(transaction.client, [official]);
    const usable = posts.some(
      (one) => managing.includes(one.role) && ['open', 'closed'].includes(judgePost(one, parts.offices, moment).state),
    );
    if (usable) count += 1;
  }
  return count;
}
