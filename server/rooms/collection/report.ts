import { Readable } from 'node:stream';
import { writeReport } from '#libs/sheets';
import type { Parts } from './acts.ts';
import { listRows } from './proposalStore.ts';
import { reasonsOf } from './rowViews.ts';
import type { RunRow } from './store.ts';

export interface ReportAsked {
  readonly format: 'csv' | 'xlsx';
  readonly rows: 'faulty' | 'all';
}

const PAGE = 1000;
const FAULTY = ['refused', 'proposed', 'duplicate-in-file'];

/** The sender's own file again, with what became of each row and what to mend. It is made as it is sent: memory stays flat. */
export function streamReport(parts: Parts, language: string, run: RunRow, asked: ReportAsked): Readable {
  const { words } = parts.kernel;
  const say = (key: string) => words.say(language, `collection.report.${key}`);
  const options = {
    form: asked.format,
    columns: run.columns ?? [],
    added: [say('row'), say('verdict'), say('reasons')],
    ...(run.form?.kind === 'delimited' ? { separator: run.form.separator } : {}),
  };
  return Readable.from(writeReport(readRows(parts, language, run, asked), options), { objectMode: false });
}

async function* readRows(parts: Parts, language: string, run: RunRow, asked: ReportAsked) {
  const { pool } = parts.kernel.database;
  const verdicts = asked.rows === 'all' ? undefined : FAULTY;
  for (let after = 0; ; ) {
    const rows = await listRows(pool, run.run, { verdicts, after, limit: PAGE });
    for (const row of rows) {
      const verdict = parts.kernel.words.say(language, `collection.verdict.${row.verdict}`);
      yield { cells: row.cells, added: [String(row.row), verdict, reasonsOf(parts, language, row).join(' ')] };
    }
    if (rows.length < PAGE) return;
    after = rows.at(-1)!.row;
  }
}
