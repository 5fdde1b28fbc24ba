import { type Component, makeComponent } from './component.ts';
import { HttpSigError } from './error.ts';
import { FieldReader, isKey, quote, unquote } from './field-reader.ts';

/** Signature parameters (RFC 9421 section 2.3); times in whole seconds since 1970. */
export interface SignatureParams {
  readonly created?: number | undefined;
  readonly expires?: number | undefined;
  readonly nonce?: string | undefined;
  readonly keyid?: string | undefined;
  readonly alg?: string | undefined;
  readonly tag?: string | undefined;
}

export interface ParsedSignature {
  readonly label: string;
  readonly components: readonly Component[];
  readonly params: SignatureParams;
  /** The value of `@signature-params`: the inner list and its parameters in canonical form. */
  readonly input: string;
  readonly signature: Buffer;
  /** A parameter that RFC 9421 section 2.3 does not define, or `undefined`. */
  readonly unknownParam: string | undefined;
}

interface ParsedInput {
  components: Component[];
  params: SignatureParams;
  input: string;
  unknownParam: string | undefined;
}

const maxSignatures = 8;
const maxComponents = 32;
const maxParamLength = 256;

/**
 * Reads the header fields `Signature-Input` and `Signature`. Duplicate labels, components and parameters are refused, and
 * each label must stand in both fields.
 * @throws HttpSigError `malformed-signature-input`, `malformed-signature`
 */
export function parseSignatureHeaders(signatureInput: string, signature: string): ParsedSignature[] {
  const signatures = parseSignatures(signature);
  const parsed: ParsedSignature[] = [];
  const reader = new FieldReader(signatureInput, 'malformed-signature-input', 'Signature-Input');
  do {
    const label = reader.readKey();
    for (const other of parsed) if (other.label === label) reader.fail(`label ${label} is given twice`);
    if (parsed.length === maxSignatures) reader.fail(`more than ${maxSignatures} signatures`);
    reader.expect('=');
    const { components, params, input, unknownParam } = readInput(reader);
    const value = signatures.find((entry) => entry.label === label);
    if (value === undefined) throw labelMissing(label, 'Signature');
    parsed.push({ label, components, params, input, signature: Buffer.from(value.base64, 'base64'), unknownParam });
  } while (reader.nextMember());
  if (parsed.length !== signatures.length) {
    const extra = signatures.find((entry) => !parsed.some((other) => other.label === entry.label));
    throw labelMissing(extra?.label ?? '', 'Signature-Input');
  }
  return parsed;
}

/**
 * The base64 of one member of a `Signature` field, or `undefined` when the field has no such label.
 * @throws HttpSigError `malformed-signature`
 */
export function readSignatureMember(signature: string, label: string): string | undefined {
  return parseSignatures(signature).find((entry) => entry.label === label)?.base64;
}

function parseSignatures(signature: string): { label: string; base64: string }[] {
  const reader = new FieldReader(signature, 'malformed-signature', 'Signature');
  const signatures: { label: string; base64: string }[] = [];
  do {
    const label = reader.readKey();
    for (const other of signatures) if (other.label === label) reader.fail(`label ${label} is given twice`);
    if (signatures.length === maxSignatures) reader.fail(`more than ${maxSignatures} signatures`);
    reader.expect('=');
    signatures.push({ label, base64: reader.readBytes() });
  } while (reader.nextMember());
  return signatures;
}

function labelMissing(label: string, field: 'Signature' | 'Signature-Input'): HttpSigError {
  const code = field === 'Signature' ? 'malformed-signature' : 'malformed-signature-input';
  return new HttpSigError(code, `Label ${label} has no member in ${field}; both fields carry the same labels.`);
}

function readInput(reader: FieldReader): ParsedInput {
  const components: Component[] = [];
  reader.expect('(');
  let input = '(';
  for (let apart = true; ; ) {
    apart = reader.skipSpaces() || apart;
    if (reader.take(')')) break;
    if (!apart) reader.fail('a space separates components');
    if (components.length === maxComponents) reader.fail(`more than ${maxComponents} components`);
    const component = readCovered(reader);
    for (const other of components) if (other.key === component.key) reader.fail(`${component.id} is covered twice`);
    input += components.length === 0 ? component.id : ` ${component.id}`;
    components.push(component);
    apart = false;
  }
  return readParams(reader, components, `${input})`);
}

function readCovered(reader: FieldReader): Component {
  const quoted = reader.readQuoted();
  if (quoted.includes('\\')) reader.fail('a component name has no escapes');
  let id = quoted;
  let req = false;
  let member: string | undefined;
  let other: string | undefined;
  const seen: string[] = [];
  while (reader.take(';')) {
    reader.skipSpaces();
    const name = reader.readKey();
    const value = reader.take('=') ? reader.readQuoted() : undefined;
    if (seen.includes(name)) reader.fail(`;${name} is given twice`);
    seen.push(name);
    id += value === undefined ? `;${name}` : `;${name}=${value}`;
    if (name === 'req' && value === undefined) req = true;
    else if (name === 'key' && value !== undefined) member = value.slice(1, -1);
    else other = other === undefined ? name : `${other};${name}`;
  }
  return makeComponent(quoted.slice(1, -1), req, member, id, other);
}

function readParams(reader: FieldReader, components: Component[], list: string): ParsedInput {
  let created: number | undefined;
  let expires: number | undefined;
  let nonce: string | undefined;
  let keyid: string | undefined;
  let alg: string | undefined;
  let tag: string | undefined;
  let unknownParam: string | undefined;
  let input = list;
  const seen: string[] = [];
  while (reader.take(';')) {
    reader.skipSpaces();
    const name = reader.readKey();
    if (seen.includes(name)) reader.fail(`parameter ${name} is given twice`);
    seen.push(name);
    reader.expect('=');
    if (name === 'created' || name === 'expires') {
      const seconds = reader.readInteger();
      if (name === 'created') created = seconds;
      else expires = seconds;
      input += `;${name}=${seconds}`;
      continue;
    }
    const quoted = reader.peek() === '"' ? reader.readQuoted() : String(reader.readInteger());
    if (quoted.length > maxParamLength) reader.fail(`parameter ${name} is longer than ${maxParamLength} characters`);
    input += `;${name}=${quoted}`;
    if (name === 'nonce') nonce = text(reader, quoted);
    else if (name === 'keyid') keyid = text(reader, quoted);
    else if (name === 'alg') alg = text(reader, quoted);
    else if (name === 'tag') tag = text(reader, quoted);
    else unknownParam = name;
  }
  return { components, params: { created, expires, nonce, keyid, alg, tag }, input, unknownParam };
}

function text(reader: FieldReader, quoted: string): string {
  return quoted.charCodeAt(0) === 0x22 ? unquote(quoted) : reader.fail('expected a quoted string');
}

/**
 * The value of `@signature-params` in canonical form, parameters in the order of RFC 9421 section 2.3.
 * @throws HttpSigError `malformed-signature-input` when a parameter cannot be written
 */
export function formatSignatureInput(components: readonly Component[], params: SignatureParams): string {
  let input = '(';
  for (let i = 0; i < components.length; i++) {
    const component = components[i] as Component;
    for (let j = 0; j < i; j++) {
      if ((components[j] as Component).key !== component.key) continue;
      throw new HttpSigError('malformed-signature-input', `${component.id} is listed twice.`, component.key);
    }
    input += i === 0 ? component.id : ` ${component.id}`;
  }
  input += ')';
  if (params.created !== undefined) input += `;created=${seconds(params.created)}`;
  if (params.expires !== undefined) input += `;expires=${seconds(params.expires)}`;
  if (params.nonce !== undefined) input += `;nonce=${quote(params.nonce)}`;
  if (params.keyid !== undefined) input += `;keyid=${quote(params.keyid)}`;
  if (params.alg !== undefined) input += `;alg=${quote(params.alg)}`;
  if (params.tag !== undefined) input += `;tag=${quote(params.tag)}`;
  return input;
}

function seconds(value: number): number {
  if (Number.isInteger(value) && value >= 0 && value < 1e15) return value;
  throw new HttpSigError('malformed-signature-input', `Times are whole seconds since 1970, not ${value}.`);
}

/** @throws HttpSigError `malformed-signature-input` when the label is no dictionary key (RFC 9651 section 3.2) */
export function checkLabel(label: string): void {
  if (!isKey(label))
    throw new HttpSigError('malformed-signature-input', `${JSON.stringify(label)} is no signature label.`);
}
