import { HttpSigError } from './error.ts';

/**
 * A covered component. `key` identifies it whatever the order of its parameters, and is the form that the public
 * functions take and give: `@method`, `content-type`, `@method;req`, `signature;req;key="sig1"`. `id` is the identifier
 * as it stands in the signature base: `"signature";req;key="sig1"`.
 */
export interface Component {
  readonly name: string;
  readonly req: boolean;
  /** The dictionary member meant, for `signature;key="…"`; otherwise `undefined`. */
  readonly member: string | undefined;
  readonly key: string;
  readonly id: string;
  /** Why this library does not build a value for it, or `undefined` when it does. */
  readonly unsupported: string | undefined;
}

const derived = new Set(['@method', '@target-uri', '@authority', '@path', '@query', '@status']);

/** Makes a component from what was parsed; whether it is supported is told, not thrown: a foreign signature may stand beside ours. */
export function makeComponent(
  name: string,
  req: boolean,
  member: string | undefined,
  id: string,
  other?: string,
): Component {
  let key = name;
  if (req) key += ';req';
  if (member !== undefined) key += `;key="${member}"`;
  if (other !== undefined) key += `;${other}`;
  return { name, req, member, key, id, unsupported: whyUnsupported(name, member, other) };
}

function whyUnsupported(name: string, member: string | undefined, other: string | undefined): string | undefined {
  if (other !== undefined) return `parameter ${other} is not supported`;
  if (member !== undefined && name !== 'signature') return 'parameter key is supported for the field signature only';
  if (name.charCodeAt(0) === 0x40) return derived.has(name) ? undefined : 'this derived component is not supported';
  return isFieldName(name) ? undefined : 'a field name is a lower-case token';
}

/**
 * Reads a component from the form that callers write, such as `@method` or `signature;req;key="sig1"`.
 * @throws HttpSigError `component-unsupported`
 */
export function readComponent(key: string): Component {
  const semicolon = key.indexOf(';');
  const component =
    semicolon === -1 ? makeComponent(key, false, undefined, `"${key}"`) : readParameterised(key, semicolon);
  if (component.unsupported !== undefined) throw unsupportedComponent(component);
  return component;
}

function readParameterised(key: string, semicolon: number): Component {
  const name = key.slice(0, semicolon);
  const id = `"${name}"${key.slice(semicolon)}`;
  if (key.slice(semicolon) === ';req') return makeComponent(name, true, undefined, id);
  const parts = /^(;req)?;key="([ !#-[\]-~]+)"$/.exec(key.slice(semicolon));
  if (parts === null) return makeComponent(name, false, undefined, id, key.slice(semicolon + 1));
  return makeComponent(name, parts[1] !== undefined, parts[2], id);
}

export function unsupportedComponent(component: Component): HttpSigError {
  return new HttpSigError(
    'component-unsupported',
    `Component ${component.id} cannot be used: ${component.unsupported}. Leave it out of the signature.`,
    component.key,
  );
}

function isFieldName(name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const c = name.charCodeAt(i);
    const letterOrDigit = (c >= 0x61 && c <= 0x7a) || (c >= 0x30 && c <= 0x39);
    if (!letterOrDigit && c !== 0x2d && c !== 0x5f && !"!#$%&'*+.^`|~".includes(name[i] as string)) return false;
  }
  return name !== '';
}
