import type { Context } from '#kernel';
import { TARGETS } from '#libs/intake';
import { legalBasesOf, type Parts } from './acts.ts';
import { missingTargets, targetsOf } from './mapping.ts';
import { INSTEAD, mayCancel, mayRead, mayStart, mayUndo, REQUIRED } from './model.ts';
import { countUndecided } from './proposalStore.ts';
import { senderName, senderOf, sightOf } from './senders.ts';
import { listRuns, type RunRow } from './store.ts';

/** A run as its sender, and who reviews it, sees it. */
export async function presentRun(parts: Parts, context: Context, row: RunRow) {
  const { words, config, database } = parts.kernel;
  const { language } = context;
  const { offices, uploads } = parts;
  const received = row.state === 'uploaded' && row.files ? await uploads.received(row.upload) : row.bytes;
  const own = senderOf(offices, context).sender === row.sender;
  return {
    id: row.run,
    state: row.state,
    stateText: words.say(language, `collection.state.${row.state}`),
    file: row.file,
    bytes: row.bytes,
    received,
    ...(own && row.state === 'uploaded' ? { upload: `${config.origin}${uploads.path}/${row.upload}` } : {}),
    channel: row.channel,
    sender: row.sender,
    senderName: senderName(offices, row.sender, language),
    sentBy: row.actor_name,
    mine: own,
    ...(row.note ? { note: row.note } : {}),
    legalBasis: row.legal_basis,
    legalBasisText: offices.legalBasisTitle(row.legal_basis, language),
    ...(row.form ? { form: row.form } : {}),
    ...presentMapping(row),
    counts: {
      read: row.rows_read,
      acceptedNew: row.accepted_new,
      acceptedKnown: row.accepted_known,
      proposed: row.proposed,
      refused: row.refused,
      duplicates: row.duplicates,
      ...(row.taken_back > 0 ? { takenBack: row.taken_back } : {}),
    },
    ...measureProgress(row),
    waiting: row.proposed === 0 ? 0 : await countUndecided(database.pool, row.run),
    ...(row.failure
      ? { failure: { code: row.failure, sentence: words.say(language, `collection.failure.${row.failure}`) } }
      : {}),
    ...(row.blocked && row.blocked.length > 0
      ? { blocked: row.blocked.map((one) => ({ ...one, why: words.say(language, whyItStands(one.why)) })) }
      : {}),
    may: whatMay(row),
    madeAt: row.made_at.toISOString(),
    ...(row.started_at ? { startedAt: row.started_at.toISOString() } : {}),
    ...(row.ended_at ? { endedAt: row.ended_at.toISOString() } : {}),
    filesUntil: row.expires_at.toISOString(),
  };
}

const whyItStands = (why: string) => (why === 'account' ? 'collection.stands-account' : 'collection.stands');

function presentMapping({ columns, mapping, sample, mapped_by: mappedBy }: RunRow) {
  if (!columns || !mapping || !mappedBy) return {};
  const targets = targetsOf(mapping, columns);
  return {
    mappedBy,
    missing: missingTargets(mapping),
    columns: columns.map((column, at) => {
      const target = targets[at]!;
      const match = target === '' ? undefined : mapping.fields[target];
      return {
        column,
        target,
        confidence: match?.confidence ?? 0,
        ...(match ? { because: mappedBy === 'said' ? 'said' : match.why } : {}),
        sample: (sample ?? []).map((row) => row[at] ?? '').filter((cell) => cell !== ''),
      };
    }),
  };
}

function whatMay(row: RunRow): string[] {
  const { state, files } = row;
  return [
    ...(files && mayRead(state) ? ['read'] : []),
    ...(files && mayStart(state) && row.mapping ? ['start'] : []),
    ...(mayCancel(state) ? ['cancel'] : []),
    ...(mayUndo(state) && row.rows_read > 0 ? ['undo'] : []),
    ...(row.rows_read > 0 ? ['report'] : []),
  ];
}

/** Rows a second since this start, and how long the rest takes at that pace. */
function measureProgress(row: RunRow): { rate?: number; secondsLeft?: number; part?: number } {
  const undoing = row.state === 'undoing';
  const done = undoing ? row.undone_to : row.rows_read - row.rows_before;
  if (!row.started_at || done <= 0) return {};
  const seconds = Math.max(0.001, ((row.ended_at ?? new Date()).getTime() - row.started_at.getTime()) / 1000);
  const rate = Math.round(done / seconds);
  if (row.state !== 'running' && !undoing) return { rate };
  const part = Math.min(1, undoing ? done / Math.max(1, row.rows_read) : row.bytes_read / row.bytes);
  const before = undoing || row.rows_read === 0 ? 0 : (part * row.rows_before) / row.rows_read;
  const secondsLeft = part > before ? { secondsLeft: Math.round((seconds / (part - before)) * (1 - part)) } : {};
  return { rate, part, ...secondsLeft };
}

export async function viewRuns(
  parts: Parts,
  context: Context,
  query: { state?: string; sender?: string; before?: string; limit: number },
) {
  const rows = await listRuns(parts.kernel.database.pool, sightOf(parts.offices, context), {
    ...query,
    limit: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  return {
    runs: await Promise.all(page.map((row) => presentRun(parts, context, row))),
    ...(rows.length > query.limit ? { next: page.at(-1)!.run } : {}),
  };
}

/** What a column may stand for, and under which laws a file may be sent. */
export function viewFields(parts: Parts, { language }: Context) {
  return {
    fields: TARGETS.map((target) => ({
      target,
      name: targetName(parts, language, target),
      required: REQUIRED.includes(target),
      ...(INSTEAD[target] ? { instead: [...INSTEAD[target]] } : {}),
    })),
    legalBases: legalBasesOf(parts).map((id) => ({ id, name: parts.offices.legalBasisTitle(id, language) })),
  };
}

export function targetName({ kernel }: Pick<Parts, 'kernel'>, language: string, target: string): string {
  return kernel.words.say(language, `collection.field.${target.replace('.', '-')}`);
}
