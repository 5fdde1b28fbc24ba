import { randomInt } from 'node:crypto';
import type { Client } from '#kernel';
import { makePin } from '#libs/country';
import type { Offices } from '#rooms/offices';
import { firstDay } from './model.ts';
import type { PersonRecord } from './record.ts';
import { NOBODY } from './storeIdentifiers.ts';

export interface PinClaim {
  readonly person: string;
  readonly value: string;
}

const TRIES = 40;

/**
 * Takes numbers that documents name for their persons: those that are set aside, and those that nobody ever had.
 * @returns number -> person of those that were taken; of two claims to one number the first is heard
 */
export async function claimPins(
  client: Client,
  claims: readonly PinClaim[],
  today: string,
): Promise<Map<string, string>> {
  const first = new Map<string, string>();
  for (const { value, person } of claims) if (!first.has(value)) first.set(value, person);
  const taken = new Map<string, string>();
  if (first.size === 0) return taken;
  const freed = await client.query<PinClaim>({
    name: 'people-claim-reserved',
    text: `UPDATE people.identifier i SET person = c.person, status = 'active', valid_from = $3
           FROM unnest($1::text[], $2::uuid[]) AS c (value, person)
           WHERE i.value = c.value AND i.kind = 'pin' AND i.person = $4 AND i.status = 'reserved'
           RETURNING i.value, i.person`,
    values: [[...first.keys()], [...first.values()], today, NOBODY],
  });
  for (const row of freed.rows) taken.set(row.value, row.person);
  for (const row of await takePins(
    client,
    [...first].filter(([value]) => !taken.has(value)),
    today,
  ))
    taken.set(row.value, row.person);
  return taken;
}

type Subject = Pick<PersonRecord, 'sex' | 'birthDate' | 'nationality'> &
  Partial<Pick<PersonRecord, 'birthRegistrationPlace'>>;

/**
 * Allots numbers to those whose record suffices: sex, year and place of birth registration; citizens only. The unique index decides,
 * not we. @returns person -> number; who is missing has none
 */
export async function allotPins(
  client: Client,
  offices: Offices,
  given: readonly { readonly person: string; readonly record: Subject }[],
  today: string,
): Promise<Map<string, string>> {
  const allotted = new Map<string, string>();
  const citizenship = offices.country.facts.iso.alpha3;
  let waiting = given.flatMap(({ person, record }) => {
    const place = offices.pinPlaceOf(record.birthRegistrationPlace);
    if (!place || record.sex === 'undetermined' || !record.nationality.includes(citizenship)) return [];
    return [{ person, place, sex: record.sex, birthYear: Number(firstDay(record.birthDate).slice(0, 4)) }];
  });
  for (let attempt = 0; attempt < TRIES && waiting.length > 0; attempt++) {
    const tried = waiting.map(
      ({ person, ...subject }) =>
        [makePin(offices.country.pin, { ...subject, serial: randomInt(1_000_000) }), person] as const,
    );
    for (const { person, value } of await takePins(client, tried, today)) allotted.set(person, value);
    waiting = waiting.filter(({ person }) => !allotted.has(person));
  }
  return allotted;
}

async function takePins(
  client: Client,
  pairs: readonly (readonly [value: string, person: string])[],
  today: string,
): Promise<PinClaim[]> {
  if (pairs.length === 0) return [];
  const { rows } = await client.query<PinClaim>({
    name: 'people-take-pins',
    text: `INSERT INTO people.identifier (value, kind, person, status, valid_from)
           SELECT value, 'pin', person, 'active', $3 FROM unnest($1::text[], $2::uuid[]) AS c (value, person)
           ON CONFLICT DO NOTHING RETURNING value, person`,
    values: [pairs.map(([value]) => value), pairs.map(([, person]) => person), today],
  });
  return rows;
}
