import { writeFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import type { Client, Kernel } from '#kernel';
import { addDays } from '#libs/country';
import {
  collectionParts,
  contextOfSender,
  type Expected,
  namedSender,
  receiveFile,
  startRun,
  targetsOf,
  workHere,
} from '#rooms/collection';
import type { Offices } from '#rooms/offices';
import { openActs } from './actAs.ts';

type Parts = ReturnType<typeof collectionParts>;

/** Of the personas' province, communes with the most residents; of every other province its office. */
const MOST_AREAS = 63;
const MOST_ROWS = 8;
const AT_ONCE = 4;
const HEADER = ['STT', 'Họ và tên', 'Ngày sinh', 'Giới tính', 'Số định danh'];

interface Resident {
  area: string;
  name: string;
  birth: string;
  sex: string;
  pin: string;
}

/** What becomes of a delivery: as it should, not all of it, contradicting the register, or nothing yet. */
type Outcome = 'whole' | 'half' | 'doubtful' | 'late' | 'outstanding';
/** Of so many areas the last few are not complete. */
const TROUBLED: readonly Outcome[] = ['doubtful', 'half', 'late', 'outstanding'];

/**
 * Files that communes and provinces were asked for, so that the board of deliveries has something to tell: almost all have sent
 * theirs, one waits for officers, one is half, two have sent nothing. The rows are of persons who live there, and go the way of
 * every file. Does nothing where anything is expected already.
 */
export async function seedDeliveries(
  kernel: Kernel,
  offices: Offices,
  app: FastifyInstance,
  signIn: (persona: string) => Promise<string>,
): Promise<void> {
  const { pool } = kernel.database;
  const { rows: known } = await pool.query('SELECT 1 FROM collection.expectation LIMIT 1');
  if (known.length > 0) return;
  const { rows: homes } = await pool.query<{ area: string }>(
    "SELECT area FROM demonstration.persona WHERE persona = 'province-officer'",
  );
  const home = homes[0]?.area;
  if (!home) return;
  const today = kernel.clock.today();
  const asked = [
    ...planOf(await readResidents(pool, offices, 'commune', home)),
    ...planOf(await readResidents(pool, offices, 'province', home)),
  ];
  await deliverAll(collectionParts(kernel, offices), asked);
  // Last: a start that was broken off is gone on with by the next.
  const expectations = asked.map(
    ({ area, residents, outcome }): Expected => ({
      area,
      rows: outcome === 'half' ? residents.length * 2 : residents.length,
      dueOn: addDays(today, outcome === 'late' ? -9 : 21),
    }),
  );
  await openActs(app, signIn)('national-officer', 'PUT', '/api/collection/expectations', { expectations });
}

interface Asked {
  readonly area: string;
  readonly residents: readonly Resident[];
  readonly outcome: Outcome;
}

/** Communes of the home province with the most residents; and the other provinces. By what its index has: no look at all persons. */
const CANDIDATES = {
  commune: `SELECT area, person FROM (
      SELECT commune AS area, person, row_number() OVER (PARTITION BY commune) AS at, count(*) OVER (PARTITION BY commune) AS residents
      FROM people.person WHERE province = $1 AND commune <> '') p
    WHERE at <= $3 ORDER BY residents DESC, area, at LIMIT $2 * $3`,
  province: `SELECT area, person FROM unnest($4::text[]) AS a (area)
    CROSS JOIN LATERAL (SELECT person FROM people.person WHERE province = area LIMIT $3) p WHERE area <> $1 LIMIT $2 * $3`,
};

/** Some who live in each area, as the register holds them. */
async function readResidents(
  client: Pick<Client, 'query'>,
  offices: Offices,
  unit: keyof typeof CANDIDATES,
  home: string,
): Promise<Map<string, Resident[]>> {
  const { rows } = await client.query<Resident>(
    `WITH candidate AS MATERIALIZED (${CANDIDATES[unit]}), resident AS (
       SELECT c.area, p.record->>'name' AS name, p.record->>'birthDate' AS birth, p.record->>'sex' AS sex, i.value AS pin,
         row_number() OVER (PARTITION BY c.area ORDER BY i.value) AS at
       FROM candidate c JOIN people.person p USING (person) JOIN people.identifier i USING (person)
       WHERE i.kind = 'pin' AND i.status = 'active' AND p.merged_into IS NULL AND p.life = 'a' AND length(p.record->>'birthDate') = 10)
     SELECT area, name, birth, sex, pin FROM resident WHERE at <= ${MOST_ROWS} ORDER BY area, pin`,
    [home, MOST_AREAS, MOST_ROWS * 2, ...(unit === 'province' ? [provincesOf(offices)] : [])],
  );
  return Map.groupBy(rows, ({ area }) => area);
}

function provincesOf({ country }: Offices): string[] {
  const units = [...country.units.byCode.values()].map((versions) => versions.at(-1)!);
  return units.filter(({ level, validTo }) => level === 'province' && !validTo).map(({ code }) => code);
}

function planOf(areas: ReadonlyMap<string, Resident[]>): Asked[] {
  const troubled = areas.size - TROUBLED.length;
  return [...areas].map(([area, residents], at) => ({ area, residents, outcome: TROUBLED[at - troubled] ?? 'whole' }));
}

async function deliverAll(parts: Parts, asked: readonly Asked[]): Promise<void> {
  const { rows } = await parts.kernel.database.pool.query<{ sender: string }>('SELECT sender FROM collection.run');
  const sent = new Set(rows.map(({ sender }) => sender));
  const waiting = asked.filter(
    ({ area, outcome }) => outcome !== 'late' && outcome !== 'outstanding' && !sent.has(area),
  );
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await deliver(parts, next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Through the same door as a file that is put into the sender's folder. */
async function deliver(parts: Parts, { area, residents, outcome }: Asked): Promise<void> {
  const rows = residents.map(({ name, birth, sex, pin }, at) => {
    // The first two rows contradict what the register holds.
    const other = outcome === 'doubtful' && at < 2;
    return [at + 1, name, birth.split('-').reverse().join('/'), (sex === 'male') !== other ? 'Nam' : 'Nữ', pin];
  });
  const bytes = Buffer.from(`\uFEFF${[HEADER, ...rows].map((row) => row.join(';')).join('\r\n')}\r\n`);
  const actor = `folder:${area}`;
  const row = await receiveFile(parts, {
    ...{ sender: area, file: `cu-tru-${area}.csv`, bytes: bytes.length, channel: 'folder', actor },
    bring: (to) => writeFile(to, bytes, { mode: 0o600 }),
  });
  const context = contextOfSender(parts.kernel, namedSender(parts.offices, area), actor);
  const targets = targetsOf(row.mapping!, row.columns!);
  await workHere(parts, await startRun(parts, context, row.run, { targets }));
}
