import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import pg from 'pg';
import { type Measured, measureLoad } from './load.ts';
import { describeMachine, median, option, printRow, startServer } from './measure.ts';
import { proveQuestion, type Sampled, samplePersons, signQuestion } from './questions.ts';
import { registerSystem } from './system.ts';
import { obtainToken } from './tokens.ts';

/**
 * The verification path, complete: signature in and out, agreement, compare, durable journal line; and the same with access
 * tokens. Beside it, in turn and in the same run: the same server answering a static JSON, and `pgbench -S -M prepared` on the same PostgreSQL.
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
const { rows: sizes } = await owner.query<{ persons: string }>('SELECT count(*)::text AS persons FROM people.person');
process.stdout.write(
  `${describeMachine()}, ${Number(sizes[0]!.persons).toLocaleString('en')} persons, PostgreSQL ${(await owner.query('SHOW server_version')).rows[0].server_version}, ${connections} connections\n`,
);

const sample = await samplePersons(owner, count);
const ask = (one: Sampled) => signQuestion(server.origin, system, one);
const staticRequest = Buffer.from(`GET /healthz HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\n\r\n`);

const measure = (requests: Buffer[], pace?: number) =>
  measureLoad(server, { connections, requests, ...(pace ? { pace } : {}) });

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
await measure(sample.slice(0, 3000).map(ask));
const holder = await obtainToken(server.origin, system);
const runs: { verify: Measured; token: Measured; still: Measured; pgbench: number | undefined }[] = [];
for (let round = 0; round < rounds; round++) {
  const requests = sample.map(ask);
  const verify = await measure(requests);
  const token = await measure(sample.map((one) => proveQuestion(server.origin, system, holder, one)));
  const still = await measure(Array.from({ length: count }, () => staticRequest));
  runs.push({ verify, token, still, pgbench: pgbench() });
}
const perSecond = median(runs.map((run) => run.verify.perSecond));
const limit = median(runs.map((run) => run.still.perSecond));
const bench = runs[0]!.pgbench === undefined ? undefined : median(runs.map((run) => run.pgbench!));
const half = await measure(sample.slice(0, Math.min(sample.length, Math.floor(perSecond * 5))).map(ask), perSecond / 2);
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
