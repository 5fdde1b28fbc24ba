import { randomInt } from 'node:crypto';
import type { Transaction } from '#kernel';
import { makePin } from '#libs/country';
import type { Offices } from '#rooms/offices';
import { problems } from './problems.ts';
import type { PersonRecord } from './record.ts';
import { NOBODY, takePin } from './storeIdentifiers.ts';

const TRIES = 40;

/**
 * Allots a personal identification number: place of birth registration, century and sex, year, six random digits. A number
 * that was ever given, cancelled ones included, is not given again: the database's unique index decides, not we.
 * @throws Problem people/pin-missing where the record lacks what the scheme needs, people/pin-space-exhausted
 */
export async function allotPin(
  transaction: Transaction,
  offices: Offices,
  record: Subject,
  person: string,
  today: string,
): Promise<string> {
  return tryPins(offices, record, (pin) => takePin(transaction, pin, person, 'active', today));
}

/** Sets a PIN aside before its person is registered (OSIA UIN). @throws as allotPin */
export async function reservePin(
  transaction: Transaction,
  offices: Offices,
  record: Subject,
  today: string,
): Promise<string> {
  return tryPins(offices, record, (pin) => takePin(transaction, pin, NOBODY, 'reserved', today));
}

type Subject = Pick<PersonRecord, 'sex' | 'birthDate'> & Partial<Pick<PersonRecord, 'birthRegistrationPlace'>>;

async function tryPins(
  offices: Offices,
  { sex, birthDate, birthRegistrationPlace }: Subject,
  take: (pin: string) => Promise<boolean>,
): Promise<string> {
  if (sex === 'undetermined') throw problems['pin-missing']({ pointer: '/record/sex' });
  const place = offices.pinPlaceOf(birthRegistrationPlace);
  if (!place) throw problems['pin-missing']({ pointer: '/record/birthRegistrationPlace' });
  const birthYear = Number(birthDate.slice(0, 4));
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const pin = makePin(offices.country.pin, { place, sex, birthYear, serial: randomInt(1_000_000) });
    if (await take(pin)) return pin;
  }
  throw problems['pin-space-exhausted']();
}
