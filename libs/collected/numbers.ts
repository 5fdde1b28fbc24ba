import type { SourceRecord } from './persons.ts';
import { type Clumsy, misreadDigit, transpose } from './slips.ts';

/** The personal number, the former one in its place, or nothing. */
export function typeNumber({ identifiers }: SourceRecord, clumsy: Clumsy): string {
  const pin = identifiers.find(({ kind }) => kind === 'pin')?.value;
  const former = identifiers.find(({ kind }) => kind === 'cmnd')?.value;
  if (pin === undefined || clumsy.slip('pin.missing', 0.12)) return '';
  if (former !== undefined && clumsy.slip('pin.former', 0.05)) return former;
  if (clumsy.slip('pin.digit', 0.012)) return misreadDigit(pin, clumsy, 4);
  if (clumsy.slip('pin.transposed', 0.004)) return transpose(pin, clumsy);
  if (pin.startsWith('0') && clumsy.slip('pin.zero-lost', 0.02)) return pin.replace(/^0+/, '');
  return clumsy.slip('pin.blanks', 0.01) ? pin.replace(/(...)(?=.)/g, '$1 ') : pin;
}

export function typePhone({ phone }: SourceRecord, clumsy: Clumsy): string {
  if (phone === undefined || clumsy.slip('phone.missing', 0.1)) return '';
  const national = phone.replace(/^\+84/, '0');
  if (clumsy.slip('phone.digit', 0.01)) return misreadDigit(national, clumsy, 3);
  if (clumsy.slip('phone.zero-lost', 0.05)) return national.slice(1);
  if (clumsy.slip('phone.international', 0.1)) return phone;
  return clumsy.slip('phone.dots', 0.1)
    ? `${national.slice(0, 4)}.${national.slice(4, 7)}.${national.slice(7)}`
    : national;
}

export function typeSex({ sex }: SourceRecord, words: readonly [male: string, female: string], clumsy: Clumsy): string {
  if (clumsy.slip('sex.missing', 0.01)) return '';
  const wrong = clumsy.slip('sex.wrong', 0.004);
  return words[(sex === 'male') !== wrong ? 0 : 1];
}
