import assert from 'node:assert/strict';
import type { Stage } from './stage.ts';

/** An officer of Hà Nội, where the persons of these walks live. */
export const officer = 'hanoi-supervisor';

const place = { unit: '00004', on: '2025-07-01' };

export interface Born {
  person: string;
  pin: string;
  name: string;
}

/** Registers a person of Hà Nội, by the register's own door. */
export async function registerPerson(
  { house }: Pick<Stage, 'house'>,
  { name, sex = 'female', birthDate = '1988-03-04' }: { name: string; sex?: 'male' | 'female'; birthDate?: string },
): Promise<Born> {
  const { status, body } = await house.ask<Born>(officer, 'POST', '/api/people/acts/birth', {
    legalBasis: 'civil-status-law-15',
    evidence: [{ kind: 'birth-certificate', number: '7/2026' }],
    record: {
      ...{ name, sex, birthDate, nationality: ['VNM'] },
      ...{ birthRegistrationPlace: place, permanentResidence: { ...place, text: '12 Phố Mẫu' } },
    },
  });
  assert.equal(status, 201, JSON.stringify(body));
  return { ...body, name };
}
