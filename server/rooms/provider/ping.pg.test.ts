import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:https';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import pg from 'pg';
import { symbols } from 'pino';
import { SESSION_COOKIE } from '#rooms/accounts';
import {
  type Form,
  freePort,
  makeCertificate,
  makeKey,
  metadataOf,
  openStage,
  postAs,
  prove,
  registerService,
  type Stage,
  signedIn,
  type TestService,
  wrap,
} from '../../../test/conformance/stage.ts';

const CIBA = 'urn:openid:params:grant-type:ciba' as const;
const NOTIFICATION = Buffer.alloc(24, 9).toString('base64url');
let stage: Stage;
let pinged: TestService;
let stranger: TestService;
let receiver: Server;
/** What the service's receiver answers next; the last one stays. */
let answers: number[] = [204];
const pings: { authorization: string | undefined; body: unknown }[] = [];
const lines: string[] = [];

before(async () => {
  stage = await openStage();
  const { log } = stage.house.kernel;
  log.level = 'warn';
  Object.assign(log, { [symbols.streamSym]: { write: (line: string) => lines.push(line) } });
  const { key, certificate } = makeCertificate('localhost');
  setDefaultCACertificates([...getCACertificates(), certificate]);
  const port = await freePort();
  receiver = createServer({ key, cert: certificate }, async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    pings.push({ authorization: request.headers.authorization, body: JSON.parse(Buffer.concat(chunks).toString()) });
    response.writeHead((answers.length > 1 ? answers.shift() : answers[0])!).end();
  }).listen(port, '127.0.0.1');
  const metadata = {
    grant_types: ['authorization_code' as const, CIBA],
    backchannel_token_delivery_mode: 'ping' as const,
    backchannel_client_notification_endpoint: `https://localhost:${port}/ping`,
  };
  pinged = await registerService(stage, { metadata, profile: 'fapi2' });
  stranger = await registerService(stage, { metadata });
});
after(async () => {
  receiver.close();
  await stage.close();
});

async function someone() {
  const { pool } = stage.house.kernel.database;
  await pool.query("UPDATE accounts.approval SET state = 'expired'");
  await pool.query('DELETE FROM accounts.allowance');
  return stage.accounts[0]!;
}

const request = (person: { pin: string }): Form => ({
  scope: 'openid profile',
  login_hint: person.pin,
  binding_message: 'Counter 4 27',
  client_notification_token: NOTIFICATION,
});
const ask = (form: Form) => postAs(pinged, metadataOf(pinged).backchannel_authentication_endpoint!, form);
const askSigned = async (person: { pin: string }) => {
  const change = { claims: { response_type: undefined, client_id: undefined } };
  return ask({ request: await wrap(pinged, request(person), change) });
};

async function approve(account: string) {
  const { house } = stage;
  const browser = await signedIn(stage, account);
  const session = await house.accounts.findSession(browser.jar.get('dancu-sso /')!.value);
  const headers = { cookie: `${SESSION_COOKIE}=${house.accounts.sealSession(session!)}` };
  const { approvals } = (await house.app.inject({ url: '/api/me/approvals', headers })).json() as {
    approvals: { id: string }[];
  };
  const url = `/api/me/approvals/${approvals[0]!.id}`;
  const done = await house.app.inject({ method: 'POST', url, headers, payload: { decision: 'approve', number: 27 } });
  assert.equal(done.statusCode, 200, done.body);
}

async function until(holds: () => boolean | Promise<boolean>, what: string) {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await holds()) return;
    await sleep(50);
  }
  assert.fail(`never: ${what}`);
}

async function redeem(auth_req_id: string, as = pinged, pair?: Awaited<ReturnType<typeof makeKey>>) {
  const url = metadataOf(as).token_endpoint!;
  const headers: Record<string, string> = pair ? { dpop: await prove(pair, ['POST', url]) } : {};
  return postAs(as, url, { grant_type: CIBA, auth_req_id }, { headers });
}

/** The queue is its owner's. */
async function queue(sql: string): Promise<number> {
  const client = new pg.Client({ connectionString: stage.house.databaseUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rows.length;
  } finally {
    await client.end();
  }
}
const waitingPings = () => queue("SELECT FROM graphile_worker.jobs WHERE task_identifier = 'provider-ping'");

test('a service of the strict profile signs what it asks by itself: parameters alone reach nobody', async () => {
  const person = await someone();
  const { status, body } = await ask(request(person));
  assert.deepEqual([status, body.error], [400, 'invalid_request']);
  const { rows } = await stage.house.kernel.database.pool.query(
    "SELECT FROM accounts.approval WHERE account = $1 AND state = 'waiting'",
    [person.account],
  );
  assert.equal(rows.length, 0);
  assert.equal((await ask({ ...request(await someone()), request: '' })).status, 400);
});

test('a service that sleeps is pinged again, hears, and redeems what it heard of once', async () => {
  const person = await someone();
  answers = [503, 500, 204];
  pings.length = 0;
  lines.length = 0;
  const asked = await askSigned(person);
  assert.equal(asked.status, 200, JSON.stringify(asked.body));
  const id = String(asked.body.auth_req_id);
  assert.equal((await redeem(id, pinged, await makeKey())).body.error, 'authorization_pending');
  await approve(person.account);
  await until(() => pings.length === 3, 'a third ping');
  for (const ping of pings)
    assert.deepEqual(ping, { authorization: `Bearer ${NOTIFICATION}`, body: { auth_req_id: id } });
  const warnings = lines.map((line) => JSON.parse(line)).filter(({ event }) => event === 'ping-failed');
  assert.deepEqual(
    warnings.map(({ level, status, key, count }) => [level, status, key, count]),
    [
      ['warn', 503, pinged.client, 1],
      ['warn', 500, pinged.client, 2],
    ],
  );
  assert.equal((await redeem(id, stranger)).body.error, 'invalid_grant', 'another service');
  assert.equal((await redeem('made-up', pinged, await makeKey())).body.error, 'invalid_grant');
  assert.equal((await redeem(id)).status, 400, 'without proof of a key');
  const won = await redeem(id, pinged, await makeKey());
  assert.equal(won.status, 200, JSON.stringify(won.body));
  assert.equal(won.body.token_type, 'DPoP');
  assert.equal((await redeem(id, pinged, await makeKey())).body.error, 'invalid_grant', 'twice');
  assert.equal(await waitingPings(), 0);
});

test('who refuses a ping is not pinged again, and who never answers not for ever', async () => {
  const person = await someone();
  const { database, jobs } = stage.house.kernel;
  answers = [403];
  pings.length = 0;
  const refused = await askSigned(person);
  await approve(person.account);
  await until(() => pings.length === 1, 'a ping');
  assert.equal((await redeem(String(refused.body.auth_req_id), pinged, await makeKey())).status, 200);
  assert.equal(await waitingPings(), 0);

  answers = [503];
  pings.length = 0;
  lines.length = 0;
  await askSigned(await someone());
  await approve(person.account);
  await until(() => pings.length >= 1, 'a first ping');
  const { rows } = await database.pool.query<{ reference: string }>(
    "SELECT reference FROM accounts.approval WHERE state = 'approved' ORDER BY expires_at DESC LIMIT 1",
  );
  await queue(
    "SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker.jobs WHERE task_identifier = 'provider-ping'",
  );
  const before = pings.length;
  await jobs.enqueue('provider-ping', { client: pinged.client, reference: rows[0]!.reference, tried: 6 });
  await until(() => lines.some((line) => line.includes('no more')), 'the last try');
  assert.equal(pings.length, before + 1);
  assert.equal(await waitingPings(), 0);
});
