import type { FastifyInstance } from 'fastify';
import type { Kernel } from '#kernel';
import { type Act, openActs } from './actAs.ts';

const [STEWARD, OFFICER] = ['bank-engineer', 'province-officer'];
const PATH = '/api/agency/subscriptions';
const NAMED = 8;
/** Nobody listens there: what does not arrive is to be seen too. */
const SILENT = 'https://bidv.localhost/su-kien';

interface Offers {
  offers: { purpose: string; legalBases: { id: string }[]; kinds: string[] }[];
  systems: { id: string }[];
}
interface Resident {
  person: string;
  pin: string;
}

/**
 * A bank's subscriptions: one whose receiver is silent, one that its system fetches, one that is paused; and corrections that they
 * tell of. All of it through the doors that a visitor has. Does nothing where there is a subscription already.
 */
export async function seedSubscriptions(
  kernel: Kernel,
  app: FastifyInstance,
  signIn: (persona: string) => Promise<string>,
): Promise<void> {
  const { rows: known } = await kernel.database.pool.query('SELECT 1 FROM subscriptions.subscription LIMIT 1');
  const residents = await readResidents(kernel);
  if (known.length > 0 || residents.length < NAMED) return;
  const act = openActs(app, signIn);
  const { offers, systems } = await act<Offers>(STEWARD, 'GET', `${PATH}/offers`);
  const [[offer], [system]] = [offers, systems];
  if (!offer || !system) return;
  const make = async (kinds: string[], persons: readonly Resident[], endpoint?: string) => {
    const stated = { 'dancu-purpose': offer.purpose, 'dancu-legal-basis': offer.legalBases[0]!.id };
    const given = { kinds, system: system.id, ...(endpoint ? { endpoint } : {}) };
    const { id } = await act<{ id: string }>(STEWARD, 'POST', PATH, given, stated);
    await act(STEWARD, 'POST', `${PATH}/${id}/persons`, { identifiers: persons.map(({ pin }) => pin) });
    return id;
  };
  const paused = await make(offer.kinds.slice(0, 1), residents.slice(0, 2));
  await act(STEWARD, 'POST', `${PATH}/${paused}/pause`, {});
  await make(offer.kinds.slice(-2), residents.slice(0, 5));
  await make(offer.kinds, residents, SILENT);
  for (const [at, { person }] of residents.slice(0, 3).entries()) await correct(act, person, `091200010${at}`);
}

async function correct(act: Act, person: string, phone: string): Promise<void> {
  await act(OFFICER, 'POST', `/api/people/${person}/acts/correct`, {
    legalBasis: 'identification-law-10',
    evidence: [{ kind: 'paper-record', number: '21/2026' }],
    changes: { phone },
  });
}

/** Some of the personas' province who are nobody's persona. */
async function readResidents({ database }: Kernel): Promise<Resident[]> {
  const { rows } = await database.pool.query<Resident>(
    `SELECT p.person, i.value AS pin FROM people.person p JOIN people.identifier i USING (person)
     WHERE p.province = (SELECT area FROM demonstration.persona WHERE persona = $1) AND p.life = 'a' AND p.merged_into IS NULL
       AND i.kind = 'pin' AND i.status = 'active' AND NOT EXISTS (SELECT 1 FROM demonstration.persona own WHERE own.person = p.person)
     ORDER BY p.person DESC LIMIT $2`,
    [OFFICER, NAMED],
  );
  return rows;
}
