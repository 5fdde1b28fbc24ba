import { createHash } from 'node:crypto';
import { type Context, describeEntry, newId, type Transaction } from '#kernel';
import type { Field, Source } from '#libs/country';
import { compareName } from '#libs/names';
import type { Offices } from '#rooms/offices';
import { checkDay, type Ground, type Held, recordActs, recordingTime } from './acting.ts';
import { checkChanges } from './check.ts';
import { findHolders } from './lookup.ts';
import { addDays, findSources, firstDay } from './model.ts';
import { problems } from './problems.ts';
import type { PersonRecord, Place, RecordChanges, RecordField } from './record.ts';
import { judgeWord, type Standing, sourceOf } from './standing.ts';
import { readActs, readPerson } from './store.ts';

/** What a source may say, by the field's id in the law; each in the form in which a record holds it. */
export interface Said extends Pick<PersonRecord, 'phone' | 'email' | 'bloodGroup' | 'currentResidence'> {
  nationality?: PersonRecord['nationality'];
  deathDate?: string;
}

export interface Report {
  /** The organisation's own name for it; sent again it is the same report. */
  reference: string;
  identifier: string;
  /** As the organisation knows the person: a wrong digit must not change a stranger's record. */
  name: string;
  /** Since when it is so, `YYYY-MM-DD`. */
  on: string;
  legalBasis: string;
  document?: string | undefined;
  /** The person was there, alive, on that day. */
  seen?: true | undefined;
  fields?: Said | undefined;
}

export interface ReportAnswer {
  reference: string;
  fields: { field: Field | 'seen'; outcome: Standing; dueOn?: string }[];
  /** Reference of the report's line in the journal. */
  journal: string;
}

/**
 * Takes the word of an organisation that sources.yaml names: what its rank allows is recorded at once, what agrees is a
 * confirmation, what contradicts a higher source opens a case and overwrites nothing.
 * @throws Problem people/source-unknown, source-field, report-differs, report-mismatch, person-unknown, number-ambiguous, and those of the fields' checks
 */
export async function takeReport(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  report: Report,
): Promise<ReportAnswer> {
  const { client } = transaction;
  const organisation = context.caller.organisation ?? '';
  const source = findSource(offices, organisation, report);
  const digest = createHash('sha256').update(JSON.stringify(report)).digest();
  const taken = await client.query(
    'INSERT INTO people.report (organisation, reference, digest, received_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [organisation, report.reference, digest, context.receivedAt],
  );
  if (taken.rowCount === 0) return readAnswer(transaction, organisation, report.reference, digest);
  const held = await holdReported(transaction, report);
  checkDay(context, report.on, held.record.birthDate, '/on');
  const said = checkSaid(offices, context, report);
  const outcomes: ReportAnswer['fields'] = [];
  const changes: RecordChanges = {};
  const sources = findSources(held.acts, { on: context.clock.today() });
  for (const [field, value] of said) {
    const act = sources.get(recordFieldOf(field));
    const now = heldValueOf(held.record, field);
    const outcome = judgeWord(offices.country.sources, {
      field,
      source: source.id,
      on: report.on,
      same: isSame(offices, field, value, now),
      held:
        act && now !== undefined ? { source: sourceOf(offices.country.sources, act), since: act.validFrom } : undefined,
    });
    if (outcome === 'recorded') Object.assign(changes, { [field]: value });
    if (outcome === 'confirmed') await confirm(transaction, held.person, field, source.id, report.on);
    const dueOn =
      outcome === 'contradicted'
        ? await openCase(transaction, context, offices, held, { field, claimed: value, on: report.on })
        : undefined;
    outcomes.push({ field, outcome, ...(dueOn ? { dueOn } : {}) });
  }
  if (report.seen) outcomes.push(await takeSeen(transaction, context, offices, held, source, report.on));
  // Before the lines of its acts: the first line of an answer is the one that proves it.
  const journal = transaction.append(
    describeEntry(context, {
      kind: 'act',
      room: 'people',
      type: 'report',
      subjects: [held.person],
      fields: said.map(([field]) => field),
      legalBasis: report.legalBasis,
      data: {
        outcome: 'done',
        source: source.id,
        outcomes: outcomes.map(({ field, outcome }) => `${field} ${outcome}`),
      },
    }),
  );
  const ground: Ground = {
    legalBasis: report.legalBasis,
    evidence: [{ kind: 'other', ...(report.document ? { number: report.document } : {}), issuedOn: report.on }],
  };
  await recordChanges(transaction, context, offices, held, ground, changes, report.on);
  const answer = { reference: report.reference, fields: outcomes, journal };
  await client.query('UPDATE people.report SET answer = $3 WHERE organisation = $1 AND reference = $2', [
    organisation,
    report.reference,
    JSON.stringify(answer),
  ]);
  return answer;
}

function findSource({ country }: Offices, organisation: string, report: Report): Source {
  const source = country.sources.sources.find(({ organisations }) => organisations?.includes(organisation));
  if (!source?.legalBases?.includes(report.legalBasis)) throw problems['source-unknown']({ pointer: '/legalBasis' });
  const said = [...Object.keys(report.fields ?? {}), ...(report.seen ? ['seen'] : [])];
  const foreign = said.find((field) => !source.reports?.includes(field as Field));
  if (foreign) throw problems['source-field']({ pointer: `/fields/${foreign}`, values: { field: foreign } });
  if (said.length === 0) throw problems['report-empty']({ pointer: '/fields' });
  return source;
}

/** The answer of the report that was taken before. @throws Problem people/report-differs for another one of that reference */
async function readAnswer(
  { client }: Transaction,
  organisation: string,
  reference: string,
  digest: Buffer,
): Promise<ReportAnswer> {
  const { rows } = await client.query<{ digest: Buffer; answer: ReportAnswer }>(
    'SELECT digest, answer FROM people.report WHERE organisation = $1 AND reference = $2',
    [organisation, reference],
  );
  const [row] = rows;
  if (!row?.digest.equals(digest)) throw problems['report-differs']({ pointer: '/reference' });
  return row.answer;
}

/** The person whom the number names, and the name does not contradict; held until the transaction ends. */
async function holdReported(transaction: Transaction, { identifier, name }: Report): Promise<Held> {
  const holders = (await findHolders(transaction.client, [identifier])).get(identifier) ?? [];
  const keys = new Set(holders.map(({ person, record }) => record.mergedInto ?? person));
  if (keys.size > 1) throw problems['number-ambiguous']({ pointer: '/identifier' });
  const [person] = keys;
  const stored = person === undefined ? undefined : await readPerson(transaction, person, true);
  if (!stored) throw problems['person-unknown']({ pointer: '/identifier' });
  if (compareName(name, stored.record.name).verdict === 'no') throw problems['report-mismatch']({ pointer: '/name' });
  const acts = await readActs(transaction, stored.person);
  return { ...stored, acts, heldAt: recordingTime(acts) };
}

function checkSaid(offices: Offices, context: Context, { fields = {}, on }: Report): [Field, unknown][] {
  const { deathDate, ...others } = fields;
  const { currentResidence } = others;
  // A unit's code means something on a day only.
  const dated = currentResidence ? { currentResidence: { ...currentResidence, on } } : {};
  const checked = checkChanges(offices, context.clock.today(), { ...others, ...dated }, '/fields');
  if (deathDate !== undefined && deathDate > context.clock.today())
    throw problems['date-in-future']({ pointer: '/fields/deathDate' });
  return Object.entries({ ...checked, ...(deathDate === undefined ? {} : { deathDate }) }) as [Field, unknown][];
}

/** Somebody dead was seen: one of the two is wrong, and an officer finds out which. */
async function takeSeen(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  held: Held,
  source: Source,
  on: string,
): Promise<ReportAnswer['fields'][number]> {
  const died = held.record.death && firstDay(held.record.death.date);
  if (died === undefined || on <= died) {
    await confirm(transaction, held.person, 'seen', source.id, on);
    return { field: 'seen', outcome: 'confirmed' };
  }
  const dueOn = await openCase(transaction, context, offices, held, { field: 'deathDate', claimed: { seen: on }, on });
  return { field: 'seen', outcome: 'contradicted', dueOn };
}

async function confirm({ client }: Transaction, person: string, field: Field | 'seen', source: string, on: string) {
  await client.query(
    `INSERT INTO people.confirmation AS known (person, field, source, said_on) VALUES ($1, $2, $3, $4)
     ON CONFLICT (person, field, source) DO UPDATE SET said_on = greatest(known.said_on, excluded.said_on)`,
    [person, field, source, on],
  );
}

/** @returns the day by which an officer decides; of a case that is open already, that one's */
async function openCase(
  { client }: Transaction,
  context: Context,
  offices: Offices,
  held: Held,
  { field, claimed, on }: { field: Field; claimed: unknown; on: string },
): Promise<string> {
  const dueOn = addDays(context.clock.today(), offices.deadlineDays('data-correct'));
  const { rows } = await client.query<{ due_on: string }>(
    `INSERT INTO people.correction AS known (person, correction, field, claim, note, state, province, commune, opened_at, due_on, organisation, claimed, said_on)
     VALUES ($1, $2, $3, '', '', 'open', $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (person, field, organisation) WHERE state = 'open' DO UPDATE SET claimed = excluded.claimed, said_on = excluded.said_on
     RETURNING due_on`,
    [
      held.person,
      newId(),
      field,
      held.province,
      held.commune,
      context.receivedAt,
      dueOn,
      context.caller.organisation,
      JSON.stringify(claimed),
      on,
    ],
  );
  return rows[0]!.due_on;
}

/** Each field from the day of the word on, or, where a lower source spoke later, from that day: else that one's would stay. */
async function recordChanges(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  held: Held,
  ground: Ground,
  changes: RecordChanges,
  on: string,
): Promise<void> {
  const sources = findSources(held.acts, { on: context.clock.today() });
  const days = new Map<string, RecordChanges>();
  for (const [field, value] of Object.entries(changes) as [RecordField, never][]) {
    const since = sources.get(field)?.validFrom ?? on;
    const day = since > on ? since : on;
    days.set(day, { ...days.get(day), [field]: value });
  }
  if (days.size === 0) return;
  const acts = [...days].map(([validFrom, group]) => ({ kind: 'reported' as const, validFrom, changes: group }));
  await recordActs(transaction, context, offices, held, ground, acts);
}

function recordFieldOf(field: Field): RecordField {
  return field === 'deathDate' ? 'death' : (field as RecordField);
}

function heldValueOf(record: PersonRecord, field: Field): unknown {
  return field === 'deathDate' ? record.death?.date : record[field as RecordField];
}

/** Places are the same that lie in one unit of today and say the same besides, whatever codes they were written with. */
function isSame(offices: Offices, field: Field, said: unknown, held: unknown): boolean {
  if (field !== 'currentResidence') return JSON.stringify(said) === JSON.stringify(held);
  const plain = (place: Place | undefined) => place && [offices.areaOf(place), place.text ?? '', place.country ?? ''];
  return JSON.stringify(plain(said as Place)) === JSON.stringify(plain(held as Place | undefined));
}
