import { type Context, describeEntry, isId, newId, performAct, requireScope, type Transaction } from '#kernel';
import type { Checkpoint } from '#libs/country';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import { closeDesk, type DeskRow, findDesk, insertDesk, listDesks, type Queries } from './store.ts';

/** @throws Problem checkpoints/organisation-missing for callers who belong to none */
export function requireOrganisation({ caller }: Context): string {
  if (!caller.organisation) throw problems['organisation-missing']();
  return caller.organisation;
}

/** An open desk of the caller’s organisation, and what its kind does. @throws Problem checkpoints/desk-unknown, desk-closed */
export async function requireDesk(
  { offices }: Pick<Parts, 'offices'>,
  client: Queries,
  context: Context,
  id: string,
): Promise<{ desk: DeskRow; rules: Checkpoint }> {
  const organisation = requireOrganisation(context);
  const desk = isId(id) ? await findDesk(client, id) : undefined;
  const rules = desk && offices.country.checkpoints.get(desk.kind);
  if (!desk || !rules || desk.organisation !== organisation) throw problems['desk-unknown']();
  if (desk.closed_at) throw problems['desk-closed']();
  return { desk, rules };
}

function note(transaction: Transaction, context: Context, type: string, data: Record<string, unknown>): void {
  transaction.append(describeEntry(context, { kind: 'note', room: 'checkpoints', type, subjects: [], data }));
}

/** Opens a desk of a kind that such organisations have. @throws Problem checkpoints/desk-kind-wrong */
export function openDesk({ kernel, offices }: Parts, context: Context, given: { kind: string; place: string }) {
  requireScope(context.caller, 'checkpoints.manage');
  const organisation = requireOrganisation(context);
  const rules = offices.country.checkpoints.get(given.kind);
  const own = offices.findOrganisation(organisation);
  if (!rules || !own || !rules.organisations.includes(own.kind))
    throw problems['desk-kind-wrong']({ pointer: '/kind' });
  return performAct(kernel.database, context, async (transaction) => {
    const desk = newId();
    await insertDesk(transaction.client, { desk, organisation, ...given }, context.receivedAt);
    note(transaction, context, 'desk-opened', { desk, ...given });
    return { id: desk };
  });
}

/** @throws Problem checkpoints/desk-unknown, desk-closed */
export function shutDesk(parts: Parts, context: Context, id: string) {
  requireScope(context.caller, 'checkpoints.manage');
  return performAct(parts.kernel.database, context, async (transaction) => {
    const { desk } = await requireDesk(parts, transaction.client, context, id);
    if (!(await closeDesk(transaction.client, desk.desk, context.receivedAt))) throw problems['desk-closed']();
    note(transaction, context, 'desk-closed', { desk: desk.desk });
    return {};
  });
}

/** The desks of the caller’s organisation, as pages need them. */
export async function viewDesks(parts: Parts, context: Context) {
  const organisation = requireOrganisation(context);
  const takesFace = (await parts.biometrics.parts.faces()) !== undefined;
  const { language } = context;
  const rows = await listDesks(parts.kernel.database.pool, organisation);
  return {
    desks: rows.flatMap((row) => {
      const rules = parts.offices.country.checkpoints.get(row.kind);
      if (!rules) return [];
      const { inputs, needs, steps, question, lists, offline } = rules;
      return [
        {
          ...{ id: row.desk, kind: row.kind, name: rules.name[language]!, place: row.place, question },
          organisationName: parts.offices.organisationName(organisation, language),
          ...{ inputs: [...inputs], needs: [...needs], steps: [...steps], offline, takesFace },
          directions: question === 'crossing' || lists.some(({ direction }) => direction !== undefined),
        },
      ];
    }),
  };
}

/** For who manages them: what else there may be. */
export async function viewOwnDesks(parts: Parts, context: Context) {
  requireScope(context.caller, 'checkpoints.manage');
  const { desks } = await viewDesks(parts, context);
  const own = parts.offices.findOrganisation(requireOrganisation(context));
  const fitting = [...parts.offices.country.checkpoints.values()].filter(
    ({ organisations }) => own && organisations.includes(own.kind),
  );
  const enters = [
    ...(fitting.some(({ question }) => question === 'boarding') ? (['flight'] as const) : []),
    ...(own?.kind === 'social-security' ? (['insurance'] as const) : []),
  ];
  return { desks, kinds: fitting.map(({ id, name }) => ({ id, name: name[context.language]! })), enters };
}
