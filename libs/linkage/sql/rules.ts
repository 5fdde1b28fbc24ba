import { lettersOf } from '../keys.ts';
import { type BlockingKey, type BlockingRule, findField, type KeyPart, type Model } from '../model.ts';
import { quote } from './text.ts';

function partSql(column: string, part: KeyPart, letters: number): string {
  switch (part) {
    case 'first':
      return `split_part(${column}, ' ', 1)`;
    case 'last':
      return `regexp_extract(${column}, '[^ ]*$')`;
    case 'start':
      return `left(${column}, ${letters})`;
    case 'end':
      return `CASE WHEN length(${column}) > ${letters} THEN right(${column}, ${letters}) END`;
    case 'sound':
      return `left(${column}, 1) || translate(substr(${column}, 2), 'aeiouyhw ', '')`;
    case 'year':
      return `left(${column}, 4)`;
    case 'yearMonth':
      return `CASE WHEN length(${column}) >= 7 THEN left(${column}, 7) END`;
    case 'monthDay':
      return `CASE WHEN length(${column}) >= 10 THEN substr(${column}, 6) END`;
    default:
      return column;
  }
}

const forms: Partial<Record<KeyPart, string>> = { sorted: '__sorted', ends: '__ends', local: '__local' };

/** A rule's key of a row of a cleaned table as one number; NULL where a part is absent. */
export function keySql(model: Pick<Model, 'fields'>, rule: BlockingRule, side: 'left' | 'right'): string {
  const parts = rule.map((key: BlockingKey) => {
    const { kind } = findField(model, key.field);
    const field = side === 'right' && key.against ? key.against : key.field;
    return `nullif(${partSql(quote(field + (forms[key.part] ?? '')), key.part, lettersOf(kind))}, '')`;
  });
  if (parts.length === 0) return 'CAST(0 AS UBIGINT)';
  return `CASE WHEN ${parts.map((part) => `${part} IS NOT NULL`).join(' AND ')} THEN hash(${parts.join(', ')}) END`;
}
