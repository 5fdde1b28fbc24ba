import type { Client, Context } from '#kernel';
import type { Parts } from './acts.ts';
import type { RunRow } from './store.ts';

type Queries = Pick<Client, 'query'>;

interface Told {
  rule: string;
  severity: string;
}

/** A rule's word about a row, in the order in which a sender wants to read them. */
const SEVERITIES = ['refused', 'doubt', 'mended'];
/** Of a row that no rule refused but an officer. */
export const BY_OFFICER = 'officer';

/**
 * Counts, for each rule, the rows of a piece of which it speaks; a row that breaks one rule twice counts once.
 * @param rows `told`: `rule severity`, each once
 * Call it in the transaction that keeps the piece.
 */
export async function countReasons(
  client: Queries,
  run: string,
  rows: readonly { told: readonly string[]; reason: string | undefined }[],
): Promise<void> {
  const counts = new Map<string, number>();
  for (const { told, reason } of rows) {
    const all = new Set(told);
    if (reason !== undefined) all.add(`${ruleOf(reason)} refused`);
    for (const one of all) counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  if (counts.size === 0) return;
  const split = [...counts].map(([told, count]) => [...told.split(' '), count]);
  await client.query({
    name: 'collection-reasons',
    text: `INSERT INTO collection.reason AS r (run, rule, severity, rows) SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bigint[])
           ON CONFLICT (run, rule, severity) DO UPDATE SET rows = r.rows + excluded.rows`,
    values: [
      run,
      split.map(([rule]) => rule),
      split.map(([, severity]) => severity),
      split.map(([, , count]) => count),
    ],
  });
}

/** `form /birthDate` and `form /name` are one rule: a value has not the register's form. */
const ruleOf = (reason: string) => reason.split(' ')[0]!;

/** How many rows each rule refused, doubted or mended, and how many an officer returned: the worst first, then the most. */
export async function viewReasons({ kernel }: Pick<Parts, 'kernel'>, { language }: Context, { run }: RunRow) {
  const { rows } = await kernel.database.pool.query<Told & { rows: number }>(
    `SELECT rule, severity, rows FROM collection.reason WHERE run = $1
     UNION ALL
     SELECT $2, 'refused', count(*) FROM collection.proposal
     WHERE run = $1 AND state = 'decided' AND verdict->>'verdict' = 'refuse' HAVING count(*) > 0`,
    [run, BY_OFFICER],
  );
  const reasons = rows.map(({ rule, severity, rows: count }) => ({
    rule,
    severity,
    severityText: kernel.words.say(language, `intake.severity.${severity}`),
    sentence: kernel.words.say(language, sentenceOf(rule)),
    rows: count,
  }));
  const place = (severity: string) => SEVERITIES.indexOf(severity);
  return { reasons: reasons.sort((a, b) => place(a.severity) - place(b.severity) || b.rows - a.rows) };
}

function sentenceOf(rule: string): string {
  if (rule === BY_OFFICER) return 'collection.reason.officer';
  if (rule === 'form') return 'collection.reason.form';
  return rule.startsWith('row-') ? `collection.fault.${rule.slice(4)}` : `intake.rule.${rule}`;
}

/** SQL on `collection.row` for the rows of which a rule speaks. @param at place of the rule among the values, the severity, or null for any, behind it */
export const toldBy = (at: number) =>
  `($${at}::text IS NULL
     OR findings::jsonb @> jsonb_build_array(jsonb_strip_nulls(jsonb_build_object('rule', $${at}::text, 'severity', $${at + 1}::text)))
     OR (coalesce($${at + 1}::text, 'refused') = 'refused' AND split_part(reason, ' ', 1) = $${at}))`;
