import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { signInThroughPages } from '#test';
import { clearLimits, coseKey, type Holder, loadAccounts } from './loginAccounts.ts';
import { reportFloor } from './loginFloor.ts';
import { byCode, byItself, byPasskey, openGateway } from './loginPages.ts';
import { logIn, newDpopKey, newKey, type Party, redeem, type Tokens } from './loginParty.ts';
import { type Crowd, keepPace, type Run, runFlows } from './loginRun.ts';
import { cpuOf, cpuOfServer, describeMachine, median, option, printRow, quantile, startServer } from './measure.ts';

/**
 * A login complete, over HTTP against the server's process: pushed request with the client's assertion, authorization,
 * sign-in by passkey or one-time code, consent, code, tokens bound to a key (DPoP), userinfo with its journal line. Beside
 * it, in turn: the bare `oidc-provider` with its memory adapter, whose pages finish by themselves.
 * node bench/login.ts --home DIR [--accounts 1000] [--rounds 3] [--requests 400] [--lanes 48] [--minutes 1] [--pace 50]
 * [--only passkey,...]. An account's secrets are the bench's own: DIR is good for nothing else afterwards.
 */
const home = option('home', '.dancu');
const rounds = Number(option('rounds', '3'));
const requests = Number(option('requests', '400'));
const lanes = Number(option('lanes', '48'));
const port = Number(option('port', '3391'));
const only = option('only', 'first,passkey,code,session,refresh,steady').split(',');
const redirectUri = 'http://localhost:4999/cb';
const grants = ['authorization_code', 'refresh_token'];

const gateway = await openGateway(port + 1);
process.env.DANCU_SMS_WEBHOOK = gateway.url;
const server = await startServer(home, port);
const owner = new pg.Client({
  connectionString: `postgresql://postgres@localhost/dancu?host=${encodeURIComponent(`${home}/socket`)}`,
});
await owner.connect();
const { holders, key, accounts, seconds } = await loadAccounts(owner, home, Number(option('accounts', '1000')));
process.stdout.write(
  `${describeMachine()}, ${accounts.toLocaleString('en')} accounts (made in ${seconds.toFixed(0)} s), PostgreSQL ${(await owner.query('SHOW server_version')).rows[0].server_version}, ${lanes} connections\n`,
);
const steward = await signInThroughPages(server.origin, 'hospital-engineer');
const dpop = newDpopKey();

/** Registers a service in the console, as an agency's engineer does. Nobody has consented to a new one yet. */
async function registerService(): Promise<Party> {
  const headers = { cookie: steward, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
  const listed = (await (await fetch(`${server.origin}/api/services`, { headers })).json()) as {
    offer: { purposes: { id: string; legalBases: { id: string }[]; fields: { id: string }[] }[] };
  };
  const purpose = listed.offer.purposes.find(({ fields }) =>
    ['name', 'birthDate'].every((field) => fields.some(({ id }) => id === field)),
  )!;
  const made = newKey();
  const answer = await fetch(`${server.origin}/api/services`, {
    method: 'POST',
    headers,
    body: JSON.stringify({
      name: { vi: 'Dịch vụ đo', en: 'Measured service', fr: 'Service mesuré' },
      purpose: purpose.id,
      legalBasis: purpose.legalBases[0]!.id,
      fields: ['name', 'birthDate'].map((field) => ({ field, required: true })),
      assurance: 'low',
      profile: 'fapi2',
      actsFor: [],
      metadata: {
        redirect_uris: [redirectUri],
        grant_types: grants,
        token_endpoint_auth_method: 'private_key_jwt',
        jwks: { keys: [made.jwk] },
      },
    }),
  });
  if (answer.status !== 201) throw new Error(`no service: ${answer.status} ${await answer.text()}`);
  const { client } = (await answer.json()) as { client: string };
  return { issuer: `${server.origin}/oidc`, client, redirectUri, scope: 'openid profile birthdate', key: made, dpop };
}

/** The bare provider beside it. */
async function startBare(): Promise<Party & { pid: number; stop(): void }> {
  const made = newKey();
  const client = {
    client_id: 'bench',
    redirect_uris: [redirectUri],
    grant_types: grants,
    response_types: ['code'],
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    id_token_signed_response_alg: 'ES256',
    dpop_bound_access_tokens: true,
    jwks: { keys: [made.jwk] },
  };
  const path = fileURLToPath(new URL('./loginBare.ts', import.meta.url));
  const child = spawn(process.execPath, [path, String(port + 2), JSON.stringify(client)], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve) =>
    child.stdout.on('data', (chunk) => String(chunk).includes('ready:') && resolve()),
  );
  const issuer = `http://localhost:${port + 2}`;
  const party = { issuer, client: 'bench', redirectUri, scope: 'openid profile birthdate', key: made, dpop };
  return { ...party, pid: child.pid!, stop: () => void child.kill('SIGTERM') };
}

const bare = await startBare();
const ours: Crowd = { host: '127.0.0.1', port, origin: server.origin, lanes };
const theirs: Crowd = { host: '127.0.0.1', port: port + 2, origin: bare.issuer, lanes };

interface Measured extends Run {
  nodeMs: number;
  databaseMs: number;
}

async function measure(pid: number, work: () => Promise<Run>): Promise<Measured> {
  const before = [cpuOf(pid), cpuOfServer(server.postmaster)] as const;
  const run = await work();
  const done = Math.max(1, run.done);
  return {
    ...run,
    nodeMs: (cpuOf(pid) - before[0]) / done,
    databaseMs: pid === server.pid ? (cpuOfServer(server.postmaster) - before[1]) / done : 0,
  };
}

const tokens = new Map<Crowd, Map<number, Tokens>>();
const some = <One>(list: readonly One[], count: number) =>
  Array.from({ length: count }, (_, n) => list[n % list.length]!);
const people = some(holders, requests);
const service = await registerService();
const offline = { ...service, scope: `${service.scope} offline_access` };
const bareOffline = { ...bare, scope: offline.scope };
const passkey = (holder: Holder) => byPasskey(holder, key, server.origin);
const nowhere = async (): Promise<string> => {
  throw new Error('a page, although the session lives');
};

/** Each kind of login: ours, and what of the bare provider it is held against. */
type Flow<One> = (one: One, browser: Parameters<typeof logIn>[1], lane: number) => Promise<unknown>;
interface Kind {
  title: string;
  prepare?: () => Promise<void>;
  ours: () => Promise<Run>;
  bare?: () => Promise<Run>;
}
const each = (crowd: Crowd, flow: Flow<Holder>, keep = false) => runFlows(crowd, people, flow, keep);
const kinds: Record<string, Kind> = {
  first: {
    title: 'passkey, first time: consent asked',
    ours: async () => {
      // New service: nobody has agreed yet.
      const fresh = await registerService();
      return each(ours, (holder, browser) => logIn(fresh, browser, passkey(holder)));
    },
    bare: () => each(theirs, (_one, browser) => logIn(bare, browser, byItself, { state: 'ask' })),
  },
  passkey: {
    title: 'passkey, consent remembered',
    ours: () => each(ours, (holder, browser) => logIn(service, browser, passkey(holder)), true),
    bare: () => each(theirs, (_one, browser) => logIn(bare, browser, byItself), true),
  },
  code: {
    title: 'one-time code by text message',
    ours: async () => {
      await clearLimits(owner);
      return each(ours, (holder, browser) => logIn(service, browser, byCode(holder, gateway)));
    },
  },
  session: {
    title: 'signed in already (single sign-on)',
    ours: () => again(ours, (browser) => logIn(service, browser, nowhere)),
    bare: () => again(theirs, (browser) => logIn(bare, browser, nowhere)),
  },
  refresh: {
    title: 'token refreshed',
    prepare: async () => {
      await obtainTokens(ours, offline, passkey);
      await obtainTokens(theirs, bareOffline, () => byItself);
    },
    ours: () => refresh(ours, offline),
    bare: () => refresh(theirs, bareOffline),
  },
};

/** One more login in each lane's last browser, again and again. */
function again(crowd: Crowd, flow: (browser: Parameters<typeof logIn>[1]) => Promise<unknown>): Promise<Run> {
  return runFlows(crowd, people, (_one, browser, lane) => flow(browser.adopt(crowd.kept!.get(lane)!)));
}

/** A refresh token for each lane; the bare provider's memory is short, so that it is asked for just before. */
async function obtainTokens(crowd: Crowd, party: Party, pages: (holder: Holder) => Parameters<typeof logIn>[2]) {
  const held = new Map<number, Tokens>();
  await runFlows(crowd, some(holders, lanes), async (holder, browser, lane) => {
    held.set(lane, await logIn(party, browser, pages(holder), { prompt: 'consent' }));
  });
  tokens.set(crowd, held);
}
function refresh(crowd: Crowd, party: Party): Promise<Run> {
  return runFlows(crowd, people, async (_one, browser, lane) => {
    const { refresh_token } = tokens.get(crowd)!.get(lane)!;
    await redeem(party, browser, 'refresh', { grant_type: 'refresh_token', refresh_token: refresh_token! });
  });
}

// What nobody measures: code is compiled, caches fill, everybody agrees once, devices become known.
const everybody = some(holders, Math.min(holders.length, Math.max(requests, 500)));
report('warming up', [
  await measure(server.pid, () =>
    runFlows(ours, everybody, (holder, browser) => logIn(service, browser, passkey(holder)), true),
  ),
]);
await each(theirs, (_one, browser) => logIn(bare, browser, byItself), true);

function report(title: string, runs: Measured[], against?: Measured[]): void {
  const figure = (pick: (run: Measured) => number, of = runs) => median(of.map(pick));
  const perCore = (run: Measured) => 1000 / (run.nodeMs + run.databaseMs);
  printRow(title, {
    'per s': figure((run) => run.done / run.seconds),
    'per core s': figure(perCore),
    'CPU ms node': figure((run) => run.nodeMs),
    'CPU ms database': figure((run) => run.databaseMs),
    'p50 ms': figure((run) => quantile(run.whole, 0.5)),
    'p95 ms': figure((run) => quantile(run.whole, 0.95)),
    'p99 ms': figure((run) => quantile(run.whole, 0.99)),
    failed: runs.reduce((sum, run) => sum + run.failed, 0),
    'generator ms': figure((run) => run.ownMs),
  });
  for (const why of new Set(runs.flatMap((run) => run.reasons))) process.stdout.write(`  ${why}\n`);
  if (!against) return;
  printRow('  limit: bare oidc-provider, in memory', {
    'per s': figure((run) => run.done / run.seconds, against),
    'per core s': figure(perCore, against),
    'CPU ms node': figure((run) => run.nodeMs, against),
    'p50 ms': figure((run) => quantile(run.whole, 0.5), against),
    failed: against.reduce((sum, run) => sum + run.failed, 0),
    'ours/limit': median(runs.map((run, n) => perCore(run) / perCore(against[n]!))),
  });
  for (const why of new Set(against.flatMap((run) => run.reasons))) process.stdout.write(`  ${why}\n`);
}

function reportCalls(runs: Run[]): void {
  for (const name of new Set(runs.flatMap((run) => [...run.times.keys()]))) {
    const times = runs.flatMap((run) => run.times.get(name) ?? []).sort((a, b) => a - b);
    printRow(`    ${name}`, {
      'p50 ms': quantile(times, 0.5),
      'p95 ms': quantile(times, 0.95),
      'p99 ms': quantile(times, 0.99),
      calls: times.length,
    });
  }
}

const cose = Buffer.from(coseKey(key.export({ format: 'jwk' })), 'base64url');
await reportFloor(encodeURIComponent(`${home}/socket`), server.postmaster, key, cose);

const found = new Map<string, { ours: Measured[]; bare: Measured[] }>();
const chosen = Object.keys(kinds).filter((name) => only.includes(name));
for (let round = 0; round < rounds; round += 1) {
  for (const name of chosen) {
    const kind = kinds[name]!;
    const held = found.get(name) ?? { ours: [], bare: [] };
    found.set(name, held);
    await kind.prepare?.();
    held.ours.push(await measure(server.pid, kind.ours));
    if (kind.bare) held.bare.push(await measure(bare.pid, kind.bare));
  }
}
for (const name of chosen) {
  const held = found.get(name)!;
  report(kinds[name]!.title, held.ours, held.bare.length > 0 ? held.bare : undefined);
  reportCalls(held.ours);
}

/** Resident memory of a process in MiB. */
function memoryOf(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}

if (only.includes('steady')) {
  const pace = Number(option('pace', '50'));
  const memory: number[] = [];
  const watch = setInterval(() => memory.push(memoryOf(server.pid)), 1000);
  const run = await measure(server.pid, () =>
    keepPace(ours, holders, pace, Number(option('minutes', '1')) * 60, (holder, browser) =>
      logIn(service, browser, passkey(holder)),
    ),
  );
  clearInterval(watch);
  report(`steady, ${pace} logins by passkey a second begun`, [run]);
  reportCalls([run]);
  const part = Math.max(1, Math.floor(memory.length / 10));
  const [begin, end] = [memory.slice(0, part), memory.slice(-part)].map((list) => Math.max(...list));
  printRow('  memory of the server', { 'MiB at the beginning': begin!, 'MiB at the end': end! });
}
bare.stop();
gateway.close();
await owner.end();
await server.stop();
