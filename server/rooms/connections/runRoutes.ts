import { Type } from 'typebox';
import { Answer, type Context, type Contract, contract, problems as kernelProblems } from '#kernel';
import type { Exchange } from '#rooms/exchange';
import { requireOrganisation } from './callers.ts';
import { problems } from './problems.ts';
import type { RouteParts } from './routeParts.ts';
import { readRuns } from './runStore.ts';
import { beginRun, type RunParts, requireRun, tellStep } from './runs.ts';
import { viewRun, viewRunLine } from './runViews.ts';
import { tasksOf } from './tasks.ts';

const Text = Type.String();
const Uuid = Type.String({ format: 'uuid' });
const RunLine = Type.Object({
  run: Text,
  system: Text,
  state: Type.String({ description: 'open, passed, failed (begin a new one), over (its time is up)' }),
  begunAt: Text,
  endsAt: Text,
  passedAt: Type.Optional(Text),
  failedAt: Type.Optional(Text),
});
const Report = Type.Object({
  ...RunLine.properties,
  header: Type.String({ description: 'To be sent and signed with each question of a step' }),
  steps: Type.Array(
    Type.Object({
      step: Text,
      title: Text,
      task: Text,
      by: Type.String({ description: 'seen by the platform, or told by the system' }),
      state: Type.String({ description: 'open, passed, failed' }),
      at: Type.Optional(Text),
      mend: Type.Optional(Text),
      final: Type.Boolean({ description: 'Failed for good: begin a new run' }),
      asks: Type.Array(
        Type.Object({
          identifier: Text,
          purpose: Text,
          legalBasis: Text,
          biographicData: Type.Record(Type.String(), Type.String()),
          expect: Text,
        }),
      ),
    }),
  ),
});
const Begun = Type.Object({ run: Text, endsAt: Text });
const TellBody = Type.Object(
  {
    believed: Type.Boolean({ description: 'Whether the system took the answer for true' }),
    note: Type.Optional(Type.String({ maxLength: 500 })),
  },
  { additionalProperties: false },
);

export interface RunRouteParts extends RouteParts {
  readonly exchange: Exchange;
  readonly runs: RunParts;
}

/** Conformance runs: from the console, and by the system itself with its own signed requests. */
export function runRoutes({ pool, act, offices, exchange, runs, viewFor }: RunRouteParts): Contract[] {
  const report = async (context: Context, id: string) => {
    const run = await requireRun(pool, id, context);
    const { language, today } = viewFor(context);
    return viewRun(pool, run, { ...runs, language, tasks: tasksOf(run.organisation, { exchange, offices, today }) });
  };
  const system = { tag: 'conformance', scope: null } as const;
  const RunParams = Type.Object({ run: Uuid });
  const console = { tag: 'agency-connections', scope: 'exchange.try' } as const;
  const SystemParams = Type.Object({ system: Uuid });
  return [
    contract({
      ...system,
      method: 'POST',
      path: '/v1/conformance',
      summary: 'A system in simulation begins a conformance run of its own; signed as a question is',
      answers: { 201: Begun },
      handle: async (context) => {
        const id = requireSystem(context);
        return new Answer(201, await act(context, (transaction) => beginRun(transaction, context, runs, id)));
      },
    }),
    contract({
      ...system,
      method: 'GET',
      path: '/v1/conformance/:run',
      summary: 'Steps of a run: what to ask, what came of it, what to mend',
      params: RunParams,
      answers: { 200: Report },
      handle: (context, { params }) => {
        requireSystem(context);
        return report(context, params.run);
      },
    }),
    contract({
      ...system,
      method: 'POST',
      path: '/v1/conformance/:run/steps/:step',
      summary: 'The system’s word on what only it can know: did it believe the answer? The first word counts',
      params: Type.Object({ run: Uuid, step: Type.String({ maxLength: 40 }) }),
      body: TellBody,
      answers: { 200: Report },
      handle: async (context, { params, body }) => {
        requireSystem(context);
        await act(context, (transaction) =>
          tellStep(transaction, context, runs, params.run, { step: params.step, ...body }),
        );
        return report(context, params.run);
      },
    }),
    contract({
      ...console,
      method: 'POST',
      path: '/api/agency/connections/:system/runs',
      summary: 'Begins a conformance run of a system in simulation',
      params: SystemParams,
      answers: { 201: Begun },
      handle: async (context, { params }) => {
        requireOrganisation(context);
        return new Answer(
          201,
          await act(context, (transaction) => beginRun(transaction, context, runs, params.system)),
        );
      },
    }),
    contract({
      ...console,
      method: 'GET',
      path: '/api/agency/connections/:system/runs',
      summary: 'The newest runs of a system',
      params: SystemParams,
      answers: { 200: Type.Object({ runs: Type.Array(RunLine) }) },
      handle: async (context, { params }) => {
        const organisation = requireOrganisation(context);
        const rows = await readRuns(pool, params.system);
        return { runs: rows.filter((one) => one.organisation === organisation).map(viewRunLine) };
      },
    }),
    contract({
      ...console,
      method: 'GET',
      path: '/api/agency/runs/:run',
      summary: 'The report of a run',
      params: RunParams,
      answers: { 200: Report },
      handle: (context, { params }) => {
        requireOrganisation(context);
        return report(context, params.run);
      },
    }),
  ];
}

/** @throws Problem kernel/unauthenticated, connections/not-a-system */
function requireSystem({ caller }: Context): string {
  if (caller.id === 'nobody' && caller.scopes.size === 0) throw kernelProblems.unauthenticated();
  if (caller.kind !== 'system') throw problems['not-a-system']();
  return caller.id;
}
