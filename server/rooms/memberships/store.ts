import { type Client, type Context, isId } from '#kernel';
import type { CardState, ProgrammeState, Rules, Verdict } from './model.ts';
import { problems } from './problems.ts';

export type Queries = Pick<Client, 'query'>;

export interface ProgrammeRow {
  programme: string;
  organisation: string;
  name: string;
  prefix: string;
  legal_basis: string;
  rules: Rules;
  front: string | null;
  back: string | null;
  state: ProgrammeState;
  version: number;
  made_at: Date;
  proposed_by: string | null;
  decided_name: string | null;
  why: string | null;
  asked_by: string | null;
  asked_as: 'official' | 'system' | null;
  halted: string | null;
}

export interface MemberRow {
  programme: string;
  member: string;
  number: string;
  pin: string | null;
  name: string | null;
  birth_date: string | null;
  unit: string | null;
  joined_on: string | null;
  verdict: Verdict | null;
  why: string[];
}

export interface CardRow {
  programme: string;
  card: string;
  member: string;
  person: string;
  state: CardState;
  version: number;
  number: string | null;
  batch: string | null;
  valid_until: string | null;
  changed_at: Date;
  why: string | null;
}

type Lock = '' | 'FOR UPDATE' | 'FOR SHARE';

/** @throws Problem memberships/organisation-missing */
export function requireOrganisation({ caller }: Pick<Context, 'caller'>): string {
  if (!caller.organisation) throw problems['organisation-missing']();
  return caller.organisation;
}

export async function findProgramme(client: Queries, id: string, lock: Lock = ''): Promise<ProgrammeRow | undefined> {
  if (!isId(id)) return undefined;
  const { rows } = await client.query<ProgrammeRow>(
    `SELECT * FROM memberships.programme WHERE programme = $1 ${lock}`,
    [id],
  );
  return rows[0];
}

/** An organisation's own. @throws Problem memberships/programme-unknown */
export async function requireProgramme(
  client: Queries,
  context: Context,
  id: string,
  lock: Lock = '',
): Promise<ProgrammeRow> {
  const row = await findProgramme(client, id, lock);
  if (!row || row.organisation !== requireOrganisation(context)) throw problems['programme-unknown']();
  return row;
}
