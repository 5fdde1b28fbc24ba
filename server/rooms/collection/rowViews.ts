import type { Context } from '#kernel';
import type { Finding } from '#libs/intake';
import type { Parts } from './acts.ts';
import { type KeptRow, listRows } from './proposalStore.ts';
import type { RunRow } from './store.ts';
import { targetName } from './views.ts';

const WORST = { refused: 0, doubt: 1, mended: 2 };

export function presentFindings(parts: Parts, language: string, findings: readonly Finding[]) {
  return [...findings]
    .sort((a, b) => WORST[a.severity] - WORST[b.severity])
    .map((one) => ({
      ...one,
      fieldName: targetName(parts, language, one.field),
      sentence: parts.kernel.words.say(language, `intake.rule.${one.rule}`),
    }));
}

/** What is wrong with a row, as its sender reads it: the verdict's own reason first, then what was found, worst first. */
export function reasonsOf(
  parts: Parts,
  language: string,
  row: Pick<KeptRow, 'reason' | 'findings' | 'same_as' | 'history' | 'verdict'>,
): string[] {
  const { words } = parts.kernel;
  const told = presentFindings(parts, language, row.findings).filter(({ severity }) => severity !== 'mended');
  const own: string[] = [];
  if (row.reason === 'officer') own.push(row.history.findLast(({ note }) => note !== undefined)?.note ?? '');
  else if (row.reason?.startsWith('row-')) own.push(words.say(language, `collection.fault.${row.reason.slice(4)}`));
  else if (row.reason?.startsWith('form'))
    own.push(words.say(language, 'collection.fault.form', { field: row.reason.slice(5) }));
  else if (row.reason && !told.some(({ rule }) => rule === row.reason))
    own.push(words.say(language, `intake.rule.${row.reason}`));
  if (row.verdict === 'duplicate-in-file' && row.same_as !== null)
    own.push(words.say(language, 'collection.duplicate', { row: row.same_as }));
  return [
    ...own,
    ...told.map(
      ({ fieldName, sentence, from }) => `${fieldName}${from === '' ? '' : ` “${from.slice(0, 60)}”`}: ${sentence}`,
    ),
  ];
}

export function presentRow(parts: Parts, language: string, row: KeptRow) {
  const { name, birthDate } = row.claims;
  return {
    row: row.row,
    verdict: row.verdict,
    verdictText: parts.kernel.words.say(language, `collection.verdict.${row.verdict}`),
    ...(name ? { name } : {}),
    ...(birthDate ? { birthDate } : {}),
    cells: row.raw === null ? row.cells : [row.raw],
    reasons: reasonsOf(parts, language, row),
    findings: presentFindings(parts, language, row.findings),
    ...(row.person ? { person: row.person } : {}),
    ...(row.same_as === null ? {} : { sameAsRow: row.same_as }),
    history: row.history,
  };
}

export async function viewRows(
  parts: Parts,
  context: Context,
  run: RunRow,
  query: { verdict?: string; rule?: string; severity?: string; after: number; limit: number },
) {
  const verdicts = query.verdict ? [query.verdict] : undefined;
  const rows = await listRows(parts.kernel.database.pool, run.run, {
    verdicts,
    rule: query.rule,
    severity: query.severity,
    after: query.after,
    limit: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  return {
    columns: run.columns ?? [],
    rows: page.map((row) => presentRow(parts, context.language, row)),
    ...(rows.length > query.limit ? { next: page.at(-1)!.row } : {}),
  };
}
