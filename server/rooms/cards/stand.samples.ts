import { readFileSync } from 'node:fs';
import type pg from 'pg';
import { type Context, createContext } from '#kernel';
import type { PersonRecord } from '#rooms/people';
import type { TestHouse } from '#test';
import { fingerOf, forCard, growSmall, pressRecord, take } from '../biometrics/stand.samples.ts';
import { putRecord } from '../quality/stand.samples.ts';
import type { CardState, Prepared } from './index.ts';

export { forCard };

/** A picture that says its size; nobody's face. */
export const silhouette = readFileSync(new URL('../../commands/card-silhouette.jpg', import.meta.url));
export const face = { modality: 'face' as const, content: silhouette.toString('base64') };

/** Somebody at a counter of the old system, the line, or the counter of enrolment: rooms below this one. */
export const at = (house: TestHouse, id = 'enroller'): Context =>
  createContext(
    house.kernel.clock,
    { kind: 'official', id, name: id, scopes: new Set<string>(), area: '01' },
    { language: 'en', purpose: 'card-issue', legalBasis: 'identification-law-19' },
  );

export const step = (house: TestHouse, card: string, to: CardState, data?: Record<string, unknown>) =>
  house.kernel.database.transact((transaction) => house.cards.step(transaction, at(house), card, to, data));

/** Several steps at once: the job that follows duplicates takes what it finds enrolled on by itself. */
export const steps = (house: TestHouse, card: string, to: readonly CardState[], by?: string) =>
  house.kernel.database.transact(async (transaction) => {
    for (const one of to) await house.cards.step(transaction, at(house, by), card, one);
  });

export const request = (house: TestHouse, person: string, reason = 'first', kind = 'identity-card') =>
  house.kernel.database.transact((transaction) =>
    house.cards.request(transaction, at(house), { person, kind, reason, office: '00004' }),
  );

export const readCard = async (house: TestHouse, card: string) =>
  (await house.kernel.database.transact((transaction) => house.cards.read(transaction, card)))!;

/** A person with a portrait, and a finger that no other has. */
export async function putHolder(
  house: TestHouse,
  owner: pg.Client,
  changes: Partial<PersonRecord> = {},
): Promise<{ person: string; finger: (touch: number) => ReturnType<typeof fingerOf> }> {
  const person = await putRecord(owner, changes);
  const own = growSmall(`cards ${person}`);
  const finger = (touch: number) => fingerOf(pressRecord(own, touch, 2), 2);
  const taken = await take(house, person, [face, finger(1)], {}, 'country-officer');
  if (taken.status !== 201) throw new Error(JSON.stringify(taken.body));
  return { person, finger };
}

export const actAs = (
  house: TestHouse,
  card: string,
  body: Record<string, unknown>,
  who = 'hanoi-supervisor',
  headers: Record<string, string> = {},
) =>
  house.ask<{ state?: string; version?: number; code?: string; pointer?: string }>(
    ...([who, 'POST', `/api/cards/${card}/acts`, body, { ...forCard, ...headers }] as const),
  );

/** Makes one card as the line does. @returns what it was made of */
export async function make(house: TestHouse, card: string, until: CardState = 'received'): Promise<Prepared> {
  const { origin } = house.cards;
  const { database } = house.kernel;
  const batch = '0190a0a0-0000-7000-8000-000000000001';
  await database.transact((transaction) => origin.take(transaction, at(house, 'line'), batch, 100));
  const {
    prepared: [prepared],
  } = await origin.prepare([card]);
  const item = { item: card, blank: 'B-1', documentNumber: prepared!.documentNumber };
  for (const what of ['personalised', 'checked', 'shipped', 'received'] as const) {
    await database.transact((transaction) => origin.happened(transaction, at(house, 'line'), what, [item]));
    if (what === until) break;
  }
  return prepared!;
}

/** From the request to the hand. */
export async function issue(
  house: TestHouse,
  holder: Awaited<ReturnType<typeof putHolder>>,
  reason = 'first',
): Promise<{ card: string; prepared: Prepared }> {
  const { card } = await request(house, holder.person, reason);
  await steps(house, card, ['enrolled', 'deduplicated']);
  await actAs(house, card, { act: 'approve', version: (await readCard(house, card)).version });
  const prepared = await make(house, card);
  const given = { act: 'hand-over', version: (await readCard(house, card)).version, samples: [holder.finger(2)] };
  const handed = await actAs(house, card, given);
  if (handed.status !== 200) throw new Error(JSON.stringify(handed.body));
  return { card, prepared };
}
