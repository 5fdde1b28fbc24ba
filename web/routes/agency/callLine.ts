import type { SignableRequest } from './sign.ts';

/** The same request for `curl`. The signature in it holds for less than a minute, and its nonce only once. */
export function curlLine({ method, targetUri, headers, body }: SignableRequest): string {
  const lines = Object.entries(headers).map(([name, value]) => `  -H ${quote(`${name}: ${value}`)}`);
  const data = body === null ? [] : [`  --data-raw ${quote(body)}`];
  return [`curl -X ${method} ${quote(targetUri)}`, ...lines, ...data].join(' \\\n');
}

/** The same question for the platform's own command, which signs it anew with a key file and verifies the answer. */
export function callLine({ targetUri, headers, body }: SignableRequest, keyFile = 'key.json'): string {
  const { origin, pathname } = new URL(targetUri);
  const [, , mode = '', identifier = ''] = pathname.split('/');
  const stated = (name: string) => decodeURIComponent(headers[name] ?? '');
  const caseNumber = stated('dancu-case');
  return [
    `npx dancu call ${mode} ${identifier}`,
    `  --key ${quote(keyFile)}`,
    `  --server ${origin}`,
    `  --purpose ${quote(stated('dancu-purpose'))}`,
    `  --legal-basis ${quote(stated('dancu-legal-basis'))}`,
    ...(caseNumber ? [`  --case ${quote(caseNumber)}`] : []),
    ...askedFor(body),
  ].join(' \\\n');
}

function askedFor(body: string | null): string[] {
  const { biographicData, outputBiographicData } = JSON.parse(body ?? '{}') as {
    biographicData?: Record<string, unknown>;
    outputBiographicData?: string[];
  };
  if (outputBiographicData) return [`  --fields ${quote(outputBiographicData.join(','))}`];
  const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
  return Object.entries(biographicData ?? {}).map(([field, value]) => `  --field ${quote(`${field}=${text(value)}`)}`);
}

/** For a POSIX shell. */
function quote(text: string): string {
  return /^[\w.,:/@=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
