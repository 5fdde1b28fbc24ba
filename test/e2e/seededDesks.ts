import { seedBiometrics, seedCards, seedDesks } from '#rooms/demonstration';
import type { Stage } from './stage.ts';

/** Cards with their holders, a desk of each kind, and what desks find. @returns the address of each kind's desk */
export async function openSeededDesks(stage: Stage): Promise<ReadonlyMap<string, string>> {
  const { kernel, app, demonstration } = stage.house;
  await seedBiometrics(kernel, app, demonstration.signIn, 16);
  await seedCards(kernel, stage.house, app, demonstration.signIn, demonstration.keepCard);
  return openDesks(stage);
}

/** A desk of each kind, and what desks find of whoever holds a card by now. @returns the address of each kind's desk */
export async function openDesks({ house }: Stage): Promise<ReadonlyMap<string, string>> {
  const { kernel, app, demonstration } = house;
  await seedDesks(kernel, app, demonstration.signIn);
  const { rows } = await kernel.database.pool.query<{ desk: string; kind: string }>(
    'SELECT desk, kind FROM checkpoints.desk',
  );
  return new Map(rows.map(({ desk, kind }) => [kind, `/point/desks/${desk}`]));
}
