import type { Client } from '#kernel';
import { isInForce, MANAGE } from './model.ts';
import type { Mandate } from './record.ts';
import { readHeld } from './storeMandates.ts';

/** By what a person lets others act for an organisation today: as its legal representative, else as a manager. */
export async function findAuthority(
  client: Pick<Client, 'query'>,
  person: string,
  organisation: string,
  today: string,
): Promise<Mandate | undefined> {
  const own = (await readHeld(client, person, 'active')).filter(
    (one) => one.principal === organisation && isInForce(one, today),
  );
  return own.find(({ kind }) => kind === 'representative') ?? own.find(({ scopes }) => scopes.includes(MANAGE));
}

/** A manager rules over members, not over other managers nor over who made them. */
export function canManage(authority: Pick<Mandate, 'kind'>, mandate: Pick<Mandate, 'kind' | 'scopes'>): boolean {
  if (mandate.kind !== 'member') return mandate.kind === 'representative' && authority.kind === 'representative';
  return authority.kind === 'representative' || !mandate.scopes.includes(MANAGE);
}
