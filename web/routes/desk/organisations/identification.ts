import type { Choice } from '../../../kit/index.ts';
import type { PersonDraft } from '../fields/values.ts';
import { readDraft } from '../fields/values.ts';
import type { Opening } from './data.ts';

/** How the legal representative was identified, as fields of a form. */
export const identified = { representative: '', document: 'card', check: 'card', number: '', issuedOn: '' };
export type Identified = Record<keyof typeof identified, string>;

const DOCUMENTS = ['card', 'passport', 'identity-certificate'] as const;
const CHECKS = ['card', 'face', 'finger'] as const;

export function documentChoices(say: (key: string) => string): Choice[] {
  return DOCUMENTS.map((value) => ({ value, label: say(`screen.desk.organisations.document.${value}`) }));
}

export function checkChoices(say: (key: string) => string): Choice[] {
  return CHECKS.map((value) => ({ value, label: say(`screen.desk.organisations.check.${value}`) }));
}

/** The part of a body that both opening and a change of representative send. */
export function bodyOf(values: Identified): Pick<Opening, 'representative' | 'certificate' | 'identification'> {
  const check = CHECKS.find((one) => one === values.check) ?? 'card';
  return {
    representative: readDraft<PersonDraft>(values.representative).person ?? '',
    certificate: { number: values.number.trim(), issuedOn: values.issuedOn },
    identification: {
      document: DOCUMENTS.find((one) => one === values.document) ?? 'card',
      checks: check === 'card' ? ['card'] : ['card', check],
    },
  };
}
