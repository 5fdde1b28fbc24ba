import type { Agreement } from '../data.ts';
import type { NewBatch } from './data.ts';
import type { FileHead } from './fileHead.ts';

/** What a file may claim beside the number. */
const COMPARED: readonly string[] = ['name', 'birthDate', 'sex', 'cmnd'];

/** What the form holds: all text, as forms have it. */
export type Values = Record<string, string>;

/** Fields that an agreement lets a file compare, with their names. */
export function offeredFields(agreement: Pick<Agreement, 'fields'> | undefined): Agreement['fields'] {
  return agreement?.fields.filter(({ id }) => COMPARED.includes(id)) ?? [];
}

export function chosenFields({ fields = '' }: Values, offered: Agreement['fields']): string[] {
  return offered.flatMap(({ id }) => (fields.split(' ').includes(id) ? [id] : []));
}

/** What a column of a file can stand for. */
export const ROLES: readonly string[] = ['number', ...COMPARED, 'reference'];

/** Roles that a column can stand for here, in the order in which they are shown. */
export function rolesOf(fields: readonly string[]): string[] {
  return ['number', ...fields, 'reference'];
}

export const columnOf = (values: Values, role: string): string => values[`column-${role}`] ?? '';

/** Roles without which there is nothing to compare: all but the sender's own reference. */
export function missingColumns(values: Values, fields: readonly string[]): string[] {
  return ['number', ...fields].filter((role) => columnOf(values, role) === '');
}

/** What the form asks for, as the platform takes it. */
export function readNewBatch(
  values: Values,
  { file, head, fields }: { file: Pick<File, 'size'>; head: FileHead; fields: readonly string[] },
): NewBatch {
  const { findings = '', most = '', simulation = '' } = values;
  return {
    fields: [...fields],
    format: head.format,
    bytes: file.size,
    // All of them: what the person saw is what counts, not what a header might mean elsewhere.
    columns: Object.fromEntries(rolesOf(fields).map((role) => [role, columnOf(values, role)])),
    ...(findings === 'yes' ? { findings: { subscribersPerIdentity: Number(most) } } : {}),
    ...(simulation === 'yes' ? { simulation: true } : {}),
  };
}
