import { isIP } from 'node:net';
import type { Realm } from './model.ts';
import { problems } from './problems.ts';

const LOOPBACK: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
/** Names that mean something only inside a network (RFC 6761, 6762, 8375, 9476). */
const INNER = /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa|test|example|invalid|onion|alt)$/;

export function isLoopback(url: URL): boolean {
  return LOOPBACK.has(url.hostname);
}

/**
 * Checks an address of a service. It is compared letter by letter later, so only its one normal form is taken.
 * @throws Problem clients/service-uri-malformed, service-uri-insecure, service-uri-private
 */
export function checkAddress(text: string, realm: Realm, pointer: string): void {
  const url = URL.parse(text);
  // `*` is legal in a path, and there is no reason to register one but the hope for a wildcard.
  const plain =
    url !== null &&
    url.hash === '' &&
    !text.includes('#') &&
    url.username === '' &&
    url.password === '' &&
    !/[*\s\\]/.test(text) &&
    (url.href === text || url.href === `${text}/`);
  if (!plain) throw problems['service-uri-malformed']({ pointer, values: { form: url ? stripped(url) : 'https://…' } });
  const trying = realm === 'simulation' && isLoopback(url);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && trying))
    throw problems['service-uri-insecure']({ pointer });
  if (trying) return;
  if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0 || !url.hostname.includes('.') || INNER.test(url.hostname))
    throw problems['service-uri-private']({ pointer });
}

function stripped(url: URL): string {
  const form = new URL(url);
  form.hash = '';
  form.username = '';
  form.password = '';
  return form.href.replaceAll('*', '');
}
