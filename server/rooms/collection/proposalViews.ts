import {
  type Context,
  describeEntry,
  presentScan,
  requireArea,
  requirePurpose,
  requireScope,
  type Transaction,
} from '#kernel';
import { FIELDS, type Field } from '#libs/country';
import { type RecordDraft, toRecordDraft } from '#libs/intake';
import {
  activePin,
  fieldText,
  formatDate,
  lifeOf,
  type PersonRecord,
  readPersons,
  type StoredPerson,
} from '#rooms/people';
import type { Parts } from './acts.ts';
import { type ComparedField, compareRow, REPLACEABLE } from './differences.ts';
import { openingRecord } from './engine/rows.ts';
import type { Candidate } from './linking.ts';
import { UNDO_HOURS } from './model.ts';
import { problems } from './problems.ts';
import {
  type Asked,
  countProposals,
  cursorOf,
  listProposals,
  type ProposalRow,
  readProposal,
  readRow,
} from './proposalStore.ts';
import { areaOf, SCOPE, wantsSecond } from './review.ts';
import { presentFindings } from './rowViews.ts';
import { rowScans } from './scanStore.ts';
import { senderName } from './senders.ts';
import { readRun } from './store.ts';

/** The queue of the officer's area. Names in it are the files', not the register's. */
export async function viewProposals(parts: Parts, context: Context, asked: Asked) {
  requireScope(context.caller, SCOPE);
  const { pool } = parts.kernel.database;
  const area = context.caller.area ?? '-';
  const rows = await listProposals(pool, area, { ...asked, limit: asked.limit + 1 });
  const page = rows.slice(0, asked.limit);
  return {
    proposals: page.map((row) => presentLine(parts, context, row)),
    open: await countProposals(pool, 'open', area),
    ...(rows.length > asked.limit ? { next: cursorOf(page.at(-1)!, asked.order) } : {}),
  };
}

function presentLine({ kernel, offices }: Parts, { language, caller }: Context, row: ProposalRow) {
  return {
    run: row.run,
    row: row.row,
    state: row.state,
    why: row.why,
    whyText: kernel.words.say(language, `collection.why.${row.why}`),
    name: row.name,
    ...(row.birth_date ? { birthDate: formatDate(language, row.birth_date) } : {}),
    senderName: senderName(offices, row.sender, language),
    province: row.province,
    commune: row.commune,
    areaName: offices.areaName(row.commune || row.province, language),
    dueOn: row.due_on,
    weight: row.weight,
    ...(row.probability === null ? {} : { probability: row.probability }),
    candidates: row.candidates.length,
    mine: row.state === 'second' && row.decided_by === caller.id,
  };
}

/** One proposal beside those whom the row may be. Each candidate can see that they were looked at. */
export async function viewProposal(
  transaction: Transaction,
  parts: Parts,
  context: Context,
  id: string,
  number: number,
) {
  requireScope(context.caller, SCOPE);
  parts.offices.checkReason(requirePurpose(context));
  const { client } = transaction;
  const proposal = await readProposal(client, id, number);
  const [run, row] = proposal ? [await readRun(client, id), await readRow(client, id, number)] : [];
  if (!proposal || !run || !row) throw problems['proposal-unknown']();
  requireArea(context.caller, areaOf(proposal));
  const { language } = context;
  const stored = await readPersons(
    transaction,
    proposal.candidates.map(({ person }) => person),
  );
  if (stored.size > 0)
    transaction.append(
      describeEntry(context, {
        kind: 'look',
        room: 'collection',
        type: 'proposal',
        subjects: [...stored.keys()],
        fields: [...FIELDS],
        data: { run: id, row: number },
      }),
    );
  const draft = toRecordDraft(parts.offices.country, row.claims, context.clock.today());
  const decided = proposal.decided_at && proposal.verdict ? presentVerdict(proposal, proposal.decided_at) : {};
  return {
    ...presentLine(parts, context, proposal),
    file: run.file,
    columns: run.columns ?? [],
    cells: row.cells,
    findings: presentFindings(parts, language, row.findings),
    candidates: proposal.candidates.flatMap((one) => {
      const known = stored.get(one.person);
      return known ? [presentCandidate(parts, language, one, known, draft)] : [];
    }),
    scans: (await rowScans.list(client, { run: id, row: number })).map(presentScan),
    maxScans: rowScans.most,
    history: row.history,
    needsSecond: wantsSecond(parts, context),
    ...decided,
  };
}

function presentVerdict({ verdict, decided_by_name: by }: ProposalRow, at: Date) {
  return {
    verdict: { ...verdict!, by: by ?? '', at: at.toISOString() },
    undoUntil: new Date(at.getTime() + UNDO_HOURS * 3_600_000).toISOString(),
  };
}

/** Fields of a file by the field of the law that the words know. */
const named: Partial<Record<ComparedField, Field>> = { death: 'deathDate' };

function presentCandidate(
  parts: Parts,
  language: string,
  { person, probability, weight, because }: Candidate,
  stored: StoredPerson,
  draft: RecordDraft,
) {
  const { record } = stored;
  const { words } = parts.kernel;
  const presenter = { offices: parts.offices, words };
  const said = openingRecord(parts.offices, draft, true);
  const nameOf = (field: string) => words.say(language, `collection.field.${targets[field] ?? field}`);
  const textOf = (field: ComparedField, one: PersonRecord) =>
    field === 'passport'
      ? (one.identifiers.find(({ kind }) => kind === 'passport')?.value ?? '')
      : fieldText(presenter, language, named[field] ?? (field as Field), one);
  const pin = activePin(record);
  return {
    person,
    name: record.name,
    birthDate: formatDate(language, record.birthDate),
    life: lifeOf(record),
    ...(pin ? { pin } : {}),
    communeName: parts.offices.areaName(stored.commune || stored.province, language),
    probability,
    weight,
    because: because.map((one) => ({
      ...one,
      fieldName: nameOf(one.field),
      levelText: words.say(language, `collection.level.${one.level}`),
    })),
    fields: [...compareRow(parts.offices, draft, record)].map(([field, kind]) => {
      const [mine, held] = [field in draft || NUMBERED.has(field) ? textOf(field, said) : '', textOf(field, record)];
      const texts = { ...(mine ? { said: mine } : {}), ...(held ? { held } : {}) };
      return { field, fieldName: nameOf(field), kind, replaceable: REPLACEABLE.includes(field), ...texts };
    }),
  };
}

const NUMBERED: ReadonlySet<string> = new Set(['pin', 'cmnd', 'passport']);
/** Fields of records and of the comparison, as columns of files are called. */
const targets: Readonly<Record<string, string>> = {
  father: 'fatherName',
  mother: 'motherName',
  spouse: 'spouseName',
  death: 'deathDate',
  residence: 'permanentResidence',
  oldNumber: 'cmnd',
};
