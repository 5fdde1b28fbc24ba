import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { forgetExpired } from './forgetting.ts';
import { readInfo, signIn } from './signIns.samples.ts';
import {
  begin,
  freePort,
  obtainCode,
  openStage,
  redeem,
  registerService,
  type Stage,
  signedIn,
} from './stage.samples.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage?.close());

test('a locked account’s tokens open nothing', async () => {
  const service = await registerService(stage);
  const { account } = stage.accounts[5]!;
  const { tokens, sub } = await signIn(stage, service, account);
  const { kernel, accounts } = stage.house;
  const context = { ...lockContext(), clock: kernel.clock };
  await kernel.database.transact((tx) => accounts.setAccountState(tx, context, account, 'locked', 'test'));
  await assert.rejects(readInfo(service, tokens, sub));
  await kernel.database.transact((tx) => accounts.setAccountState(tx, context, account, 'active', 'test'));
});

const lockContext = () => ({
  caller: { kind: 'official' as const, id: 'test', scopes: new Set<string>() },
  ...{ purpose: undefined, legalBasis: undefined, caseNumber: undefined, idempotency: undefined },
  ...{ language: 'en', requestId: 'test', receivedAt: new Date().toISOString() },
});

test('a session that ends takes its tokens with it, and the services are told', async () => {
  const port = await freePort();
  const told: string[] = [];
  const server = createServer((request, response) => {
    request.on('data', (chunk: Buffer) => told.push(chunk.toString()));
    request.on('end', () => response.writeHead(204).end());
  }).listen(port, '127.0.0.1');
  try {
    const service = await registerService(stage, {
      metadata: { backchannel_logout_uri: `http://localhost:${port}/logout` },
    });
    const { tokens, sub, browser } = await signIn(stage, service, stage.accounts[4]!.account);
    assert.ok((await readInfo(service, tokens, sub)).sub);
    const out = await browser.fetch('/sign-out', { form: {} });
    assert.equal(out.status, 303);
    for (let tries = 0; tries < 300 && told.length === 0; tries += 1) await sleep(100);
    const token = new URLSearchParams(told[0]).get('logout_token')!;
    const payload = JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>;
    assert.equal(payload.sub, sub);
    assert.ok(payload.sid);
    await assert.rejects(readInfo(service, tokens, sub));
    assert.match((await browser.go((await begin(service)).path)).url, /\/sign-in\//);
  } finally {
    server.close();
  }
});

test('a service’s logout that the person confirms ends the person’s own session', async () => {
  const service = await registerService(stage);
  const { tokens, browser } = await signIn(stage, service, stage.accounts[1]!.account);
  const sso = browser.jar.get('dancu-sso /')!.value;
  const page = await browser.go(
    `/oidc/session/end?${new URLSearchParams({ id_token_hint: tokens.id_token!, post_logout_redirect_uri: 'http://localhost:4999/bye' })}`,
  );
  const xsrf = /name="xsrf" value="([^"]+)"/.exec(page.body)?.[1];
  assert.ok(xsrf, page.body.slice(-500));
  const end = await browser.go('/oidc/session/end/confirm', { form: { xsrf, logout: 'yes' } });
  assert.equal(new URL(end.url).href, 'http://localhost:4999/bye');
  assert.equal(await stage.house.accounts.findSession(sso), undefined);
});

test('another person’s session in the same browser never receives the first one’s tokens', async () => {
  const service = await registerService(stage);
  const [one, two] = [stage.accounts[0]!, stage.accounts[1]!];
  const browser = await signedIn(stage, one.account);
  const first = await redeem(service, await obtainCode(stage, service, browser));
  await signedIn(stage, two.account, undefined, browser);
  const second = await redeem(service, await obtainCode(stage, service, browser));
  assert.notEqual(first.claims()!.sub, second.claims()!.sub);
  assert.equal((await readInfo(service, second, second.claims()!.sub)).name, two.name);
  await assert.rejects(readInfo(service, first, first.claims()!.sub), 'the first session ended in this browser');
});

test('what has run out is taken away, and nothing else', async () => {
  const service = await registerService(stage);
  const { tokens, sub } = await signIn(stage, service, stage.accounts[0]!.account);
  const { pool } = stage.house.kernel.database;
  const count = async () => (await pool.query<{ n: number }>('SELECT count(*) AS n FROM provider.artifact')).rows[0]!.n;
  const before = await count();
  await pool.query(
    "UPDATE provider.artifact SET expires_at = now() - interval '1 hour' WHERE model = 'AuthorizationCode' AND client = $1",
    [service.client],
  );
  await forgetExpired(pool);
  assert.equal(await count(), before - 1);
  assert.ok((await readInfo(service, tokens, sub)).sub);
});
