import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';

const Flag = Type.Union([Type.Literal('0'), Type.Literal('1')]);

/** Every variable that the process reads. Whatever else begins with DANCU_ is a typing error and refuses to start. */
const Variables = Type.Object({
  PORT: Type.String({ pattern: '^[0-9]{1,5}$', default: '3000' }),
  HOST: Type.String({ default: '127.0.0.1' }),
  DATABASE_URL: Type.Optional(Type.String({ pattern: '^postgres(ql)?://' })),
  DATABASE_OWNER_URL: Type.Optional(Type.String({ pattern: '^postgres(ql)?://' })),
  DANCU_HOME: Type.String({ default: '.dancu' }),
  DANCU_COUNTRY: Type.String({ pattern: '^[a-z]{2}$', default: 'vn' }),
  DANCU_ORIGIN: Type.Optional(Type.String({ pattern: '^https?://[^/]+$' })),
  DANCU_DEMONSTRATION: Type.Union(Flag.anyOf, { default: '0' }),
  DANCU_PERSONS: Type.String({ pattern: '^[0-9]{1,9}$', default: '100000' }),
  DANCU_SEED: Type.String({ pattern: '^[0-9]{1,9}$', default: '1' }),
  DANCU_LOG_LEVEL: Type.Union(
    ['debug', 'info', 'warn', 'error', 'silent'].map((level) => Type.Literal(level)),
    { default: 'info' },
  ),
  DANCU_KEY_PASSPHRASE: Type.Optional(Type.String({ minLength: 12 })),
  DANCU_SEAL_MILLISECONDS: Type.String({ pattern: '^[0-9]{2,5}$', default: '1000' }),
  DANCU_TRUSTED_PROXIES: Type.Optional(Type.String({ pattern: '^[0-9a-fA-F:./, ]+$' })),
  DANCU_SMTP_URL: Type.Optional(Type.String({ pattern: '^smtps?://' })),
  DANCU_MAIL_FROM: Type.Optional(Type.String({ pattern: '^[^@\\r\\n]+@[^@\\s]+$' })),
  DANCU_SMS_WEBHOOK: Type.Optional(Type.String({ pattern: '^https?://' })),
  DANCU_SMS_WEBHOOK_SECRET: Type.Optional(Type.String({ minLength: 16 })),
  DANCU_CLIENT_CERTIFICATE_HEADER: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]*$' })),
  DANCU_CLIENT_AUTHORITIES: Type.Optional(Type.String()),
});
type Variables = Static<typeof Variables>;

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absolute path of the data directory. */
  readonly home: string;
  readonly country: string;
  /** Address under which others reach this server; part of every signed message. */
  readonly origin: string;
  /** The application's connection; undefined: the embedded PostgreSQL. */
  readonly databaseUrl: string | undefined;
  /** The connection that may migrate; the application's own where none is given. */
  readonly ownerUrl: string | undefined;
  readonly demonstration: boolean;
  readonly persons: number;
  readonly seed: number;
  readonly logLevel: string;
  readonly keyPassphrase: string | undefined;
  readonly sealMilliseconds: number;
  /** Addresses or networks whose `X-Forwarded-For` is believed; without them every caller behind a proxy is that proxy. */
  readonly trustedProxies: readonly string[];
  /** Where one-time codes and notices go; undefined: e-mail is not sent (a demonstration shows it instead). */
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  readonly smsWebhook: string | undefined;
  /** HMAC key of what the SMS webhook is sent. */
  readonly smsWebhookSecret: string | undefined;
  /** Header in which the TLS front hands on a client's certificate, and takes away any other's; undefined: there is none. */
  readonly clientCertificateHeader: string | undefined;
  /** File of the authorities (PEM) whose certificates identify clients. */
  readonly clientAuthorities: string | undefined;
}

export class ConfigError extends Error {
  readonly code = 'config-invalid';
}

/** Parses the environment once. @throws ConfigError naming every variable that is wrong, never its value. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const known = Object.keys(Variables.properties);
  const unknown = Object.keys(environment).filter((name) => name.startsWith('DANCU_') && !known.includes(name));
  if (unknown.length > 0) {
    throw new ConfigError(`unknown variable ${unknown.join(', ')}; known are ${known.join(', ')}`);
  }
  const picked: Record<string, unknown> = {};
  for (const name of known)
    if (environment[name] !== undefined && environment[name] !== '') picked[name] = environment[name];
  const given = Value.Default(Variables, picked);
  if (!Value.Check(Variables, given)) {
    const wrong = [...new Set(Value.Errors(Variables, given).map((error) => error.instancePath.slice(1)))];
    throw new ConfigError(`variable ${wrong.join(', ')} has a value that cannot be used`);
  }
  return freezeConfig(given);
}

function freezeConfig(given: Variables): Config {
  const port = Number(given.PORT);
  // Port 0 would let the system choose, and the origin that every signature covers would name another.
  if (port < 1 || port > 65535) throw new ConfigError('variable PORT must be 1 to 65535');
  return Object.freeze({
    port,
    host: given.HOST,
    home: resolve(given.DANCU_HOME),
    country: given.DANCU_COUNTRY,
    origin: given.DANCU_ORIGIN ?? `http://${nameOfHost(given.HOST)}:${port}`,
    databaseUrl: given.DATABASE_URL,
    ownerUrl: given.DATABASE_OWNER_URL,
    demonstration: given.DANCU_DEMONSTRATION === '1',
    persons: Number(given.DANCU_PERSONS),
    seed: Number(given.DANCU_SEED),
    logLevel: given.DANCU_LOG_LEVEL as string,
    keyPassphrase: given.DANCU_KEY_PASSPHRASE,
    sealMilliseconds: Number(given.DANCU_SEAL_MILLISECONDS),
    trustedProxies: readNetworks(given.DANCU_TRUSTED_PROXIES ?? ''),
    smtpUrl: given.DANCU_SMTP_URL,
    mailFrom: given.DANCU_MAIL_FROM ?? 'no-reply@localhost',
    smsWebhook: given.DANCU_SMS_WEBHOOK,
    smsWebhookSecret: given.DANCU_SMS_WEBHOOK_SECRET,
    clientCertificateHeader: given.DANCU_CLIENT_CERTIFICATE_HEADER,
    clientAuthorities: given.DANCU_CLIENT_AUTHORITIES,
  });
}

/** Passkeys belong to a name, never to an address: on a machine of one's own that name is `localhost`. */
function nameOfHost(host: string): string {
  if (host === '127.0.0.1' || host === '::1') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

/** "10.0.0.7, 192.168.0.0/16" */
function readNetworks(text: string): string[] {
  const networks = text.split(/[ ,]+/).filter(Boolean);
  for (const network of networks) {
    const [address = '', bits, ...more] = network.split('/');
    const longest = isIP(address) === 6 ? 128 : 32;
    if (
      isIP(address) === 0 ||
      more.length > 0 ||
      (bits !== undefined && !(/^\d{1,3}$/.test(bits) && Number(bits) <= longest))
    )
      throw new ConfigError(
        'variable DANCU_TRUSTED_PROXIES must name addresses or networks, as 10.0.0.7 or 10.0.0.0/8',
      );
  }
  return networks;
}
