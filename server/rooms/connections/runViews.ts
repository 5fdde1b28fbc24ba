import type { Client } from '#kernel';
import type { RunRow } from './runStore.ts';
import type { RunParts, Verdicts } from './runs.ts';
import { readVerdicts, stateOf } from './runs.ts';
import { TOLD } from './steps.ts';
import type { Task } from './tasks.ts';

type Queries = Pick<Client, 'query'>;

export function viewRunLine(run: RunRow) {
  const { passedAt, failedAt } = run;
  return {
    run: run.run,
    system: run.system,
    state: stateOf(run),
    begunAt: run.begunAt.toISOString(),
    endsAt: run.endsAt.toISOString(),
    ...(passedAt ? { passedAt: passedAt.toISOString() } : {}),
    ...(failedAt ? { failedAt: failedAt.toISOString() } : {}),
  };
}

/** A run's report: each step with what is to be done, what came of it and when, and what to mend. */
export async function viewRun(
  client: Queries,
  run: RunRow,
  parts: RunParts & { readonly tasks: ReadonlyMap<string, readonly Task[]>; readonly language: string },
) {
  const verdicts: Verdicts = await readVerdicts(client, parts, run.run);
  const { language } = parts;
  return {
    ...viewRunLine(run),
    header: `dancu-run: ${run.run}/<step>`,
    steps: parts.steps.map(({ id, title, task, mend }) => {
      const verdict = verdicts.get(id)!;
      return {
        step: id,
        title: title[language] ?? id,
        task: task[language] ?? '',
        by: TOLD.has(id) ? 'told' : 'seen',
        state: verdict.state,
        ...(verdict.at === undefined ? {} : { at: new Date(verdict.at).toISOString() }),
        ...(verdict.state === 'failed' ? { mend: mend[language] ?? '' } : {}),
        final: verdict.final === true,
        asks: [...(parts.tasks.get(id) ?? [])],
      };
    }),
  };
}
