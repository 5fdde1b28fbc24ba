import { isWithinOneEdit } from '#libs/names';
import type { Reading } from './claims.ts';
import { wordKey } from './words.ts';

const UNKNOWN: Reading = { findings: [{ rule: 'value-unknown', severity: 'refused' }] };

/** Reads a value of a list by its code, its name in any language or another spelling; one typing error is forgiven. */
export function readCoded(table: ReadonlyMap<string, string>, text: string): Reading {
  const key = wordKey(text);
  const code = table.get(key) ?? table.get(key.replace(/^(dan toc|nguoi|dao|ton giao|quoc tich) /, ''));
  if (code !== undefined) return { value: code };
  if (/^[0-9]$/.test(key) && table.has(`0${key}`)) return { value: table.get(`0${key}`)! };
  if (key.length < 4) return UNKNOWN;
  const near = new Set<string>();
  for (const [word, value] of table) if (word.length > 3 && isWithinOneEdit(word, key)) near.add(value);
  if (near.size !== 1) return UNKNOWN;
  const [value] = near as unknown as [string];
  return { value, findings: [{ rule: 'value-typing-error', severity: 'mended', to: value }] };
}

export function readSex(codes: ReadonlyMap<string, string>, text: string): Reading {
  const value = codes.get(wordKey(text));
  return value === undefined ? { findings: [{ rule: 'sex-unknown', severity: 'refused' }] } : { value };
}

const BLOOD = /^(AB|A|B|O|0)(?:RH)?(\+|-|DƯƠNG|ÂM|POS|NEG|PLUS|DUONG|AM)?(?:\(?RH\+?\)?)?$/;

export function readBloodGroup(text: string): Reading {
  const match = BLOOD.exec(text.toUpperCase().replace(/NHÓM(\s*MÁU)?|[\s()]/g, ''));
  if (!match) return UNKNOWN;
  const [, group, sign] = match;
  const factor = sign === undefined ? '' : /^(-|ÂM|AM|NEG)$/.test(sign) ? '-' : '+';
  return { value: (group === '0' ? 'O' : group!) + factor };
}
