import type { Client } from '#kernel';
import type { Claims, Finding } from '#libs/intake';
import type { Candidate } from './linking.ts';
import type { Doubt, ProposalState, Spoken, Verdict } from './model.ts';
import { toldBy } from './reasons.ts';

type Queries = Pick<Client, 'query'>;

export interface History {
  at: string;
  verdict: string;
  by?: string;
  note?: string;
}

export interface KeptRow {
  run: string;
  row: number;
  cells: string[];
  raw: string | null;
  claims: Claims;
  findings: Finding[];
  verdict: Verdict;
  reason: string | null;
  person: string | null;
  acts: string[] | null;
  allotted: string | null;
  same_as: number | null;
  history: History[];
}

/** What an officer said. */
export interface Said {
  verdict: Spoken;
  person?: string;
  take: string[];
  reason?: string;
}

export interface ProposalRow {
  run: string;
  row: number;
  state: ProposalState;
  why: Doubt;
  name: string;
  birth_date: string | null;
  province: string;
  commune: string;
  candidates: Candidate[];
  probability: number | null;
  weight: number;
  due_on: string;
  verdict: Said | null;
  decided_by: string | null;
  decided_by_name: string | null;
  decided_at: Date | null;
  sender: string;
}

export interface Asked {
  state: string;
  province?: string | undefined;
  commune?: string | undefined;
  run?: string | undefined;
  order: 'deadline' | 'weight';
  after?: string | undefined;
  limit: number;
}

const IN_AREA = "($2 = '' OR p.province = $2 OR p.commune = $2)";

/** Proposals of an area, in an order in which a page follows another. @param area '' the country */
export async function listProposals(client: Queries, area: string, asked: Asked): Promise<ProposalRow[]> {
  const [first, run, row] = asked.after?.split('/') ?? [];
  const [key, above] = asked.order === 'deadline' ? ['p.due_on', '$7::date'] : ['-p.weight', '-($7::int)'];
  const { rows } = await client.query<ProposalRow>(
    `SELECT p.*, r.sender FROM collection.proposal p JOIN collection.run r ON r.run = p.run
     WHERE p.state = $1 AND ${IN_AREA} AND ($3::text IS NULL OR p.province = $3) AND ($4::text IS NULL OR p.commune = $4)
       AND ($5::uuid IS NULL OR p.run = $5) AND ($7::text IS NULL OR (${key}, p.run, p.row) > (${above}, $8::uuid, $9::bigint))
     ORDER BY ${key}, p.run, p.row LIMIT $6`,
    [
      asked.state,
      area,
      asked.province ?? null,
      asked.commune ?? null,
      asked.run ?? null,
      asked.limit,
      first ?? null,
      run ?? null,
      row ?? null,
    ],
  );
  return rows;
}

export function cursorOf({ due_on: dueOn, weight, run, row }: ProposalRow, order: Asked['order']): string {
  return `${order === 'deadline' ? dueOn : weight}/${run}/${row}`;
}

export async function countProposals(client: Queries, state: string, area: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*) AS count FROM collection.proposal p WHERE p.state = $1 AND ${IN_AREA}`,
    [state, area],
  );
  return rows[0]!.count;
}

export async function countUndecided(client: Queries, run: string): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    "SELECT count(*) AS count FROM collection.proposal WHERE run = $1 AND state <> 'decided'",
    [run],
  );
  return rows[0]!.count;
}

export async function readProposal(
  client: Queries,
  run: string,
  row: number,
  lock = false,
): Promise<ProposalRow | undefined> {
  const { rows } = await client.query<ProposalRow>(
    `SELECT p.*, r.sender FROM collection.proposal p JOIN collection.run r ON r.run = p.run WHERE p.run = $1 AND p.row = $2${lock ? ' FOR UPDATE OF p' : ''}`,
    [run, row],
  );
  return rows[0];
}

export async function readRow(client: Queries, run: string, row: number): Promise<KeptRow | undefined> {
  const { rows } = await client.query<KeptRow>('SELECT * FROM collection.row WHERE run = $1 AND row = $2', [run, row]);
  return rows[0];
}

export async function listRows(
  client: Queries,
  run: string,
  asked: {
    verdicts?: readonly string[] | undefined;
    rule?: string | undefined;
    severity?: string | undefined;
    after: number;
    limit: number;
  },
): Promise<KeptRow[]> {
  const { rows } = await client.query<KeptRow>(
    `SELECT * FROM collection.row WHERE run = $1 AND row > $2 AND ($3::text[] IS NULL OR verdict = ANY($3)) AND ${toldBy(5)} ORDER BY row LIMIT $4`,
    [run, asked.after, asked.verdicts ?? null, asked.limit, asked.rule ?? null, asked.severity ?? null],
  );
  return rows;
}

export async function markProposal(
  client: Queries,
  { run, row }: Pick<ProposalRow, 'run' | 'row'>,
  given: { state: ProposalState; said: Said | null; by: string | null; name: string | null; at: string | null },
): Promise<void> {
  await client.query(
    'UPDATE collection.proposal SET state = $3, verdict = $4, decided_by = $5, decided_by_name = $6, decided_at = $7 WHERE run = $1 AND row = $2',
    [run, row, given.state, given.said && JSON.stringify(given.said), given.by, given.name, given.at],
  );
}

const COUNTERS: Partial<Record<Verdict, string>> = {
  'accepted-new': 'accepted_new',
  'accepted-known': 'accepted_known',
  refused: 'refused',
  proposed: 'proposed',
};

/** Gives a row another verdict and moves the run's counts along. */
export async function moveRow(
  client: Queries,
  before: Pick<KeptRow, 'run' | 'row' | 'verdict'>,
  after: {
    verdict: Verdict;
    reason?: string;
    person?: string;
    acts?: readonly string[];
    allotted?: string;
    history: History;
  },
): Promise<void> {
  await client.query(
    `UPDATE collection.row SET verdict = $3, reason = $4, person = $5, acts = $6::uuid[], allotted = $7, history = (history::jsonb || $8::jsonb)::json
     WHERE run = $1 AND row = $2`,
    [
      before.run,
      before.row,
      after.verdict,
      after.reason ?? null,
      after.person ?? null,
      after.acts ?? null,
      after.allotted ?? null,
      JSON.stringify([after.history]),
    ],
  );
  const [from, to] = [COUNTERS[before.verdict], COUNTERS[after.verdict]];
  if (from && to && from !== to)
    await client.query(`UPDATE collection.run SET ${from} = ${from} - 1, ${to} = ${to} + 1 WHERE run = $1`, [
      before.run,
    ]);
}
