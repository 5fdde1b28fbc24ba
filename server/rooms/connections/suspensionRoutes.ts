import { Answer, type Client, type Context, type Contract, contract } from '#kernel';
import { readSystems } from '#rooms/exchange';
import { requireAny, requireOrganisation, requireOurs } from './callers.ts';
import * as shape from './contracts.ts';
import type { SuspensionStep } from './model.ts';
import type { RouteParts } from './routeParts.ts';
import { moveSuspension, readSuspensions, suspend } from './suspensions.ts';

/** What each side may stop at once and lets go on with two persons: the same contracts at two doors. */
export function suspensionRoutes({ pool, act, viewFor, offices }: RouteParts): Contract[] {
  async function view(client: Pick<Client, 'query'>, context: Context, organisation: string | undefined) {
    const { nameOf, language } = viewFor(context);
    const name = async (id: string | null) => (id ? ((await nameOf(id)) ?? id) : undefined);
    const systems = new Map(
      (await readSystems(client, organisation ? { organisation } : {})).map((one) => [one.system, one.name]),
    );
    const rows = await readSuspensions(client, organisation);
    return {
      suspensions: await Promise.all(
        rows.map(async (row) => ({
          ...row,
          targetName: systems.get(row.target) ?? row.target,
          organisationName: offices.organisationName(row.organisation, language),
          madeBy: await name(row.madeBy),
          madeAt: row.madeAt.toISOString(),
          askedBy: await name(row.askedBy),
          askedAt: row.askedAt?.toISOString(),
          askedWhy: row.askedWhy ?? undefined,
          mine: row.askedBy === context.caller.id,
          liftedBy: await name(row.liftedBy),
          liftedAt: row.liftedAt?.toISOString(),
        })),
      ),
    };
  }
  const doors = [
    {
      base: '/api/agency/suspensions',
      tag: 'agency-agreements',
      scope: 'exchange.try',
      admit: (context: Context) => {
        requireAny(context.caller, ['exchange.manage', 'connections.sign']);
        requireOrganisation(context);
      },
      ownerOf: (context: Context) => requireOrganisation(context),
    },
    {
      base: '/api/connections/suspensions',
      tag: 'connections',
      scope: 'connections.decide',
      admit: (context: Context) => requireOurs(context, 'connections.decide'),
      ownerOf: (context: Context) => {
        requireOurs(context, 'connections.decide');
        return undefined;
      },
    },
  ] as const;
  const steps: readonly [path: string, step: SuspensionStep, summary: string][] = [
    ['ask-lift', 'ask-lift', 'Asks that it may go on'],
    ['lift', 'lift', 'Lets it go on: another person than who asked'],
    ['keep', 'keep', 'Keeps it stopped: another person than who asked'],
  ];
  return doors.flatMap(({ base, tag, scope, admit, ownerOf }) => [
    contract({
      ...{ tag, scope, method: 'GET', path: base },
      summary: 'What is stopped, by whom and why; and what was',
      answers: { 200: shape.Suspensions },
      handle: (context) => view(pool, context, ownerOf(context)),
    }),
    contract({
      ...{ tag, scope, method: 'POST', path: base },
      summary: 'Stops an agreement or a system at once, with a reason',
      body: shape.NewSuspension,
      answers: { 201: shape.SuspensionMade },
      handle: async (context, { body }) => {
        admit(context);
        return new Answer(201, await act(context, (transaction) => suspend(transaction, context, body)));
      },
    }),
    ...steps.map(([path, step, summary]) =>
      contract({
        ...{ tag, scope, method: 'POST', path: `${base}/:suspension/${path}`, summary },
        params: shape.SuspensionParams,
        body: shape.WhyBody,
        answers: { 200: shape.SuspensionMade },
        handle: (context, { params, body }) => {
          admit(context);
          return act(context, (transaction) => moveSuspension(transaction, context, params.suspension, step, body.why));
        },
      }),
    ),
  ]);
}
