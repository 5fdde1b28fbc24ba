import type { Context, Transaction } from '#kernel';
import { differingFields, mergeWritten, readWritten, type Written } from './compare.ts';
import { type EntryRow, readKeyings, type Settling, settleEntry } from './entryStore.ts';
import { kindOf, note, type Parts, readOrRefuse, requireTaken } from './holding.ts';
import type { BookField } from './kinds.ts';
import type { RETURN_REASONS } from './model.ts';

export type Decision =
  | { outcome: 'agreed'; values: Record<string, string>; unreadable: string[] }
  | { outcome: 'absent' }
  | { outcome: 'sent-back'; reason: (typeof RETURN_REASONS)[number] };

const ABSENT: Written = { values: {}, unreadable: [], absent: true };

/**
 * Settles an entry that two officers read differently, or sends it back to two others. Only what they differ in is decided.
 * @throws Problem books/entry-unknown, entry-not-yours, value-malformed, value-missing, field-unknown
 */
export async function decideEntry(
  transaction: Transaction,
  context: Context,
  parts: Parts,
  id: string,
  decision: Decision,
): Promise<void> {
  const { row, book } = await requireTaken(transaction, context, id, ['review']);
  const kind = kindOf(parts, book);
  const keyings = (await readKeyings(transaction.client, row.entry, row.round)).map(({ written }) => written);
  const settling = settle(kind.fields, row, keyings as [Written, Written], decision, context.clock.now());
  await settleEntry(transaction.client, row.entry, settling);
  const reason = decision.outcome === 'sent-back' ? { reason: decision.reason } : {};
  const data = { book: row.book, entry: row.entry, outcome: decision.outcome, ...reason };
  note(transaction, context, kind, { kind: 'act', type: 'book-entry-decided', data });
}

function settle(
  fields: readonly BookField[],
  { round }: EntryRow,
  keyings: readonly [Written, Written],
  decision: Decision,
  at: Date,
): Settling {
  if (decision.outcome === 'sent-back') return { state: 'open', round: round + 1 };
  const final = decision.outcome === 'absent' ? ABSENT : decide(fields, keyings, decision);
  const wrong = keyings.reduce((sum, one) => sum + differingFields(fields, one, final).length, 0);
  return { state: decision.outcome, round, final, fields: 2 * fields.length, wrong, at };
}

function decide(
  fields: readonly BookField[],
  [first, second]: readonly [Written, Written],
  given: { values: Record<string, string>; unreadable: string[] },
): Written {
  const disputed = differingFields(fields, first, second);
  const asked = fields.filter(({ id }) => disputed.includes(id));
  const decided = readOrRefuse(() => readWritten(asked, given));
  return mergeWritten(fields, first.absent ? second : first, decided, disputed);
}
