import { lookup } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

const closed = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12],
  ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15],
  ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const) closed.addSubnet(network, prefix, 'ipv4'); // biome-ignore format: a table
for (const [network, prefix] of [
  ['::', 96], ['64:ff9b:1::', 48], ['100::', 64], ['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20],
  ['fc00::', 7], ['fe80::', 9], ['ff00::', 8],
] as const) closed.addSubnet(network, prefix, 'ipv6'); // biome-ignore format: a table
const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Whether an address is one that the whole internet reaches (IANA's special-purpose registries are not). */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  // IPv4 inside of IPv6 (RFC 4291, 2.5.5.2; RFC 6052) is judged by BlockList as IPv4 in the first case only.
  const translated = /^64:ff9b::(?:[0-9a-f]{1,4}:[0-9a-f]{1,4}|[\d.]+)$/i.test(address);
  return !translated && !closed.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

function isLoopbackAddress(address: string): boolean {
  return loopback.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}

export interface OutsideOptions {
  /** A demonstration's services run on the same machine. */
  readonly allowLoopback: boolean;
  /** Milliseconds for all of it. */
  readonly timeout?: number;
  /** Bytes of an answer. */
  readonly limit?: number;
}

/**
 * `fetch` for addresses that others have registered with us: keys, logout notices, CIBA pings. The address is judged in the
 * connection's own look-up, so that a name cannot mean another machine a moment later; redirects are not followed.
 * @throws TypeError as `fetch` does
 */
export function createOutsideFetch({ allowLoopback, timeout = 2500, limit = 262_144 }: OutsideOptions) {
  const allows = (address: string) => isPublicAddress(address) || (allowLoopback && isLoopbackAddress(address));
  const look: LookupFunction = (name, options, done) => {
    lookup(name, { ...options, all: true }, (error, addresses) => {
      const found = (addresses ?? []).filter(({ address }) => allows(address));
      if (error || found.length === 0) return done(error ?? new Error(`${name} is not a public address`), '', 4);
      if (options.all) return (done as (error: null, all: typeof found) => void)(null, found);
      return done(null, found[0]!.address, found[0]!.family);
    });
  };

  return async function fetchOutside(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
    const asked = new Request(input, init);
    const url = new URL(asked.url);
    const literal = url.hostname.replace(/^\[|\]$/g, '');
    // A literal address never passes through the look-up.
    if (isIP(literal) !== 0 && !allows(literal)) throw new TypeError(`${literal} is not a public address`);
    if (url.protocol !== 'https:' && !(allowLoopback && url.protocol === 'http:'))
      throw new TypeError(`${url.protocol} is not https`);
    const body = asked.body === null ? undefined : Buffer.from(await asked.arrayBuffer());
    const signal = AbortSignal.any([asked.signal, AbortSignal.timeout(timeout)]);
    try {
      const answer = await new Promise<IncomingMessage>((resolve, reject) => {
        const request = url.protocol === 'https:' ? requestHttps : requestHttp;
        request(url, {
          method: asked.method,
          headers: Object.fromEntries(asked.headers),
          lookup: look,
          signal,
          agent: false,
        })
          .on('response', resolve)
          .on('error', reject)
          .end(body);
      });
      return await readAnswer(answer, limit);
    } catch (cause) {
      throw new TypeError(`${url.origin} was not reached`, { cause });
    }
  };
}

async function readAnswer(answer: IncomingMessage, limit: number): Promise<Response> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) {
      answer.destroy();
      throw new Error(`the answer is longer than ${limit} bytes`);
    }
    chunks.push(chunk);
  }
  const status = answer.statusCode ?? 502;
  const headers = new Headers();
  for (const [name, value] of Object.entries(answer.headers)) if (typeof value === 'string') headers.set(name, value);
  const bodiless = status === 204 || status === 205 || status === 304;
  return new Response(bodiless ? null : new Uint8Array(Buffer.concat(chunks)), { status, headers });
}
