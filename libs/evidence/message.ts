/** What a signature covers of a question; header names in lower case. */
export interface RequestHead {
  readonly method: string;
  readonly targetUri: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface AnswerHead {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

export interface SignatureParams {
  readonly created: number;
  readonly expires: number | undefined;
  readonly keyid: string;
  readonly alg: string | undefined;
  readonly tag: string | undefined;
}

/** A signed head: its signature base (RFC 9421 section 2.5), and who signed it when. */
export interface SignedHead extends SignatureParams {
  readonly base: string;
  /** Identifiers of the covered components, as they stand in the base. */
  readonly components: readonly string[];
  /** Base64. */
  readonly signature: string;
}

const LABEL = 'sig1';
const COMPONENT = /^"([a-z@][a-z0-9_-]*)"(;req)?(?:;key="([a-z*][a-z0-9_.*-]*)")?$/;
const STRING = /^"((?:[ !#-[\]-~]|\\["\\])*)"$/;
const PRINTABLE = /^[\x20-\x7e]*$/;

/**
 * Builds the signature base of a head anew from what the head says.
 * @param request for an answer: the question to which it is bound
 * @returns undefined where the head has no readable signature `sig1`, lacks what is covered, or says more than is covered
 */
export function readSignedHead(head: RequestHead | AnswerHead, request?: RequestHead): SignedHead | undefined {
  const input = /^sig1=(\(.*)$/.exec(head.headers['signature-input'] ?? '')?.[1];
  const signature = readMember(head.headers.signature ?? '', LABEL);
  const parsed = input === undefined ? undefined : parseInput(input);
  if (input === undefined || parsed === undefined || signature === undefined) return undefined;
  let base = '';
  const told = new Set(['signature-input', 'signature']);
  for (const id of parsed.components) {
    const [, name, req, member] = COMPONENT.exec(id) ?? [];
    const source = req ? request : head;
    const value = name === undefined || source === undefined ? undefined : derive(source, name, member);
    if (value === undefined || !PRINTABLE.test(value)) return undefined;
    base += `${id}: ${value}\n`;
    if (!req) told.add(name!);
  }
  // Beside what is signed nothing may stand that a reader could take for signed.
  if (Object.keys(head.headers).some((name) => !told.has(name))) return undefined;
  if (!('status' in head) && (!told.has('@method') || !told.has('@target-uri'))) return undefined;
  if ('status' in head && !told.has('@status')) return undefined;
  return { ...parsed, base: `${base}"@signature-params": ${input}`, signature };
}

/** The question that was signed, from its signature base. @throws RangeError for what is no base of a question */
export function requestFromBase(base: string, signature: string): RequestHead {
  const { headers, derived } = messageFromBase(base, signature);
  const [method, targetUri] = [derived['@method'], derived['@target-uri']];
  if (method === undefined || targetUri === undefined) throw new RangeError('a base without method or target');
  return { method, targetUri, headers };
}

/** The answer that was signed, from its signature base. @throws RangeError for what is no base of an answer */
export function answerFromBase(base: string, signature: string): AnswerHead {
  const { headers, derived } = messageFromBase(base, signature);
  if (derived['@status'] === undefined) throw new RangeError('a base without status');
  return { status: Number(derived['@status']), headers };
}

function messageFromBase(base: string, signature: string) {
  const headers: Record<string, string> = {};
  const derived: Record<string, string> = {};
  let others = '';
  for (const line of base.split('\n')) {
    const at = line.indexOf(': ');
    const [id, value] = [line.slice(0, at), line.slice(at + 2)];
    if (id === '"@signature-params"') headers['signature-input'] = `${LABEL}=${value}`;
    const [, name, req, member] = COMPONENT.exec(id) ?? [];
    if (name === undefined || req) continue;
    if (member !== undefined) others += `${member}=${value}, `;
    else if (name.startsWith('@')) derived[name] = value;
    else headers[name] = value;
  }
  headers.signature = `${others}${LABEL}=:${signature}:`;
  return { headers, derived };
}

function derive(source: RequestHead | AnswerHead, name: string, member: string | undefined): string | undefined {
  if (member !== undefined) {
    const found = name === 'signature' ? readMember(source.headers.signature ?? '', member) : undefined;
    return found === undefined ? undefined : `:${found}:`;
  }
  if (!name.startsWith('@')) return Object.hasOwn(source.headers, name) ? source.headers[name] : undefined;
  if ('status' in source) return name === '@status' ? String(source.status) : undefined;
  if (name === '@method') return source.method;
  const [, scheme, authority, path, query] =
    /^([a-z][a-z0-9+.-]*):\/\/([^/?#@]+)([^?#]*)(\?[^#]*)?$/i.exec(source.targetUri) ?? [];
  if (scheme === undefined || authority === undefined) return undefined;
  if (name === '@target-uri') return source.targetUri;
  if (name === '@path') return path || '/';
  if (name === '@query') return query ?? '?';
  const standard = scheme.toLowerCase() === 'https' ? /:443$/ : /:80$/;
  return name === '@authority' ? authority.toLowerCase().replace(standard, '') : undefined;
}

function readMember(signature: string, label: string): string | undefined {
  const members = signature.split(',').map((one) => /^ *([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/=]+): *$/.exec(one));
  const found = members.filter((one) => one?.[1] === label);
  return members.every(Boolean) && found.length === 1 ? found[0]![2] : undefined;
}

function parseInput(input: string): (SignatureParams & { components: string[] }) | undefined {
  const [, inner = '', rest = ''] = /^\(((?:"[^"]*"(?:;[a-z]+(?:="[^"]*")?)* ?)*)\)(.*)$/.exec(input) ?? [];
  const components = inner.split(' ');
  if (new Set(components).size !== components.length) return undefined;
  const params = new Map<string, string>();
  let at = 0;
  for (const match of rest.matchAll(/;([a-z]+)=([0-9]{1,15}|"(?:[ !#-[\]-~]|\\["\\])*")/g)) {
    if (match.index !== at || params.has(match[1]!)) return undefined;
    params.set(match[1]!, match[2]!);
    at += match[0].length;
  }
  const known = ['created', 'expires', 'nonce', 'keyid', 'alg', 'tag'];
  if (at !== rest.length || [...params.keys()].some((name) => !known.includes(name))) return undefined;
  const string = (name: string) =>
    STRING.exec(params.get(name) ?? '')?.[1]?.replace(/\\(.)/g, (_, character: string) => character);
  const whole = (name: string) => (/^[0-9]+$/.test(params.get(name) ?? '') ? Number(params.get(name)) : undefined);
  const [created, keyid] = [whole('created'), string('keyid')];
  if (created === undefined || keyid === undefined) return undefined;
  return { components, created, expires: whole('expires'), keyid, alg: string('alg'), tag: string('tag') };
}
