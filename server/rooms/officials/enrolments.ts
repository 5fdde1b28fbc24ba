import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context, Database, Transaction } from '#kernel';
import { hashCode } from './codes.ts';
import type { Parts } from './posts.ts';
import { problems } from './problems.ts';
import { writeLine } from './proposals.ts';
import { type Official, readOfficial, setOfficialState } from './store.ts';

export interface Presented {
  /** Staff number. */
  official: string;
  code: string;
}

interface Enrolling extends Official {
  proposal: string;
}

/**
 * What the browser needs to make the passkey, for whoever brings the code of a confirmed proposal. The answer to a wrong code
 * is the answer to a wrong number.
 * @throws Problem officials/code-refused, accounts/too-many
 */
export async function beginEnrolment(
  database: Database,
  context: Context,
  parts: Parts,
  presented: Presented,
  address: string,
): Promise<{ name: string; options: object }> {
  await spendTry(parts, address);
  const enrolling = await database.transact((transaction) => redeem(transaction, context, presented, false));
  const { account, official, name } = enrolling;
  return {
    name,
    options: await parts.accounts.passkeyRegistration(account, { id: official, name }, parts.trust.conveyance),
  };
}

/**
 * Registers the official's device and uses up the code. A passkey that is copied to other devices is refused, and the code
 * stays good for a device that keeps its own. That it does is its maker's word, where the policy asks for it.
 */
export async function finishEnrolment(
  transaction: Transaction,
  context: Context,
  parts: Parts,
  given: Presented & { label: string; response: object },
): Promise<{ authenticator: string; journal: string }> {
  const enrolling = await redeem(transaction, context, given, true);
  const own: Context = {
    ...context,
    caller: { kind: 'official', id: enrolling.official, name: enrolling.name, scopes: new Set() },
  };
  const { authenticator } = await parts.accounts.registerPasskey(transaction, own, enrolling.account, {
    label: given.label,
    response: given.response,
    deviceBoundOnly: true,
    judge: parts.trust.judge,
  });
  await setOfficialState(transaction.client, enrolling.official, 'active', context.clock.now().toISOString());
  if (enrolling.state === 'invited')
    await parts.accounts.setAccountState(transaction, own, enrolling.account, 'active', 'enrolled');
  const journal = writeLine(transaction, own, 'enrol-device', {
    official: enrolling.official,
    proposal: enrolling.proposal,
    authenticator,
  });
  return { authenticator, journal };
}

/** One address has so many tries; a code cannot be guessed, but the hashing is ours. */
export function spendTry(parts: Parts, address: string): Promise<void> {
  const network = createHash('sha256').update(address).digest('base64url').slice(0, 16);
  return parts.accounts.spend(`enrolment:${network}`, 60, 600);
}

/** @param use the code counts once: parallel uses have one winner */
async function redeem(
  transaction: Transaction,
  context: Context,
  { official, code }: Presented,
  use: boolean,
): Promise<Enrolling> {
  const { client } = transaction;
  const { rows } = await client.query<{ proposal: string; code: Buffer }>(
    "SELECT proposal, code FROM officials.proposal WHERE official = $1 AND state = 'confirmed' AND code IS NOT NULL AND expires_at > $2",
    [official, context.clock.now()],
  );
  const given = hashCode(official, code);
  const found = rows.find((row) => timingSafeEqual(row.code, given));
  const known = await readOfficial(client, official, use);
  if (!found || !known || !['invited', 'active'].includes(known.state)) throw problems['code-refused']();
  if (use) {
    const used = await client.query(
      "UPDATE officials.proposal SET state = 'used', code = NULL WHERE proposal = $1 AND state = 'confirmed' AND code = $2",
      [found.proposal, given],
    );
    if (used.rowCount === 0) throw problems['code-refused']();
  }
  return { ...known, proposal: found.proposal };
}
