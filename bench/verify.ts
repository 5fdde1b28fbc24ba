import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import pg from 'pg';
import { createSigner, makeContentDigest, signMessage } from '#libs/httpsig';
import { type Burst, sendLoad } from './load.ts';
import { cpuOf, cpuOfServer, describeMachine, median, option, printRow, startServer } from './measure.ts';
import { registerSystem } from './system.ts';
import { obtainToken, type TokenHolder } from './tokens.ts';

/**
 * The verification path, complete: signature in and out, agreement, compare, durable journal line; and the same with access
 * tokens. Beside it, in turn and
 * in the same run: the same server answering a static JSON, and `pgbench -S -M prepared` on the same PostgreSQL.
 * node bench/verify.ts --home DIR [--rounds 3] [--requests 20000] [--connections 64]; DIR as `dancu population` filled it.
 */
const home = option('home', '.dancu');
const rounds = Number(option('rounds', '3'));
const count = Number(option('requests', '20000'));
const connections = Number(option('connections', '64'));
const port = Number(option('port', '3390'));

const server = await startServer(home, port);
const owner = new pg.Client({
  connectionString: `postgresql://postgres@localhost/dancu?host=${encodeURIComponent(`${home}/socket`)}`,
});
await owner.connect();
const system = registerSystem(home);
const signer = createSigner(system.privateKey);
const { rows: sizes } = await owner.query<{ persons: string }>('SELECT count(*)::text AS persons FROM people.person');
process.stdout.write(
  `${describeMachine()}, ${Number(sizes[0]!.persons).toLocaleString('en')} persons, PostgreSQL ${(await owner.query('SHOW server_version')).rows[0].server_version}, ${connections} connections\n`,
);

interface Sampled {
  pin: string;
  name: string;
  birth: string;
}
const { rows: sample } = await owner.query<Sampled>(
  `SELECT i.value AS pin, p.record->>'name' AS name, p.record->>'birthDate' AS birth
   FROM people.identifier i TABLESAMPLE SYSTEM (${Math.min(100, (4_000_000 / Number(sizes[0]!.persons)) * 2)}) JOIN people.person p USING (person)
   WHERE i.kind = 'pin' AND i.status = 'active' AND p.life = 'a' LIMIT $1`,
  [count],
);

function signedRequest(one: Sampled): Buffer {
  const body = Buffer.from(JSON.stringify({ biographicData: { name: one.name, birthDate: one.birth } }));
  const path = `/v1/verify/${one.pin}?transactionId=${randomBytes(8).toString('hex')}`;
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    'content-digest': makeContentDigest(body, 'sha-256'),
    'dancu-purpose': system.purpose,
    'dancu-legal-basis': system.legalBasis,
  };
  const created = Math.floor(Date.now() / 1000);
  const params = {
    created,
    expires: created + 55,
    nonce: randomBytes(16).toString('base64url'),
    keyid: system.kid,
    alg: 'ecdsa-p256-sha256' as const,
    tag: 'dancu-exchange',
  };
  const components = ['@method', '@target-uri', 'content-digest', 'content-type', 'dancu-purpose', 'dancu-legal-basis'];
  const signed = signMessage(
    { method: 'POST', targetUri: `${server.origin}${path}`, headers, body },
    { label: 'sig1', components, params, sign: signer.sign },
  );
  return formatRequest(path, { ...headers, ...signed }, body);
}

function formatRequest(path: string, headers: Readonly<Record<string, string>>, body: Buffer): Buffer {
  const lines = Object.entries({
    host: `127.0.0.1:${port}`,
    ...headers,
    'content-length': String(body.length),
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n`), body]);
}

/** The same question with a token and its proof instead of signatures. */
function tokenRequest(holder: TokenHolder, one: Sampled): Buffer {
  const body = Buffer.from(JSON.stringify({ biographicData: { name: one.name, birthDate: one.birth } }));
  const path = `/v1/verify/${one.pin}?transactionId=${randomBytes(8).toString('hex')}`;
  const headers = {
    'content-type': 'application/json',
    'dancu-purpose': system.purpose,
    'dancu-legal-basis': system.legalBasis,
    ...holder.headersFor('POST', server.origin + path),
  };
  return formatRequest(path, headers, body);
}

const staticRequest = Buffer.from(`GET /healthz HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`);

interface Measured extends Burst {
  nodeMs: number;
  databaseMs: number;
}

async function measure(requests: Buffer[], pace?: number): Promise<Measured> {
  const before = [cpuOf(server.pid), cpuOfServer(server.postmaster)] as const;
  const burst = await sendLoad({ host: '127.0.0.1', port, connections, requests, ...(pace ? { pace } : {}) });
  return {
    ...burst,
    nodeMs: (cpuOf(server.pid) - before[0]) / burst.requests,
    databaseMs: (cpuOfServer(server.postmaster) - before[1]) / burst.requests,
  };
}

/** `pgbench -S -M prepared` at its own scale on the same server; transactions a second, or undefined where there is no pgbench. */
function pgbench(): number | undefined {
  const folder = existsSync('/usr/lib/postgresql')
    ? readdirSync('/usr/lib/postgresql')
        .map((version) => `/usr/lib/postgresql/${version}/bin/pgbench`)
        .find((path) => existsSync(path))
    : undefined;
  if (!folder) return undefined;
  const base = ['-h', `${home}/socket`, '-U', 'postgres'];
  if (!initialised) {
    execFileSync(folder, [...base, '-i', '-q', '-s', '20', 'pgbench'], { stdio: 'ignore' });
    initialised = true;
  }
  const text = execFileSync(
    folder,
    [...base, '-S', '-M', 'prepared', '-c', '8', '-j', '2', '-T', '5', '-n', 'pgbench'],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  return Number(/tps = ([0-9.]+)/.exec(text)?.[1]);
}
let initialised = false;

await owner.query('CREATE DATABASE pgbench').catch(() => {});
await measure(sample.slice(0, 3000).map(signedRequest));
const holder = await obtainToken(server.origin, system);
const runs: { verify: Measured; token: Measured; still: Measured; pgbench: number | undefined }[] = [];
for (let round = 0; round < rounds; round++) {
  const requests = sample.map(signedRequest);
  const verify = await measure(requests);
  const token = await measure(sample.map((one) => tokenRequest(holder, one)));
  const still = await measure(Array.from({ length: count }, () => staticRequest));
  runs.push({ verify, token, still, pgbench: pgbench() });
}
const perSecond = median(runs.map((run) => run.verify.perSecond));
const limit = median(runs.map((run) => run.still.perSecond));
const bench = runs[0]!.pgbench === undefined ? undefined : median(runs.map((run) => run.pgbench!));
const half = await measure(
  sample.slice(0, Math.min(sample.length, Math.floor(perSecond * 5))).map(signedRequest),
  perSecond / 2,
);
const countRefused = (of: (run: (typeof runs)[number]) => Measured) =>
  runs.reduce((sum, run) => sum + Object.values(of(run).refused).reduce((a, b) => a + b, 0), 0);

printRow('verify, signed and journalled', {
  'per s': perSecond,
  'p50 ms': median(runs.map((run) => run.verify.p50)),
  'p99 ms': median(runs.map((run) => run.verify.p99)),
  'CPU ms node': median(runs.map((run) => run.verify.nodeMs)),
  'CPU ms database': median(runs.map((run) => run.verify.databaseMs)),
  refused: countRefused((run) => run.verify),
});
printRow('  at half that load', { 'per s': half.perSecond, 'p50 ms': half.p50, 'p99 ms': half.p99 });
printRow('the same with a token, its proof checked', {
  'per s': median(runs.map((run) => run.token.perSecond)),
  'p50 ms': median(runs.map((run) => run.token.p50)),
  'p99 ms': median(runs.map((run) => run.token.p99)),
  'CPU ms node': median(runs.map((run) => run.token.nodeMs)),
  'CPU ms database': median(runs.map((run) => run.token.databaseMs)),
  refused: countRefused((run) => run.token),
});
printRow('limit: same server, static JSON', {
  'per s': limit,
  'CPU ms node': median(runs.map((run) => run.still.nodeMs)),
  'verify/limit': perSecond / limit,
});
if (bench) printRow('limit: pgbench -S -M prepared', { 'per s': bench, 'verify/limit': perSecond / bench });
else process.stdout.write('pgbench is not installed (Debian: postgresql-contrib); that ratio is left out\n');
await owner.end();
await server.stop();
