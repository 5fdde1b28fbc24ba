import { type Component, unsupportedComponent } from './component.ts';
import { HttpSigError } from './error.ts';
import { type HttpMessage, type HttpRequest, readField } from './message.ts';
import { readSignatureMember } from './signature-headers.ts';

/**
 * The signature base (RFC 9421 section 2.5): one line a component, then `@signature-params`. Always ASCII.
 * @param input the value of `@signature-params`
 * @throws HttpSigError `component-missing`, `component-unsupported`, `malformed-component`, `malformed-message`
 */
export function buildSignatureBase(message: HttpMessage, components: readonly Component[], input: string): string {
  let base = '';
  for (const component of components) base += `${component.id}: ${deriveComponent(message, component)}\n`;
  return `${base}"@signature-params": ${input}`;
}

function deriveComponent(message: HttpMessage, component: Component): string {
  if (component.unsupported !== undefined) throw unsupportedComponent(component);
  const source = component.req ? requestOf(message, component) : message;
  if (component.member !== undefined) return deriveMember(source, component, component.member);
  if (component.name.charCodeAt(0) !== 0x40) {
    const value = readField(source.headers, component.name);
    if (value === undefined) throw absent(component, `the message has no header ${component.name}`);
    return value;
  }
  if (component.name === '@status') {
    if (!('status' in source)) throw absent(component, 'a request has no status');
    return deriveStatus(source.status);
  }
  if ('status' in source) throw absent(component, 'a response has it only with ;req');
  return deriveFromRequest(source, component.name);
}

function requestOf(message: HttpMessage, component: Component): HttpRequest {
  if (!('status' in message)) throw absent(component, 'the parameter ;req belongs in the signature of a response');
  if (message.request === undefined) throw absent(component, 'the request that is answered was not given');
  return message.request;
}

function deriveMember(source: HttpMessage, component: Component, label: string): string {
  const field = readField(source.headers, 'signature');
  const base64 = field === undefined ? undefined : readSignatureMember(field, label);
  if (base64 === undefined) throw absent(component, `there is no signature labelled ${label}`);
  return `:${base64}:`;
}

function deriveStatus(status: number): string {
  if (Number.isInteger(status) && status >= 100 && status <= 999) return String(status);
  throw new HttpSigError('malformed-message', `${status} is no HTTP status.`, '@status');
}

function deriveFromRequest(request: HttpRequest, name: string): string {
  if (name === '@method') return checkPrintable(request.method, '@method');
  const uri = checkPrintable(request.targetUri, '@target-uri');
  const schemeEnd = uri.indexOf('://');
  if (schemeEnd < 1 || uri.includes('#')) {
    throw new HttpSigError('malformed-message', 'The target URI is absolute and without a fragment.', '@target-uri');
  }
  if (name === '@target-uri') return uri;
  const authorityEnd = endOfAuthority(uri, schemeEnd + 3);
  if (name === '@authority') return normaliseAuthority(uri.slice(0, schemeEnd), uri.slice(schemeEnd + 3, authorityEnd));
  const queryStart = uri.indexOf('?', authorityEnd);
  if (name === '@query') return queryStart === -1 ? '?' : uri.slice(queryStart);
  const path = uri.slice(authorityEnd, queryStart === -1 ? uri.length : queryStart);
  return path === '' ? '/' : path;
}

function endOfAuthority(uri: string, start: number): number {
  for (let i = start; i < uri.length; i++) {
    const c = uri.charCodeAt(i);
    if (c === 0x2f || c === 0x3f) return i;
  }
  return uri.length;
}

function normaliseAuthority(scheme: string, authority: string): string {
  const host = authority.toLowerCase();
  if (host === '' || host.includes('@')) {
    throw new HttpSigError('malformed-message', 'The target URI has a host and no user information.', '@authority');
  }
  const defaultPort = scheme.toLowerCase() === 'https' ? ':443' : ':80';
  return host.endsWith(defaultPort) ? host.slice(0, -defaultPort.length) : host;
}

function checkPrintable(text: string, name: string): string {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c > 0x20 && c <= 0x7e) continue;
    throw new HttpSigError('malformed-message', `${name} has a blank, control or non-ASCII character.`, name);
  }
  return text;
}

function absent(component: Component, why: string): HttpSigError {
  return new HttpSigError(
    'component-missing',
    `${component.id} is covered by the signature but ${why}.`,
    component.key,
  );
}
