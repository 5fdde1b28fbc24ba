import { type Caller, type Context, describeEntry, requireScope, type Transaction } from '#kernel';
import type { Side } from './model.ts';
import { problems } from './problems.ts';

/** @throws Problem connections/organisation-unknown for callers who belong to none */
export function requireOrganisation({ caller }: Context): string {
  if (!caller.organisation) throw problems['organisation-unknown']();
  return caller.organisation;
}

/** Somebody who decides for the platform belongs to no organisation that asks. @throws Problem connections/not-ours */
export function requireOurs({ caller }: Context, scope: string): void {
  requireScope(caller, scope);
  if (caller.kind !== 'official' || caller.organisation) throw problems['not-ours']();
}

/** @throws Problem kernel/forbidden naming the first of the scopes, where the caller has none of them */
export function requireAny(caller: Caller, scopes: readonly [string, ...string[]]): void {
  if (!scopes.some((scope) => caller.scopes.has(scope))) requireScope(caller, scopes[0]);
}

export function sideOf({ caller }: Context): Side {
  return caller.organisation ? 'agency' : 'holder';
}

/** Every step says so in the journal; of the organisation that it concerns. @returns the line's reference */
export function note(
  transaction: Transaction,
  context: Context,
  type: string,
  data: Record<string, unknown> & { organisation: string },
): string {
  return transaction.append(describeEntry(context, { kind: 'note', room: 'connections', type, subjects: [], data }));
}
