import { type Client, type Context, type Kernel, newId, type Transaction } from '#kernel';
import { addDays, addWorkingDays } from '#libs/country';
import { readSystems } from '#rooms/exchange';
import type { Offices } from '#rooms/offices';
import { note } from './callers.ts';
import { readConnections } from './connectionStore.ts';
import { daysUntil } from './connectionViews.ts';
import { readDrafts } from './draftStore.ts';
import { judgeDue } from './model.ts';

interface Due {
  /** What it is about, and what is said of it: each pair once. */
  matter: string;
  what: string;
  organisation: string;
}

/** Keys by the nearest warning that has come. */
async function keysEnding(client: Pick<Client, 'query'>, { country }: Offices): Promise<Due[]> {
  const steps = [...country.connections.keyWarnings].sort((a, b) => a - b);
  return (await readSystems(client)).flatMap(({ keys, organisation, state }) =>
    keys
      .filter(({ revoked }) => !revoked && state === 'active')
      .flatMap(({ kid, expiresAt }): Due[] => {
        const left = daysUntil(expiresAt);
        const step = steps.find((days) => left <= days);
        return step === undefined || left < 0 ? [] : [{ matter: `key:${kid}`, what: `ends-in-${step}`, organisation }];
      }),
  );
}

async function decisionsDue(client: Pick<Client, 'query'>, { country }: Offices, today: string): Promise<Due[]> {
  const { remindDays } = country.connections.decision;
  return (await readDrafts(client, 'waiting')).flatMap(({ draft, revision, organisation, dueOn, state }): Due[] => {
    if (state !== 'sent' || !dueOn) return [];
    const what = judgeDue(dueOn, addWorkingDays(country, dueOn, -remindDays), today);
    return what === 'open' ? [] : [{ matter: `draft:${draft}:${revision}`, what, organisation }];
  });
}

async function reviewsDue(client: Pick<Client, 'query'>, { country }: Offices, today: string): Promise<Due[]> {
  const { remindDays, overdueDays } = country.connections.review;
  const systems = (await readSystems(client)).filter(({ stage }) => stage === 'production');
  const connections = await readConnections(
    client,
    systems.map(({ system }) => system),
  );
  return [...connections.values()].flatMap(({ system, organisation, reviewDue }): Due[] => {
    if (!reviewDue || today < addDays(reviewDue, -remindDays)) return [];
    const what = today > addDays(reviewDue, overdueDays) ? 'overdue' : today > reviewDue ? 'late' : 'due';
    return [{ matter: `review:${system}:${reviewDue}`, what, organisation }];
  });
}

/** Says in the journal what is due and was not said yet. Safe to repeat, in several processes at once. @returns how much it said */
export async function remind(
  { database, clock, words }: Pick<Kernel, 'database' | 'clock' | 'words'>,
  offices: Offices,
): Promise<number> {
  const today = clock.today();
  const context: Context = {
    caller: { kind: 'official', id: 'connections-remind', scopes: new Set() },
    ...{ purpose: undefined, legalBasis: undefined, caseNumber: undefined, idempotency: undefined },
    language: words.languages[0]!,
    requestId: newId(),
    clock,
    receivedAt: new Date().toISOString(),
  };
  return database.transact(async (transaction) => {
    const { client } = transaction;
    const due = [
      ...(await keysEnding(client, offices)),
      ...(await decisionsDue(client, offices, today)),
      ...(await reviewsDue(client, offices, today)),
    ];
    let said = 0;
    for (const one of due) said += (await say(transaction, context, one)) ? 1 : 0;
    return said;
  });
}

async function say(transaction: Transaction, context: Context, { matter, what, organisation }: Due): Promise<boolean> {
  const { rowCount } = await transaction.client.query(
    'INSERT INTO connections.reminder (matter, what, organisation, said_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [matter, what, organisation, context.clock.now()],
  );
  if (rowCount !== 1) return false;
  note(transaction, context, 'reminded', { organisation, matter, what });
  return true;
}

export async function readReminders(client: Pick<Client, 'query'>, organisation: string) {
  const { rows } = await client.query<{ matter: string; what: string; said_at: Date }>(
    'SELECT matter, what, said_at FROM connections.reminder WHERE organisation = $1 ORDER BY said_at DESC, matter LIMIT 100',
    [organisation],
  );
  return { reminders: rows.map(({ matter, what, said_at }) => ({ matter, what, saidAt: said_at.toISOString() })) };
}
