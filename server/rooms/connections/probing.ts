import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { type ConnectionOptions, connect, type PeerCertificate, type SecureVersion, type TLSSocket } from 'node:tls';
import type { Client } from '#kernel';
import { isPublicAddress } from '#rooms/clients';
import { problems } from './problems.ts';

/** What a look at a server found, from outside. */
export interface Found {
  readonly reached: boolean;
  /** Negotiated: `TLSv1.3`. */
  readonly protocol?: string;
  /** It also speaks what nobody should speak any more (before TLS 1.2, RFC 8996). */
  readonly old?: boolean;
  /** Its certificate leads to an authority that this machine trusts, for this name. */
  readonly trusted?: boolean;
  readonly certificateEnds?: string;
  /** Why not, in the words of the TLS library. */
  readonly why?: string;
}

export interface ProbeOptions {
  /** A demonstration's servers run on the same machine. */
  readonly allowLoopback: boolean;
  /** PEM of authorities beside the machine's own. */
  readonly ca?: string;
  readonly timeout?: number;
}

const HOST =
  /^(?=.{1,253}$)([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*)(?::([0-9]{1,5}))?$/;

/** `host` or `host:port` with a name, lower case. @throws Problem connections/host-malformed */
export function readHost(text: string): { name: string; port: number } {
  const [, name, port = '443'] = HOST.exec(text) ?? [];
  if (name === undefined || Number(port) < 1 || Number(port) > 65_535)
    throw problems['host-malformed']({ pointer: '/host' });
  return { name, port: Number(port) };
}

/**
 * Looks at a server's TLS. The address is judged first and then connected to as it is, so that the name cannot mean an inner
 * machine a moment later. Never throws for what it finds.
 */
export async function probeTls(host: string, options: ProbeOptions): Promise<Found> {
  const { name, port } = readHost(host);
  const address = await findAddress(name, options).catch(() => undefined);
  if (address === undefined) return { reached: false, why: 'no public address' };
  const common: ConnectionOptions = {
    host: address,
    port,
    rejectUnauthorized: false,
    ...(isIP(name) === 0 ? { servername: name } : {}),
    ...(options.ca ? { ca: options.ca } : {}),
  };
  const timeout = options.timeout ?? 5000;
  try {
    const found = await shake(common, timeout, (socket) => ({
      protocol: socket.getProtocol() ?? '',
      trusted: socket.authorized,
      ends: (socket.getPeerCertificate() as PeerCertificate | undefined)?.valid_to,
      why: socket.authorizationError,
    }));
    const before: SecureVersion = 'TLSv1.1';
    // Lowest security level: the point is to find out whether the other side would.
    const old = await shake(
      { ...common, minVersion: 'TLSv1', maxVersion: before, ciphers: 'DEFAULT:@SECLEVEL=0' },
      timeout,
      () => true,
    ).catch(() => false);
    return {
      reached: true,
      protocol: found.protocol,
      old,
      trusted: found.trusted,
      ...(found.ends ? { certificateEnds: new Date(found.ends).toISOString() } : {}),
      ...(found.trusted ? {} : { why: String(found.why) }),
    };
  } catch (error) {
    return { reached: false, why: (error as NodeJS.ErrnoException).code ?? 'no handshake' };
  }
}

async function findAddress(name: string, { allowLoopback }: ProbeOptions): Promise<string | undefined> {
  const found = isIP(name) !== 0 ? [{ address: name }] : await lookup(name, { all: true });
  const allows = ({ address }: { address: string }) =>
    isPublicAddress(address) || (allowLoopback && /^(127\.|::1$)/.test(address));
  return found.find(allows)?.address;
}

function shake<Result>(
  options: ConnectionOptions,
  timeout: number,
  read: (socket: TLSSocket) => Result,
): Promise<Result> {
  return new Promise((resolve, reject) => {
    const socket = connect(options);
    const timer = setTimeout(() => socket.destroy(Object.assign(new Error('late'), { code: 'ETIMEDOUT' })), timeout);
    socket.once('secureConnect', () => {
      resolve(read(socket));
      socket.destroy();
    });
    socket.once('error', reject);
    socket.once('close', () => {
      clearTimeout(timer);
      reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' }));
    });
  });
}

export interface ProbeRow {
  readonly system: string;
  readonly host: string;
  readonly lookedAt: Date;
  readonly found: Found;
}

/** What was seen last of the servers of these systems. */
export async function readProbes(
  client: Pick<Client, 'query'>,
  systems: readonly string[],
): Promise<Map<string, ProbeRow>> {
  const { rows } = await client.query<ProbeRow>(
    'SELECT system, host, looked_at AS "lookedAt", found FROM connections.probe WHERE system = ANY($1::uuid[])',
    [systems],
  );
  return new Map(rows.map((row) => [row.system, row]));
}

export async function writeProbe(
  client: Pick<Client, 'query'>,
  { system, host, lookedAt, found, by }: ProbeRow & { by: string },
): Promise<void> {
  await client.query(
    `INSERT INTO connections.probe (system, host, looked_by, looked_at, found) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (system) DO UPDATE SET host = EXCLUDED.host, looked_by = EXCLUDED.looked_by, looked_at = EXCLUDED.looked_at, found = EXCLUDED.found`,
    [system, host, by, lookedAt, JSON.stringify(found)],
  );
}
