import type { FastifyInstance } from 'fastify';
import type { Kernel } from '#kernel';
import type { Memberships } from '#rooms/memberships';
import type { Production } from '#rooms/production';
import { openActs } from './actAs.ts';

const [STEWARD, PLATFORM, LINE] = ['union-engineer', 'connection-officer', 'production-operator'];
const PATH = '/api/agency/memberships';
const LAW = 'trade-union-law';
const MEMBERS = 40;
/** Cards of the first order; the others wait for one that a visitor gives. */
const ORDERED = 30;
const UNITS = ['Công đoàn cơ sở Dệt may 10/10', 'Công đoàn cơ sở Điện lực Hà Nội'];

interface Resident {
  readonly person: string;
  readonly pin: string;
  readonly name: string;
  readonly birth: string;
}
interface Rooms {
  readonly memberships: Memberships;
  readonly production: Production;
}

/** A union's members with what is wrong in such lists, and cards in every state. All of it through the doors that a visitor has. */
export async function seedMembers(
  kernel: Kernel,
  { memberships, production }: Rooms,
  app: FastifyInstance,
  signIn: (persona: string) => Promise<string>,
): Promise<void> {
  const { pool } = kernel.database;
  const { rows: known } = await pool.query('SELECT 1 FROM memberships.programme LIMIT 1');
  const { rows: residents } = await pool.query<Resident>(
    `SELECT p.person, i.value AS pin, p.record->>'name' AS name, p.record->>'birthDate' AS birth FROM people.person p
     JOIN people.identifier i ON i.person = p.person AND i.kind = 'pin' AND i.status = 'active'
     LEFT JOIN demonstration.persona own ON own.person = p.person
     WHERE p.life = 'a' AND p.merged_into IS NULL AND p.birth_from BETWEEN '1966-01-01' AND '2005-01-01'
     ORDER BY own.position NULLS LAST, p.person LIMIT $1`,
    [MEMBERS],
  );
  if (known.length > 0 || residents.length < MEMBERS) return;
  const act = openActs(app, signIn);
  const make = (given: object) => act<{ programme: string }>(STEWARD, 'POST', PATH, given);
  const rules = { ageFrom: 15, numberFormat: '999999', termYears: 5 };
  const { programme } = await make({ name: 'Thẻ đoàn viên công đoàn', prefix: 'CD', legalBasis: LAW, rules });
  await act(STEWARD, 'POST', `${PATH}/${programme}/acts`, { act: 'propose', version: 1 });
  const decided = { approve: true, version: 2 };
  await act(PLATFORM, 'POST', `/api/memberships/programmes/${programme}/decisions`, decided);
  const { programme: next } = await make({
    ...{ name: 'Thẻ cán bộ công đoàn', prefix: 'CB', legalBasis: LAW },
    rules: { ...rules, ageFrom: 18 },
  });
  await act(STEWARD, 'POST', `${PATH}/${next}/acts`, { act: 'propose', version: 1 });
  await act(STEWARD, 'POST', `${PATH}/${programme}/members`, { members: residents.map(describe) });
  await memberships.verify();
  await act(STEWARD, 'POST', `${PATH}/${programme}/cards`, { limit: ORDERED });
  const operate = <Answer>(method: 'GET' | 'POST', path: string, body?: object) =>
    act<Answer>(LINE, method, `/api/production/${path}`, body);
  await operate('POST', 'boxes', { label: 'NH-2026-0031', product: 'plastic-card', first: 'NH26000001', count: 200 });
  const order = (items: number) => ({ origin: memberships.origin.id, machine: production.plasticPrinter.id, items });
  const begin = async (items: number) => {
    const { batch } = await operate<{ batch: string }>('POST', 'batches', order(items));
    let state: string;
    do {
      await production.run();
      ({ state } = await operate<{ state: string }>('GET', `batches/${batch}`));
    } while (state !== 'done');
    await operate('POST', 'parcels', {});
  };
  interface Parcel {
    parcel: string;
    state: string;
    version: number;
    serials: string[];
  }
  const send = async () => {
    const { parcels } = await operate<{ parcels: Parcel[] }>('GET', 'parcels');
    for (const { parcel, version } of parcels.filter(({ state }) => state === 'packed'))
      await operate('POST', `parcels/${parcel}/acts`, { act: 'send', version });
  };
  await begin(16);
  await send();
  const { parcels } = await act<{ parcels: Parcel[] }>(STEWARD, 'GET', '/api/production/parcels');
  for (const { parcel, version } of parcels.filter(({ state }) => state === 'sent'))
    await act(STEWARD, 'POST', `/api/production/parcels/${parcel}/acts`, { act: 'receive', version });
  await act(STEWARD, 'POST', `${PATH}/${programme}/hand-over`, { unit: UNITS[0] });
  await begin(8);
  await send();
}

/** Here and there a number that nobody has, another's name, an unreadable day. */
function describe({ pin, name, birth }: Resident, at: number) {
  return {
    number: String(100_001 + at),
    pin: at % 13 === 12 ? '001099999999' : pin,
    name: at % 11 === 10 ? 'Nguyễn Văn Nhầm' : name,
    birthDate: at % 17 === 16 ? '31/02/1980' : birth,
    unit: UNITS[at % UNITS.length]!,
    joinedOn: `20${String(10 + (at % 14)).padStart(2, '0')}-05-01`,
  };
}
