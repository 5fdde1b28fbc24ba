import { type Client, type Context, isId, newId, type Transaction } from '#kernel';
import type { ConformanceRule, ConformanceStep, Country } from '#libs/country';
import { readSystems } from '#rooms/exchange';
import { note } from './callers.ts';
import { problems } from './problems.ts';
import { endRun, insertRun, insertTold, type RunRow, readObserved, readRun, readTold } from './runStore.ts';
import { judgeRun, type RunRules, type StepVerdict, TOLD } from './steps.ts';

export interface RunParts {
  readonly steps: readonly ConformanceStep[];
  readonly rules: RunRules & { readonly runHours: number };
}

export function runPartsOf({ connections }: Pick<Country, 'connections'>): RunParts {
  const { steps, ...rules } = connections.conformance;
  return { steps, rules };
}

const HOUR = 3_600_000;

/**
 * Begins a run of a system in simulation. By the true clock: so are the signatures that it looks at.
 * @throws Problem connections/system-unknown, run-in-production
 */
export async function beginRun(
  transaction: Transaction,
  context: Context,
  { rules }: RunParts,
  id: string,
): Promise<{ run: string; endsAt: string }> {
  const { organisation } = context.caller;
  const [system] = isId(id) ? await readSystems(transaction.client, { system: id }) : [];
  if (!system || system.organisation !== organisation) throw problems['system-unknown']();
  if (system.stage !== 'simulation') throw problems['run-in-production']();
  const run = newId<'run'>();
  const begunAt = new Date();
  const endsAt = new Date(begunAt.getTime() + rules.runHours * HOUR);
  await insertRun(transaction.client, { run, system: id, organisation, begunBy: context.caller.id, begunAt, endsAt });
  note(transaction, context, 'run-begun', { organisation, run, system: id });
  return { run, endsAt: endsAt.toISOString() };
}

/** Looks at a run anew; its end is written once and journalled. The caller holds the run's row. */
export async function judgeAfter(
  transaction: Pick<Transaction, 'client' | 'append'>,
  { steps, rules }: RunParts,
  run: RunRow,
): Promise<void> {
  if (run.passedAt || run.failedAt) return;
  const { client } = transaction;
  const verdicts = judgeRun(steps, await readObserved(client, run.run), await readTold(client, run.run), rules);
  const all = [...verdicts];
  const lost = all.filter(([, { final }]) => final).map(([id]) => id);
  const whole = all.every(([, { state }]) => state === 'passed');
  if (!whole && lost.length === 0) return;
  const how = whole ? 'passed' : 'failed';
  const at = new Date();
  await endRun(client, run.run, how, at);
  const { organisation, system, run: id } = run;
  transaction.append({
    ...{ kind: 'note', room: 'connections', type: `run-${how}`, subjects: [], actor: system, organisation },
    data: { run: id, system, ...(whole ? {} : { steps: lost }) },
    actedAt: at.toISOString(),
    receivedAt: at.toISOString(),
  });
}

/**
 * The system's word on what only it can know. Its first word counts.
 * @throws Problem connections/run-unknown, run-over, step-unknown, step-not-told
 */
export async function tellStep(
  transaction: Transaction,
  context: Context,
  parts: RunParts,
  id: string,
  told: { step: string; believed: boolean; note?: string },
): Promise<void> {
  const run = await requireRun(transaction.client, id, context, true);
  if (run.endsAt.getTime() <= Date.now() || run.passedAt || run.failedAt) throw problems['run-over']();
  if (!parts.steps.some((one) => one.id === told.step)) throw problems['step-unknown']();
  if (!TOLD.has(told.step)) throw problems['step-not-told']();
  await insertTold(transaction.client, id, { ...told, note: told.note, at: new Date() });
  note(transaction, context, 'run-told', {
    ...{ organisation: run.organisation, run: id, step: told.step, believed: told.believed },
  });
  await judgeAfter(transaction, parts, run);
}

/** A run of the caller's own: of its organisation, and where a system calls, of that system. */
export async function requireRun(
  client: Pick<Client, 'query'>,
  id: string,
  { caller }: Context,
  hold = false,
): Promise<RunRow> {
  const run = isId(id) ? await readRun(client, id, hold) : undefined;
  const own = run && run.organisation === caller.organisation && (caller.kind !== 'system' || run.system === caller.id);
  if (!own) throw problems['run-unknown']();
  return run;
}

export type RunState = 'open' | 'passed' | 'failed' | 'over';

export function stateOf(run: RunRow): RunState {
  if (run.passedAt) return 'passed';
  if (run.failedAt) return 'failed';
  return run.endsAt.getTime() <= Date.now() ? 'over' : 'open';
}

export type Verdicts = ReadonlyMap<ConformanceRule, StepVerdict>;

export async function readVerdicts(client: Pick<Client, 'query'>, parts: RunParts, run: string): Promise<Verdicts> {
  return judgeRun(parts.steps, await readObserved(client, run), await readTold(client, run), parts.rules);
}
