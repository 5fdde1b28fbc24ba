import {
  type Context,
  describeEntry,
  type Kernel,
  type NumberedEntry,
  readLines,
  requireScope,
  type Transaction,
  type Words,
} from '#kernel';
import type { Batches } from '#rooms/batches';
import type { Offices } from '#rooms/offices';
import { mergeLooks, readFacets } from './merge.ts';
import type { ObjectionRow } from './objections.ts';

/** What the reader objected to, until when it is answered, and the answer. */
interface Objection {
  id: string;
  state: ObjectionRow['state'];
  dueOn: string;
  finding?: string;
}

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
  effectiveOn?: string;
  consent?: string;
  mine: boolean;
  objection?: Objection;
}

export interface LooksQuery {
  /** The reader's own looks too; they are journalled like all, and would hide the others. */
  own: boolean;
  year?: number | undefined;
  organisation?: string | undefined;
  before?: number | undefined;
  limit: number;
}

interface Parts {
  kernel: Kernel;
  offices: Offices;
  batches: Batches;
}

/** Who looked at me, newest first: when, who, why, which law, which fields; never a value. */
export async function readLooks(transaction: Transaction, parts: Parts, context: Context, query: LooksQuery) {
  const { caller } = context;
  // A service with the person's token: its look is written down where the token was taken.
  const asked = caller.scopes.has('looks.read');
  if (!asked) requireScope(caller, 'self.read');
  const person = caller.person!;
  const { client } = transaction;
  const { rows } = await client.query<{ number: number }>({
    name: 'oversight-looks',
    text: `SELECT number FROM oversight.trace
           WHERE person = $1 AND number < $2 AND (hidden_until IS NULL OR hidden_until <= $3::date)
             AND ($4::int IS NULL OR extract(year FROM at) = $4) AND ($5::text IS NULL OR organisation = $5) AND ($7 OR kind <> 'o')
           ORDER BY number DESC LIMIT $6`,
    values: [
      person,
      query.before ?? Number.MAX_SAFE_INTEGER,
      context.clock.today(),
      query.year ?? null,
      query.organisation ?? null,
      query.limit + 1,
      query.own,
    ],
  });
  const bulk = await parts.batches.findBulkLooks(client, person, { today: context.clock.today() });
  const traced = rows.map((row) => row.number);
  const { numbers, more } = mergeLooks(traced, bulk, query);
  const lines = await readLines(client, numbers);
  const objections = await readObjections(transaction, person, numbers);
  const facets = await readFacets(transaction, person, context.clock.today(), bulk);
  const matter = { kind: 'look' as const, room: 'oversight', type: 'own-looks', subjects: [person] };
  if (!asked) transaction.append(describeEntry(context, { ...matter, ...parts.offices.ownData }));
  return {
    lines: lines.map((line) => ({
      ...presentLine(parts, context.language, line, person),
      ...(objections.has(line.number) ? { objection: objections.get(line.number)! } : {}),
    })),
    years: facets.years,
    organisations: facets.organisations
      .map((id) => ({ id, name: id === '' ? '' : parts.offices.organisationName(id, context.language) }))
      .filter((one) => one.id !== ''),
    ...(more ? { next: numbers.at(-1)! } : {}),
  };
}

async function readObjections(
  transaction: Transaction,
  person: string,
  numbers: readonly number[],
): Promise<Map<number, Objection>> {
  const { rows } = await transaction.client.query<
    Pick<ObjectionRow, 'number' | 'objection' | 'state' | 'due_on' | 'finding'>
  >({
    name: 'oversight-objections-of',
    text: 'SELECT number, objection, state, due_on, finding FROM oversight.objection WHERE person = $1 AND number = ANY($2::bigint[])',
    values: [person, numbers],
  });
  return new Map(
    rows.map(({ number, objection: id, state, due_on: dueOn, finding }) => [
      number,
      { id, state, dueOn, ...(finding ? { finding } : {}) },
    ]),
  );
}

/** What acts by itself, or before anybody is known, has no office to be named by. */
function nameOfficeOrActor(words: Words, language: string, actor: string, officeName: string | undefined): string {
  const key = `oversight.actor.${actor}`;
  return words.has(language, key) ? words.say(language, key) : (officeName ?? '');
}

/** A line as a reader sees it. @param reader the person whose line it is; an auditor has none. */
export function presentLine(
  parts: Parts,
  language: string,
  line: NumberedEntry & { reference: string },
  reader?: string,
): LineView {
  const { offices, kernel } = parts;
  const { words } = kernel;
  const mine = reader !== undefined && line.actor === reader;
  const officeName =
    line.office !== undefined && /^[0-9]*$/.test(line.office) ? offices.areaName(line.office, language) : undefined;
  const organisationName = line.organisation
    ? offices.organisationName(line.organisation, language)
    : mine
      ? words.say(language, 'oversight.me')
      : nameOfficeOrActor(
          words,
          language,
          line.actor,
          officeName ?? (reader && words.say(language, 'oversight.other')),
        );
  const purposeText = line.purpose ? offices.purposeSentence(line.purpose, language) : undefined;
  const key = `oversight.${line.kind}.${line.type}`;
  const what = words.say(language, words.has(language, key) ? key : `oversight.${line.kind}.other`);
  const who = [organisationName, line.organisation && officeName ? `(${officeName})` : ''].filter(Boolean).join(' ');
  const sentence = words.say(
    language,
    purposeText && !mine ? 'oversight.sentence.purpose' : 'oversight.sentence.plain',
    { who, what, purpose: purposeText ?? '' },
  );
  const outcome = typeof line.data?.outcome === 'string' ? line.data.outcome : undefined;
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
    ...(line.legalBasis
      ? { legalBasisText: offices.legalBasisTitle(line.legalBasis, language), legalBasisId: line.legalBasis }
      : {}),
    fields: (line.fields ?? []).map((id) => ({ id, name: words.say(language, `field.${id}`) })),
    ...(line.caseNumber ? { caseNumber: line.caseNumber } : {}),
    ...(outcome ? { outcome } : {}),
    ...(typeof line.data?.lockFrom === 'string' ? { effectiveOn: line.data.lockFrom } : {}),
    ...(typeof line.data?.consent === 'string' ? { consent: line.data.consent } : {}),
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
  const { lines, next } = query.subject
    ? await readTraced(parts, client, query, before)
    : await newest(client, query, before);
  transaction.append(
    describeEntry(context, {
      kind: query.subject ? 'look' : 'note',
      room: 'oversight',
      type: 'journal',
      subjects: query.subject ? [query.subject] : [],
      data: { lines: lines.length },
    }),
  );
  return {
    lines: lines.map((line) => ({
      ...presentLine(parts, context.language, line),
      actor: line.actor,
      subjects: line.subjects.length,
      room: line.room,
    })),
    ...(next === undefined ? {} : { next }),
  };
}

interface Page {
  lines: (NumberedEntry & { reference: string })[];
  /** Where the next page begins: lines below this number. */
  next?: number;
}

async function readTraced(
  { batches }: Parts,
  client: Transaction['client'],
  query: JournalQuery,
  before: number,
): Promise<Page> {
  const { rows } = await client.query<{ number: number }>(
    'SELECT number FROM oversight.trace WHERE person = $1 AND number < $2 AND ($3::text IS NULL OR organisation = $3) ORDER BY number DESC LIMIT $4',
    [query.subject, before, query.organisation ?? null, query.limit + 1],
  );
  // An auditor sees what the person does not see yet.
  const bulk = await batches.findBulkLooks(client, query.subject!, { today: '9999-12-31' });
  const traced = rows.map((row) => row.number);
  const { numbers, more } = mergeLooks(traced, bulk, { ...query, before });
  return { lines: await readLines(client, numbers), ...(more ? { next: numbers.at(-1)! } : {}) };
}

/** Lines looked through for one page; an organisation that asks rarely may need several pages, some of them empty. */
const MOST_READ = 10_000;
const STEP = 500;

async function newest(client: Transaction['client'], query: JournalQuery, before: number): Promise<Page> {
  const { rows } = await client.query<{ size: number }>('SELECT size FROM kernel.log_head WHERE one = 1');
  const top = Math.min(before, rows[0]?.size ?? 0);
  const step = query.organisation ? STEP : query.limit;
  const lines: Page['lines'] = [];
  for (let from = top; from > 0 && top - from < MOST_READ; from -= step) {
    const read = await readLines(
      client,
      Array.from({ length: Math.min(step, from) }, (_, index) => from - 1 - index),
    );
    for (const line of read) {
      if (query.organisation && line.organisation !== query.organisation) continue;
      lines.push(line);
      if (lines.length === query.limit) return { lines, ...(line.number > 0 ? { next: line.number } : {}) };
    }
  }
  return { lines, ...(top > MOST_READ ? { next: top - MOST_READ } : {}) };
}
