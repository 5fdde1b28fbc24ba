import {
  type Context,
  describeEntry,
  findNumber,
  isId,
  newId,
  readLines,
  requireScope,
  type Transaction,
} from '#kernel';
import type { Batches } from '#rooms/batches';
import { concerns } from './concerns.ts';
import { problems } from './problems.ts';

/** Days in which an auditor answers a person's question about a look. */
const DAYS = 14;

/** "I do not recognise this": opens a case about a line that concerns the caller. */
export async function openObjection(
  transaction: Transaction,
  batches: Batches,
  context: Context,
  objection: { reference: string; note: string },
): Promise<{ id: string; dueOn: string }> {
  requireScope(context.caller, 'self.read');
  const person = context.caller.person!;
  const number = await findNumber(transaction.client, objection.reference);
  const [line] = number === undefined ? [] : await readLines(transaction.client, [number]);
  if (!line || number === undefined) throw problems['line-unknown']({ pointer: '/reference' });
  // A hidden look must answer as one at somebody else: otherwise asking would reveal it before its date.
  if ((line.hiddenUntil ?? '') > context.clock.today() || !(await concerns(transaction.client, batches, line, person)))
    throw problems['line-not-yours']();
  const id = newId();
  const dueOn = new Date(context.clock.now().getTime() + DAYS * 86_400_000).toISOString().slice(0, 10);
  const inserted = await transaction.client.query(
    "INSERT INTO oversight.objection (person, objection, number, note, state, opened_at, due_on) VALUES ($1, $2, $3, $4, 'open', $5, $6) ON CONFLICT DO NOTHING",
    [person, id, number, objection.note, context.receivedAt, dueOn],
  );
  if (inserted.rowCount === 0) throw problems['objection-open']();
  transaction.append(
    describeEntry(context, {
      kind: 'act',
      room: 'oversight',
      type: 'open-objection',
      subjects: [person],
      data: { objection: id, number },
    }),
  );
  return { id, dueOn };
}

export interface ObjectionRow {
  person: string;
  objection: string;
  number: number;
  note: string;
  state: 'open' | 'explained' | 'upheld';
  opened_at: Date;
  due_on: string;
  finding: string | null;
}

export async function listObjections(
  transaction: Transaction,
  context: Context,
  state: string,
): Promise<ObjectionRow[]> {
  requireScope(context.caller, 'journal.audit');
  const { rows } = await transaction.client.query<ObjectionRow>(
    'SELECT person, objection, number, note, state, opened_at, due_on, finding FROM oversight.objection WHERE state = $1 ORDER BY due_on, objection LIMIT 100',
    [state],
  );
  transaction.append(
    describeEntry(context, {
      kind: 'note',
      room: 'oversight',
      type: 'objections',
      subjects: [],
      data: { count: rows.length },
    }),
  );
  return rows;
}

/** Answers an objection: the look is explained, or the objection is upheld. The person reads the finding. */
export async function decideObjection(
  transaction: Transaction,
  context: Context,
  id: string,
  decision: { finding: 'explained' | 'upheld'; reason: string },
): Promise<{ state: string }> {
  requireScope(context.caller, 'journal.audit');
  if (!isId(id)) throw problems['objection-unknown']();
  const { rows } = await transaction.client.query<ObjectionRow>(
    'SELECT * FROM oversight.objection WHERE objection = $1 FOR UPDATE',
    [id],
  );
  const row = rows[0];
  if (!row) throw problems['objection-unknown']();
  if (row.state !== 'open') throw problems['objection-decided']();
  await transaction.client.query(
    'UPDATE oversight.objection SET state = $3, decided_by = $4, decided_at = $5, finding = $6 WHERE person = $1 AND objection = $2',
    [row.person, id, decision.finding, context.caller.id, context.receivedAt, decision.reason],
  );
  transaction.append(
    describeEntry(context, {
      kind: 'act',
      room: 'oversight',
      type: 'decide-objection',
      subjects: [row.person],
      data: { objection: id, number: row.number, finding: decision.finding },
    }),
  );
  return { state: decision.finding };
}
