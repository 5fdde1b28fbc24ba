import { escapeHtml } from '#kernel';
import { writeBase64 } from './base64.ts';
import type { BiometricRecord } from './cbeff.ts';

/** Namespace of the XML patron format, as MOSIP writes it. */
const NAMESPACE = 'http://standards.iso.org/iso-iec/19785/-3/ed-2/';
const VERSION = '<Major>1</Major><Minor>1</Minor>';

/** Writes records as one CBEFF file: a BIR that holds one BIR a sample. @param at of every sample, ISO 8601 */
export function writeCbeff(records: readonly BiometricRecord[], at: string): string {
  const list = records.map((record) => writeRecord(record, at)).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<BIR xmlns="${NAMESPACE}"><BIRInfo><Integrity>false</Integrity></BIRInfo>${list}</BIR>\n`;
}

function writeRecord({ type, subtype, organization, formatType, block }: BiometricRecord, at: string): string {
  const member = (name: string, value: string) => (value === '' ? '' : `<${name}>${escapeHtml(value)}</${name}>`);
  const format = `<Format>${member('Organization', organization)}${member('Type', formatType)}</Format>`;
  const about = `${format}${member('CreationDate', at)}${member('Type', type)}${member('Subtype', subtype)}`;
  return [
    `<BIR><Version>${VERSION}</Version><CBEFFVersion>${VERSION}</CBEFFVersion><BIRInfo><Integrity>false</Integrity></BIRInfo>`,
    `<BDBInfo>${about}<Level>Processed</Level><Purpose>Enroll</Purpose></BDBInfo><BDB>${writeBase64(block)}</BDB></BIR>`,
  ].join('');
}
