import { type Client, type Context, createContext, type Kernel, type Transaction } from '#kernel';
import { addDays, addWorkingDays } from '#libs/country';
import { readNewestAgreements, readSystems } from '#rooms/exchange';
import type { Offices } from '#rooms/offices';
import { note } from './callers.ts';
import { readConnections } from './connectionStore.ts';
import { daysUntil } from './connectionViews.ts';
import { readDrafts } from './draftStore.ts';
import { type Mail, mailContacts } from './mails.ts';
import { judgeDue } from './model.ts';

type Queries = Pick<Client, 'query'>;

export interface Due {
  /** What it is about, and what is said of it: each pair once. */
  matter: string;
  what: string;
  organisation: string;
  /** What the organisation's contacts are written; the deciding side has its own queue. */
  mail?: Mail;
}

/** The nearest warning that has come, of days before an end. */
function nearest(days: readonly number[], hasCome: (days: number) => boolean): number | undefined {
  return [...days].sort((a, b) => a - b).find(hasCome);
}

async function keysEnding(client: Queries, { country }: Offices): Promise<Due[]> {
  return (await readSystems(client)).flatMap(({ keys, organisation, state, system, name }) =>
    keys
      .filter(({ revoked }) => !revoked && state === 'active')
      .flatMap(({ kid, expiresAt }): Due[] => {
        const left = daysUntil(expiresAt);
        const step = nearest(country.connections.keyWarnings, (days) => left >= 0 && left <= days);
        const mail: Mail = { template: 'key-ending', system, day: expiresAt.slice(0, 10), values: { name, key: kid } };
        return step === undefined ? [] : [{ matter: `key:${kid}`, what: `ends-in-${step}`, organisation, mail }];
      }),
  );
}

async function agreementsEnding(client: Queries, { country }: Offices, today: string): Promise<Due[]> {
  const { endWarnings } = country.connections.agreement;
  return (await readNewestAgreements(client)).flatMap(({ agreement, organisation, state, terms }): Due[] => {
    const { validTo: day } = terms;
    if (state !== 'active' || today >= day) return [];
    const step = nearest(endWarnings, (days) => today >= addDays(day, -days));
    const mail: Mail = { template: 'agreement-ending', day, values: { agreement } };
    // Carried on it ends on another day, and is warned of anew.
    const matter = `agreement:${agreement}:${day}`;
    return step === undefined ? [] : [{ matter, what: `ends-in-${step}`, organisation, mail }];
  });
}

async function decisionsDue(client: Queries, { country }: Offices, today: string): Promise<Due[]> {
  const { remindDays } = country.connections.decision;
  return (await readDrafts(client, 'waiting')).flatMap(({ draft, revision, organisation, dueOn, state }): Due[] => {
    if (state !== 'sent' || !dueOn) return [];
    const what = judgeDue(dueOn, addWorkingDays(country, dueOn, -remindDays), today);
    return what === 'open' ? [] : [{ matter: `draft:${draft}:${revision}`, what, organisation }];
  });
}

async function reviewsDue(client: Queries, { country }: Offices, today: string): Promise<Due[]> {
  const { remindDays, overdueDays } = country.connections.review;
  const systems = (await readSystems(client)).filter(({ stage }) => stage === 'production');
  const connections = await readConnections(
    client,
    systems.map(({ system }) => system),
  );
  return [...connections.values()].flatMap(({ system, organisation, reviewDue }): Due[] => {
    if (!reviewDue || today < addDays(reviewDue, -remindDays)) return [];
    const what = today > addDays(reviewDue, overdueDays) ? 'overdue' : today > reviewDue ? 'late' : 'due';
    const name = systems.find((one) => one.system === system)?.name ?? '';
    const mail: Mail = {
      template: what === 'due' ? 'review-due' : 'review-late',
      system,
      day: reviewDue,
      values: { name },
    };
    return [{ matter: `review:${system}:${reviewDue}`, what, organisation, mail }];
  });
}

/**
 * Says what is due and was not said yet: in the journal, on the console, and to the organisation's contacts by mail. Safe to
 * repeat, in several processes at once. @returns how much it said
 */
export async function remind(
  { database, clock, words }: Pick<Kernel, 'database' | 'clock' | 'words'>,
  offices: Offices,
): Promise<number> {
  const today = clock.today();
  const caller = { kind: 'official' as const, id: 'connections-remind', scopes: new Set<string>() };
  const context = createContext(clock, caller, { language: words.languages[0]! });
  return database.transact(async (transaction) => {
    const { client } = transaction;
    const due = [
      ...(await keysEnding(client, offices)),
      ...(await agreementsEnding(client, offices, today)),
      ...(await decisionsDue(client, offices, today)),
      ...(await reviewsDue(client, offices, today)),
    ];
    let said = 0;
    for (const one of due) {
      if (!(await say(transaction, context, one))) continue;
      if (one.mail) await mailContacts(transaction, context, offices, one.organisation, one.mail);
      said += 1;
    }
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

/** What an organisation was reminded of, newest first; of agreements what still holds. */
export async function readReminders(client: Queries, organisation: string) {
  const { rows } = await client.query<{ matter: string; what: string; said_at: Date }>(
    'SELECT matter, what, said_at FROM connections.reminder WHERE organisation = $1 ORDER BY said_at DESC, matter LIMIT 100',
    [organisation],
  );
  const ends = (await readNewestAgreements(client, organisation)).map(
    ({ agreement, terms }) => `agreement:${agreement}:${terms.validTo}`,
  );
  const holding = rows.filter(({ matter }) => !matter.startsWith('agreement:') || ends.includes(matter));
  return { reminders: holding.map(({ matter, what, said_at }) => ({ matter, what, saidAt: said_at.toISOString() })) };
}
