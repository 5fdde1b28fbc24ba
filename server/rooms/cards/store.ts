import type { Card, CardStep, Queries } from './door.ts';
import type { CardState } from './model.ts';

export interface CardRow {
  card: string;
  person: string;
  kind: string;
  reason: string;
  template: string;
  state: CardState;
  version: number;
  office: string;
  areas: string[];
  requested_at: Date;
  promised_on: string | null;
  batch: string | null;
  document_number: string | null;
  issued_on: string | null;
  expires_on: string | null;
  lost_at: Date | null;
  proposed_at: Date | null;
}

interface StepRow {
  card: string;
  state: CardState;
  at: Date;
  office: string;
  officer: string;
  officer_name: string | null;
  data: Record<string, unknown> | null;
}

export async function insertCard(
  client: Queries,
  row: Pick<CardRow, 'card' | 'person' | 'kind' | 'reason' | 'template' | 'office' | 'areas'> & {
    requested_at: string;
  },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO cards.card (card, person, kind, reason, template, state, office, areas, requested_at)
     VALUES ($1, $2, $3, $4, $5, 'requested', $6, $7, $8) ON CONFLICT DO NOTHING`,
    [row.card, row.person, row.kind, row.reason, row.template, row.office, row.areas, row.requested_at],
  );
  return rowCount === 1;
}

/** @param lock holds the row until the transaction ends: two steps of one card follow each other */
export async function findCard(client: Queries, card: string, lock = false): Promise<CardRow | undefined> {
  const { rows } = await client.query<CardRow>(`SELECT * FROM cards.card WHERE card = $1${lock ? ' FOR UPDATE' : ''}`, [
    card,
  ]);
  return rows[0];
}

export async function listCardsOf(client: Queries, person: string, lock = false): Promise<CardRow[]> {
  const { rows } = await client.query<CardRow>(
    `SELECT * FROM cards.card WHERE person = $1 ORDER BY card DESC${lock ? ' FOR UPDATE' : ''}`,
    [person],
  );
  return rows;
}

/** What of a row steps change; what is left out stays. */
export type CardChange = Partial<
  Pick<
    CardRow,
    'state' | 'office' | 'areas' | 'promised_on' | 'batch' | 'document_number' | 'issued_on' | 'expires_on'
  > & {
    lost_at: string | null;
    proposed_at: string | null;
  }
>;

export async function changeCard(client: Queries, card: string, change: CardChange): Promise<void> {
  const names = Object.keys(change);
  const set = names.map((name, index) => `${name} = $${index + 2}`).join(', ');
  await client.query(`UPDATE cards.card SET version = version + 1, ${set} WHERE card = $1`, [
    card,
    ...Object.values(change),
  ]);
}

export interface NewStep {
  card: string;
  step: string;
  state: CardState;
  at: string;
  office: string;
  officer: string;
  officerName: string | undefined;
  data: Readonly<Record<string, unknown>> | undefined;
}

export async function insertStep(client: Queries, step: NewStep): Promise<void> {
  await client.query(
    'INSERT INTO cards.step (card, step, state, at, office, officer, officer_name, data) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [
      ...[step.card, step.step, step.state, step.at, step.office, step.officer, step.officerName ?? null],
      step.data ? JSON.stringify(step.data) : null,
    ],
  );
}

export async function listSteps(client: Queries, cards: readonly string[]): Promise<Map<string, CardStep[]>> {
  const { rows } = await client.query<StepRow>(
    'SELECT * FROM cards.step WHERE card = ANY($1::uuid[]) ORDER BY card, step',
    [cards],
  );
  const steps = Map.groupBy(rows, ({ card }) => card);
  return new Map([...steps].map(([card, own]) => [card, own.map(toStep)]));
}

const toStep = (row: StepRow): CardStep => ({
  ...{ state: row.state, at: row.at.toISOString(), office: row.office, officer: row.officer },
  ...(row.officer_name ? { officerName: row.officer_name } : {}),
  ...(row.data ? { data: row.data } : {}),
});

/** Rows with their steps, as the door gives them. */
export async function toCards(client: Queries, rows: readonly CardRow[]): Promise<Card[]> {
  const steps = await listSteps(
    client,
    rows.map(({ card }) => card),
  );
  return rows.map((row) => ({
    ...{ card: row.card, person: row.person, kind: row.kind, reason: row.reason, template: row.template },
    ...{ state: row.state, version: row.version, office: row.office, requestedAt: row.requested_at.toISOString() },
    ...(row.promised_on ? { promisedOn: row.promised_on } : {}),
    ...(row.batch ? { batch: row.batch } : {}),
    ...(row.document_number ? { documentNumber: row.document_number } : {}),
    ...(row.issued_on ? { issuedOn: row.issued_on } : {}),
    ...(row.expires_on ? { expiresOn: row.expires_on } : {}),
    ...(row.lost_at ? { lostAt: row.lost_at.toISOString() } : {}),
    steps: steps.get(row.card) ?? [],
  }));
}
