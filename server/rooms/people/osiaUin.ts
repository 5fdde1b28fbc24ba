import { Value } from 'typebox/value';
import { type Context, Problem, type Transaction } from '#kernel';
import type { Offices } from '#rooms/offices';
import { generateUin } from './merging.ts';
import { problems } from './problems.ts';
import { PartialDate } from './record.ts';

const sexes: Readonly<Record<string, 'male' | 'female'>> = { M: 'male', F: 'female', male: 'male', female: 'female' };

/**
 * OSIA UIN: attributes by OSIA's names or the legal fields' ids. The number says sex, year of birth and place of birth
 * registration, so these are needed; others are let be. The place is a unit's code or a country (alpha-3).
 * @throws Problem people/osia-incomplete, people/date-impossible, people/unit-unknown
 */
export function reserveUin(
  transaction: Transaction,
  context: Context,
  offices: Offices,
  attributes: Readonly<Record<string, unknown>>,
): Promise<string> {
  const sex = sexes[String(attributes.gender ?? attributes.sex ?? '')];
  if (!sex) throw incomplete('gender');
  const birthDate = attributes.dateOfBirth ?? attributes.birthDate;
  if (!Value.Check(PartialDate, birthDate)) throw incomplete('dateOfBirth');
  const place = String(attributes.birthRegistrationPlace ?? '');
  if (place === '') throw incomplete('birthRegistrationPlace');
  const country = /^[A-Z]{3}$/.test(place);
  if (!country && !(/^([0-9]{2}|[0-9]{3}|[0-9]{5})$/.test(place) && offices.unitExists(place, undefined)))
    throw problems['unit-unknown']({ pointer: '/birthRegistrationPlace' });
  return generateUin(transaction, context, offices, {
    sex,
    birthDate,
    ...(country ? { country: place } : { unit: place }),
  }).catch((error: unknown) => {
    // OSIA declares no 409 here.
    if (error instanceof Problem && error.status === 409)
      throw new Problem(error.code, 400, { pointer: error.pointer });
    throw error;
  });
}

function incomplete(field: string) {
  return problems['osia-incomplete']({ pointer: `/${field}`, values: { field } });
}
