import { type Context, describeEntry, type Kernel, type NumberedEntry, readLines, requireScope, type Transaction } from '#kernel';
import type { Offices } from '#rooms/offices';

export interface LineView {
  reference: string;
  number: number;
  at: string;
  kind: string;
  type: string;
  /** One sentence: who did what, and why. */
  sentence: string;
  organisation?: string;
  organisationName: string;
  officeName?: string;
  purposeText?: string;
  legalBasisText?: string;
  legalBasisId?: string;
  fields: { id: string; name: string }[];
  caseNumber?: string;
  outcome?: string;
  mine: boolean;
  objection?: { id: string; state: string };
}

export interface LooksQuery {
  year?: number | undefined;
  organisation?: string | undefined;
  before?: number | undefined;
  limit: number;
}

interface Parts {
  kernel: Kernel;
  offices: Offices;
}

/** Who looked at me, newest first: when, who, why, which law, which fields; never a value. */
export async function readLooks(transaction: Transaction, parts: Parts, context: Context, query: LooksQuery) {
  requireScope(context.caller, 'self.read');
  const person = context.caller.person!;
  const { client } = transaction;
  const { rows } = await client.query<{ number: number }>({
    name: 'oversight-looks',
    text: `SELECT number FROM oversight.trace
           WHERE person = $1 AND number < $2 AND (hidden_until IS NULL OR hidden_until <= $3::date)
             AND ($4::int IS NULL OR extract(year FROM at) = $4) AND ($5::text IS NULL OR organisation = $5)
           ORDER BY number DESC LIMIT $6`,
    values: [person, query.before ?? Number.MAX_SAFE_INTEGER, context.clock.today(), query.year ?? null, query.organisation ?? null, query.limit + 1],
  });
  const numbers = rows.slice(0, query.limit).map((row) => row.number);
  const lines = await readLines(client, numbers);
  const objections = await readObjections(transaction, person, numbers);
  const facets = await readFacets(transaction, person);
  transaction.append(describeEntry(context, { kind: 'look', room: 'oversight', type: 'own-looks', subjects: [person], ...parts.offices.ownData }));
  return {
    lines: lines.map((line) => ({ ...presentLine(parts, context.language, line, person), ...(objections.has(line.number) ? { objection: objections.get(line.number)! } : {}) })),
    years: facets.years,
    organisations: facets.organisations.map((id) => ({ id, name: id === '' ? '' : parts.offices.organisationName(id, context.language) })).filter((one) => one.id !== ''),
    ...(rows.length > query.limit ? { next: numbers.at(-1)! } : {}),
  };
}

async function readFacets(transaction: Transaction, person: string): Promise<{ years: number[]; organisations: string[] }> {
  const { rows } = await transaction.client.query<{ year: number; organisation: string }>({
    name: 'oversight-facets',
    text: 'SELECT DISTINCT extract(year FROM at)::int AS year, organisation FROM oversight.trace WHERE person = $1 LIMIT 500',
    values: [person],
  });
  const years = [...new Set(rows.map((row) => row.year))].sort((a, b) => b - a);
  return { years, organisations: [...new Set(rows.map((row) => row.organisation))].sort() };
}

async function readObjections(transaction: Transaction, person: string, numbers: readonly number[]): Promise<Map<number, { id: string; state: string }>> {
  const { rows } = await transaction.client.query<{ number: number; objection: string; state: string }>({
    name: 'oversight-objections-of',
    text: 'SELECT number, objection, state FROM oversight.objection WHERE person = $1 AND number = ANY($2::bigint[])',
    values: [person, numbers],
  });
  return new Map(rows.map((row) => [row.number, { id: row.objection, state: row.state }]));
}

/** A line as a reader sees it. @param reader the person whose line it is; an auditor has none. */
export function presentLine(parts: Parts, language: string, line: NumberedEntry & { reference: string }, reader?: string): LineView {
  const { offices, kernel } = parts;
  const { words } = kernel;
  const mine = reader !== undefined && line.actor === reader;
  const officeName = line.office !== undefined && /^[0-9]*$/.test(line.office) ? offices.areaName(line.office, language) : undefined;
  const organisationName = line.organisation ? offices.organisationName(line.organisation, language) : mine ? words.say(language, 'oversight.me') : (officeName ?? '');
  const purposeText = line.purpose ? offices.purposeSentence(line.purpose, language) : undefined;
  const key = `oversight.${line.kind}.${line.type}`;
  const what = words.say(language, words.has(language, key) ? key : `oversight.${line.kind}.other`);
  const who = [organisationName, line.organisation && officeName ? `(${officeName})` : ''].filter(Boolean).join(' ');
  const sentence = words.say(language, purposeText && !mine ? 'oversight.sentence.purpose' : 'oversight.sentence.plain', { who, what, purpose: purposeText ?? '' });
  const outcome = typeof line.data?.['outcome'] === 'string' ? line.data['outcome'] : undefined;
  return {
    reference: line.reference,
    number: line.number,
    at: line.receivedAt,
    kind: line.kind,
    type: line.type,
    sentence,
    organisationName,
    ...(line.organisation ? { organisation: line.organisation } : {}),
    ...(officeName ? { officeName } : {}),
    ...(purposeText ? { purposeText } : {}),
    ...(line.legalBasis ? { legalBasisText: offices.legalBasisTitle(line.legalBasis, language), legalBasisId: line.legalBasis } : {}),
    fields: (line.fields ?? []).map((id) => ({ id, name: words.say(language, `field.${id}`) })),
    ...(line.caseNumber ? { caseNumber: line.caseNumber } : {}),
    ...(outcome ? { outcome } : {}),
    mine,
  };
}

export interface JournalQuery {
  subject?: string | undefined;
  organisation?: string | undefined;
  before?: number | undefined;
  limit: number;
}

/** The journal as an auditor reads it. Looking at it is itself journalled. */
export async function readJournal(transaction: Transaction, parts: Parts, context: Context, query: JournalQuery) {
  requireScope(context.caller, 'journal.audit');
  const { client } = transaction;
  const before = query.before ?? Number.MAX_SAFE_INTEGER;
  const numbers = query.subject ? await traced(client, query, before) : await newest(client, before, query.limit + 1);
  const lines = await readLines(client, numbers.slice(0, query.limit));
  transaction.append(describeEntry(context, { kind: query.subject ? 'look' : 'note', room: 'oversight', type: 'journal', subjects: query.subject ? [query.subject] : [], data: { lines: lines.length } }));
  const last = lines.at(-1)?.number;
  return {
    lines: lines.map((line) => ({ ...presentLine(parts, context.language, line), actor: line.actor, subjects: line.subjects.length, room: line.room })),
    ...(numbers.length > query.limit && last !== undefined ? { next: last } : {}),
  };
}

async function traced(client: Transaction['client'], query: JournalQuery, before: number): Promise<number[]> {
  const { rows } = await client.query<{ number: number }>(
    'SELECT number FROM oversight.trace WHERE person = $1 AND number < $2 AND ($3::text IS NULL OR organisation = $3) ORDER BY number DESC LIMIT $4',
    [query.subject, before, query.organisation ?? null, query.limit + 1],
  );
  return rows.map((row) => row.number);
}

async function newest(client: Transaction['client'], before: number, limit: number): Promise<number[]> {
  const { rows } = await client.query<{ size: number }>('SELECT size FROM kernel.log_head WHERE one = 1');
  const top = Math.min(before, rows[0]?.size ?? 0);
  return Array.from({ length: Math.min(limit, top) }, (_, index) => top - 1 - index);
}
