import type { Context, Transaction } from '#kernel';
import type { CardState, Verdict } from './model.ts';
import { presentCard } from './own.ts';
import type { Parts } from './parts.ts';
import {
  type CardRow,
  type MemberRow,
  type ProgrammeRow,
  type Queries,
  requireOrganisation,
  requireProgramme,
} from './store.ts';

/** Of a page. */
const MOST = 100;

type Counts = Readonly<Record<string, number>>;

const present = ({ kernel, offices }: Parts, { language }: Context, row: ProgrammeRow) => ({
  ...{ programme: row.programme, name: row.name, prefix: row.prefix, state: row.state, version: row.version },
  ...{ legalBasis: row.legal_basis, legalBasisTitle: offices.legalBasisTitle(row.legal_basis, language) },
  ...{ organisation: row.organisation, organisationName: offices.organisationName(row.organisation, language) },
  ...{ rules: row.rules, hasOwnArtwork: row.front !== null, madeAt: row.made_at.toISOString() },
  ...(row.decided_name ? { decidedBy: row.decided_name } : {}),
  ...(row.why ? { why: row.why } : {}),
  ...(row.halted
    ? {
        halted: {
          code: row.halted,
          title: kernel.words.say(language, `problem.${row.halted.replace('/', '.')}.title`),
        },
      }
    : {}),
});

async function count(client: Queries, table: 'member' | 'card', column: string, programmes: readonly string[]) {
  const { rows } = await client.query<{ programme: string; value: string; count: number }>(
    `SELECT programme, coalesce(${column}, 'waiting') AS value, count(*)::int AS count FROM memberships.${table}
     WHERE programme = ANY($1::uuid[]) GROUP BY 1, 2`,
    [programmes],
  );
  return new Map(
    programmes.map((programme): [string, Counts] => [
      programme,
      Object.fromEntries(
        rows.filter((one) => one.programme === programme).map(({ value, count: amount }) => [value, amount]),
      ),
    ]),
  );
}

async function presentAll(client: Queries, parts: Parts, context: Context, rows: readonly ProgrammeRow[]) {
  const ids = rows.map(({ programme }) => programme);
  const members = await count(client, 'member', 'verdict', ids);
  const cards = await count(client, 'card', 'state', ids);
  return rows.map((row) => ({
    ...present(parts, context, row),
    ...{ members: members.get(row.programme)!, cards: cards.get(row.programme)! },
  }));
}

/** The organisation's programmes, and what a new one may rest on. */
export async function listOwnProgrammes({ client }: Transaction, parts: Parts, context: Context) {
  const organisation = requireOrganisation(context);
  const { rows } = await client.query<ProgrammeRow>(
    'SELECT * FROM memberships.programme WHERE organisation = $1 ORDER BY programme DESC LIMIT $2',
    [organisation, MOST],
  );
  const { country, findPurpose, legalBasisTitle } = parts.offices;
  const { purpose, mostYears } = country.cards.programmes;
  return {
    programmes: await presentAll(client, parts, context, rows),
    legalBases: (findPurpose(purpose)?.legalBases ?? []).map((id) => ({
      ...{ id, title: legalBasisTitle(id, context.language) },
      consent: country.legalBases.get(id)?.consent ?? false,
    })),
    mostYears,
  };
}

/** Of every organisation: those that wait for a decision first. */
export async function listProposed({ client }: Transaction, parts: Parts, context: Context) {
  const { rows } = await client.query<ProgrammeRow>(
    `SELECT * FROM memberships.programme WHERE state <> 'draft'
     ORDER BY array_position(ARRAY['proposed', 'approved', 'closed'], state), programme DESC LIMIT $1`,
    [MOST],
  );
  return { programmes: await presentAll(client, parts, context, rows) };
}

export async function readOwnProgramme({ client }: Transaction, parts: Parts, context: Context, id: string) {
  const row = await requireProgramme(client, context, id);
  const [one] = await presentAll(client, parts, context, [row]);
  // How many the next order is of: matched, and without a card that is held or under way.
  const { rows } = await client.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM memberships.member m WHERE programme = $1 AND verdict = 'matched' AND NOT EXISTS
       (SELECT FROM memberships.card c WHERE c.programme = m.programme AND c.member = m.member
        AND c.state IN ('requested', 'taken', 'made', 'shipped', 'received', 'active'))`,
    [id],
  );
  const { rows: units } = await client.query<{ unit: string; count: number }>(
    `SELECT m.unit, count(*)::int AS count FROM memberships.card c JOIN memberships.member m USING (programme, member)
     WHERE c.programme = $1 AND c.state = 'received' AND m.unit IS NOT NULL GROUP BY m.unit ORDER BY m.unit LIMIT $2`,
    [id, MOST],
  );
  return { ...one!, ready: rows[0]!.count, units };
}

export interface MembersAsked {
  readonly verdict?: Verdict | 'waiting';
  readonly card?: CardState;
  /** Begins after this number. */
  readonly after?: string;
}

/** Rows of the organisation's own list, by their numbers, with what the register said and their newest card. */
export async function listMembers(
  { client }: Transaction,
  context: Context,
  id: string,
  { verdict, card, after }: MembersAsked,
) {
  await requireProgramme(client, context, id);
  const { rows } = await client.query<MemberRow & { newest: CardRow | null }>(
    `SELECT m.*, to_jsonb(c) AS newest FROM memberships.member m
     LEFT JOIN LATERAL (SELECT * FROM memberships.card c WHERE c.programme = m.programme AND c.member = m.member
       ORDER BY requested_at DESC LIMIT 1) c ON true
     WHERE m.programme = $1 AND m.number > $2 AND ($3::text IS NULL OR coalesce(m.verdict, 'waiting') = $3)
       AND ($4::text IS NULL OR c.state = $4) ORDER BY m.number LIMIT $5`,
    [id, after ?? '', verdict ?? null, card ?? null, MOST + 1],
  );
  const page = rows.slice(0, MOST);
  return {
    members: page.map((row) => ({
      ...{ number: row.number, verdict: row.verdict ?? ('waiting' as const), why: row.why },
      ...(row.name ? { name: row.name } : {}),
      ...(row.unit ? { unit: row.unit } : {}),
      ...(row.newest ? { card: presentCard(row.newest) } : {}),
    })),
    ...(rows.length > MOST ? { next: page.at(-1)!.number } : {}),
  };
}
