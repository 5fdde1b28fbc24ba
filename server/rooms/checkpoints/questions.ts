import { newId } from '#kernel';
import type { ListingKind } from '#libs/country';
import type { Asked } from './contracts.ts';
import type { StepResult } from './model.ts';
import type { Checking } from './parts.ts';
import type { Claimed } from './presented.ts';
import { problems } from './problems.ts';
import { findListings, type ListingRow } from './store.ts';

/** What a desk’s own question found, and what it records where the check goes well. */
export interface Answered {
  readonly result: Omit<StepResult, 'step'>;
  readonly hit?: ListingRow;
  readonly record?: () => Promise<{ ticket?: number; seat?: string }>;
}

interface About {
  readonly person: string | undefined;
  readonly claimed: Claimed;
  readonly asked: Asked['question'];
}

type Ask = (checking: Checking, about: About) => Promise<Answered>;

/** @throws Problem checkpoints/direction-missing, flight-missing: before anybody is looked at */
export function requireQuestion({ question, lists }: Checking['rules'], asked: Asked['question']): void {
  const directed = question === 'crossing' || lists.some(({ direction }) => direction);
  if (directed && !asked?.direction) throw problems['direction-missing']({ pointer: '/question/direction' });
  if (question === 'boarding' && !asked?.flight) throw problems['flight-missing']({ pointer: '/question/flight' });
}

/** Lists that count for this check. */
export function listsOf({ lists }: Checking['rules'], asked: Asked['question']) {
  return lists.filter(({ direction }) => direction === undefined || direction === asked?.direction);
}

const document: Ask = async () => ({ result: { outcome: 'passed', reason: 'nothing-more' } });

const listing: Ask = async ({ transaction, rules, day }, { person, claimed, asked }) => {
  const kinds = listsOf(rules, asked).map(({ kind }) => kind as ListingKind);
  const { documentNumber } = claimed;
  const [hit] = await findListings(transaction.client, { person, documentNumber }, kinds, day);
  if (!hit) return { result: { outcome: 'passed', reason: 'not-listed' } };
  const values = { decision: hit.decision, until: hit.ends_on };
  return { result: { outcome: 'failed', reason: `listed-${hit.kind}`, values }, hit };
};

const crossing: Ask = async (checking, about) => {
  const answered = await listing(checking, about);
  const { transaction, desk, at } = checking;
  const { person, asked } = about;
  if (answered.hit || !person) return answered;
  return {
    ...answered,
    async record() {
      await transaction.client.query(
        'INSERT INTO checkpoints.crossing (person, crossing, desk, direction, at) VALUES ($1, $2, $3, $4, $5)',
        [person, newId(), desk.desk, asked!.direction, at],
      );
      return {};
    },
  };
};

const insurance: Ask = async (checking, { person }) => {
  const { client } = checking.transaction;
  const { rows } = await client.query<{ valid_from: string; valid_to: string }>(
    'SELECT valid_from, valid_to FROM checkpoints.insurance WHERE person = $1 ORDER BY valid_to DESC',
    [person],
  );
  const valid = rows.find((row) => row.valid_from <= checking.day && checking.day <= row.valid_to);
  const record = person ? () => openVisit(checking, person, valid !== undefined) : undefined;
  const told = (result: Answered['result']): Answered => ({ result, ...(record ? { record } : {}) });
  if (valid) return told({ outcome: 'passed', reason: 'insurance-valid', values: { until: valid.valid_to } });
  const [last] = rows;
  return last && last.valid_to < checking.day
    ? told({ outcome: 'unsure', reason: 'insurance-ended', values: { until: last.valid_to } })
    : told({ outcome: 'unsure', reason: 'insurance-none' });
};

/** One a person, hospital and day: who is checked again has the same ticket. */
async function openVisit({ transaction, desk, day, at }: Checking, person: string, insured: boolean) {
  const { client } = transaction;
  // Tickets of a desk are given one after the other.
  await client.query('SELECT FROM checkpoints.desk WHERE desk = $1 FOR UPDATE', [desk.desk]);
  const { rows } = await client.query<{ ticket: number }>(
    `WITH given AS (
       INSERT INTO checkpoints.visit (person, visit, organisation, desk, day, ticket, insured, opened_at)
       SELECT $1, $2, $3, $4, $5, coalesce(max(ticket), 0) + 1, $6, $7 FROM checkpoints.visit WHERE desk = $4 AND day = $5
       ON CONFLICT (person, organisation, day) DO NOTHING RETURNING ticket)
     SELECT ticket FROM given UNION ALL
     SELECT ticket FROM checkpoints.visit WHERE person = $1 AND organisation = $3 AND day = $5 LIMIT 1`,
    [person, newId(), desk.organisation, desk.desk, day, insured, at],
  );
  return rows[0] ? { ticket: rows[0].ticket } : {};
}

const boarding: Ask = async ({ transaction: { client }, desk, at }, { person, asked }) => {
  const flights = await client.query<{ departs_at: Date }>(
    'SELECT departs_at FROM checkpoints.flight WHERE flight = $1 AND organisation = $2',
    [asked!.flight, desk.organisation],
  );
  const flight = flights.rows[0];
  if (!flight) throw problems['flight-unknown']({ pointer: '/question/flight' });
  if (flight.departs_at < at) return { result: { outcome: 'failed', reason: 'flight-gone' } };
  const { rows } = await client.query<{ seat: string; boarded_at: Date | null }>(
    'SELECT seat, boarded_at FROM checkpoints.boarding WHERE person = $1 AND flight = $2 FOR UPDATE',
    [person, asked!.flight],
  );
  const [row] = rows;
  if (!row) return { result: { outcome: 'failed', reason: 'not-on-flight' } };
  if (row.boarded_at) return { result: { outcome: 'failed', reason: 'boarded-already' } };
  return {
    result: { outcome: 'passed', reason: 'on-flight', values: { seat: row.seat } },
    async record() {
      await client.query('UPDATE checkpoints.boarding SET boarded_at = $3 WHERE person = $1 AND flight = $2', [
        ...[person, asked!.flight, at],
      ]);
      return { seat: row.seat };
    },
  };
};

export const questions = { document, listing, crossing, insurance, boarding } as const satisfies Record<string, Ask>;
