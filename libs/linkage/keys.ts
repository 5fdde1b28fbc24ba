import type { Clean } from './clean.ts';
import { type BlockingKey, type BlockingRule, type Field, findField, type KeyPart, type Model } from './model.ts';

const CONSONANTLESS = /[aeiouyhw ]/g;

/** How many letters `start` and `end` take of a value. */
export function lettersOf(kind: Field['kind']): number {
  return kind === 'code' || kind === 'phone' ? 4 : 3;
}

function cut(value: string, part: KeyPart, letters: number): string {
  switch (part) {
    case 'first':
      return value.includes(' ') ? value.slice(0, value.indexOf(' ')) : value;
    case 'last':
      return value.slice(value.lastIndexOf(' ') + 1);
    case 'start':
      return value.slice(0, letters);
    case 'end':
      return value.length > letters ? value.slice(-letters) : '';
    case 'sound':
      return value.slice(0, 1) + value.slice(1).replace(CONSONANTLESS, '');
    case 'year':
      return value.slice(0, 4);
    case 'yearMonth':
      return value.length < 7 ? '' : value.slice(0, 7);
    case 'monthDay':
      return value.length < 10 ? '' : value.slice(5);
    default:
      return value;
  }
}

const partForms: Partial<Record<KeyPart, string>> = { sorted: '__sorted', ends: '__ends', local: '__local' };

/** The name under which a key's value is kept, for the given side. */
function sourceOf(key: BlockingKey, side: 'left' | 'right'): string {
  const field = side === 'right' && key.against ? key.against : key.field;
  return field + (partForms[key.part] ?? '');
}

/** A rule's key of a row, or undefined where a part is absent: absent values agree with nothing. */
export function compileRule(model: Pick<Model, 'fields'>, rule: BlockingRule, side: 'left' | 'right') {
  const parts = rule.map((key) => ({
    source: sourceOf(key, side),
    part: key.part,
    letters: lettersOf(findField(model, key.field).kind),
  }));
  return (row: Clean): string | undefined => {
    let whole = '';
    for (const { source, part, letters } of parts) {
      const value = row[source];
      const found = value === undefined ? '' : cut(value, part, letters);
      if (found === '') return undefined;
      whole += `${found}\u0000`;
    }
    return whole;
  };
}

/** Written out: `name.last + birthDate.year`. */
export function describeRule(rule: BlockingRule): string {
  if (rule.length === 0) return 'all pairs';
  return rule
    .map(({ field, part, against }) => `${field}${part === 'whole' ? '' : `.${part}`}${against ? ` = ${against}` : ''}`)
    .join(' + ');
}

const partsOf: Readonly<Record<Field['kind'], readonly KeyPart[]>> = {
  name: ['whole', 'sound', 'start', 'sorted', 'ends', 'last', 'first'],
  text: ['whole', 'sound', 'start'],
  date: ['whole', 'yearMonth', 'monthDay', 'year'],
  code: ['whole', 'start', 'end'],
  phone: ['whole', 'start', 'end'],
  email: ['whole', 'local', 'start'],
  category: ['whole'],
  number: ['whole'],
};

/** Every key that a rule may be built from. */
export function listKeys(model: Pick<Model, 'fields' | 'comparisons'>): BlockingKey[] {
  const compared = new Set(model.comparisons.map(({ field }) => field));
  return model.fields
    .filter(({ name }) => compared.has(name))
    .flatMap(({ name, kind }) => partsOf[kind].map((part) => ({ field: name, part })));
}

/** Pairs of fields whose values may have changed places. */
export function listExchanges({ comparisons }: Pick<Model, 'comparisons'>): [string, string][] {
  const found = comparisons.flatMap(({ field, levels }) =>
    levels.flatMap(({ when }) =>
      when.flatMap((test) => (test.is === 'exchanged' ? [[field, test.with] as const] : [])),
    ),
  );
  return found.filter(([one, other]) => one < other).map(([one, other]) => [one, other]);
}
