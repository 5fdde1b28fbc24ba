import { Readable } from 'node:stream';
import { type Context, requirePurpose, requireScope } from '#kernel';
import { writeReport } from '#libs/sheets';
import { appendLook } from './journal.ts';
import { OLDER_COLUMNS } from './olderModel.ts';
import {
  countRefusals,
  findRun,
  listRefusals,
  listRuns,
  type OlderRefusalRow,
  type OlderRunRow,
} from './olderStore.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';

type Holding = Pick<Parts, 'kernel' | 'offices'>;

const MOST = 50;
const BLOCK = 1000;
/** A piece that came longer ago says nothing of how fast the rows come. */
const QUIET_SECONDS = 300;

/** Whose cards come over, how far, how fast, and when they will all be there. */
export async function viewOlder({ kernel, offices }: Holding, { language, receivedAt, caller }: Context) {
  requireScope(caller, 'cards.older');
  const { systems } = offices.country.cards.older;
  const names = new Map(systems.map(({ id, name }) => [id, name[language] ?? id]));
  const { pool } = kernel.database;
  const runs = await listRuns(pool, MOST);
  const refusals = await countRefusals(
    pool,
    runs.map(({ run }) => run),
  );
  return {
    systems: systems.map(({ id, until }) => ({ id, name: names.get(id)!, ...(until ? { until } : {}) })),
    runs: runs.map((row) => ({
      ...{ run: row.run, system: row.system, systemName: names.get(row.system) ?? row.system, source: row.source },
      ...{ trial: row.trial, state: row.state, expected: row.expected, next: row.seen },
      ...{ taken: row.taken, known: row.known, refused: row.refused, startedAt: row.started_at.toISOString() },
      ...(row.piece_at ? { pieceAt: row.piece_at.toISOString() } : {}),
      ...(row.officer_name ? { officerName: row.officer_name } : {}),
      ...estimate(row, new Date(receivedAt)),
      reasons: (refusals.get(row.run) ?? []).map(({ why, count }) => ({ why, count })),
    })),
  };
}

/** Rows a minute since the run began, and the day and hour at which the expected number is there. */
function estimate({ state, seen, expected, started_at: began, piece_at: last }: OlderRunRow, now: Date) {
  if (state === 'closed' || !last || now.getTime() - last.getTime() > QUIET_SECONDS * 1000) return {};
  const seconds = Math.max(1, (last.getTime() - began.getTime()) / 1000);
  const rate = seen / seconds;
  if (rate === 0 || seen >= expected) return {};
  return {
    perMinute: Math.round(rate * 60),
    endsAt: new Date(now.getTime() + ((expected - seen) / rate) * 1000).toISOString(),
  };
}

/**
 * The rows that were not taken over, as they came, with why; numbers of persons stand in it, so it is a look.
 * @throws Problem cards/older-run-unknown
 */
export async function reportOlder(parts: Holding, context: Context, id: string): Promise<Readable> {
  const { kernel, offices } = parts;
  requireScope(context.caller, 'cards.older');
  offices.checkReason(requirePurpose(context));
  const row = await kernel.database.transact(async (transaction) => {
    const found = await findRun(transaction.client, id);
    if (!found) throw problems['older-run-unknown']();
    const data = { run: id, rows: found.refused };
    appendLook(transaction, context, 'older-cards-refused', [], { fields: ['pin', 'documents'], data });
    return found;
  });
  const say = (why: string) => kernel.words.say(context.language, `value.olderRefusal.${why}`);
  async function* rows() {
    for await (const { row: number, why, cells } of refusalsOf(parts, row.run))
      yield { cells: OLDER_COLUMNS.map((column) => cells[column]), added: [String(number), say(why)] };
  }
  const added = ['row', 'why'].map((key) => kernel.words.say(context.language, `screen.cards.older.${key}`));
  return Readable.from(writeReport(rows(), { form: 'csv', columns: OLDER_COLUMNS, added }));
}

async function* refusalsOf({ kernel }: Holding, run: string): AsyncGenerator<OlderRefusalRow> {
  for (let after = 0; ; ) {
    const block = await listRefusals(kernel.database.pool, run, after, BLOCK);
    yield* block;
    if (block.length < BLOCK) return;
    after = block.at(-1)!.row;
  }
}
