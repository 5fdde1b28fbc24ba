import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { cloneDatabase, stopTestServer } from '#test';
import {
  type Answer,
  addressOf,
  begin,
  codeForm,
  enterAs,
  freePort,
  metadataOf,
  openStage,
  postAs,
  registerService,
  TestBrowser,
  type TestService,
} from './stage.ts';

/**
 * The server as a process of its own, killed in the middle of sign-ins. What was told to a person or a service must hold
 * after the next start, and nothing may be given twice.
 */
const main = fileURLToPath(new URL('../../server/main.ts', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'dancu-killed-'));
let clone: Awaited<ReturnType<typeof cloneDatabase>>;
let port: number;
let server: ChildProcess;
let origin: string;
let service: TestService;

before(async () => {
  clone = await cloneDatabase();
  port = await freePort();
  const stage = await openStage({ databaseUrl: clone.url, home, port });
  ({ origin } = stage);
  service = await registerService(stage);
  await stage.house.kernel.close();
  server = await start();
});
after(async () => {
  await kill();
  await clone.drop();
  await stopTestServer();
  rmSync(home, { recursive: true, force: true });
});

async function start(): Promise<ChildProcess> {
  const env = {
    ...{ PATH: process.env.PATH, PORT: String(port), DATABASE_URL: clone.url, DANCU_HOME: home },
    ...{ DANCU_DEMONSTRATION: '1', DANCU_PERSONS: '0', DANCU_LOG_LEVEL: 'warn' },
  };
  const child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  while (!output.includes('ready:')) {
    assert.equal(child.exitCode, null, output);
    await sleep(50);
  }
  return child;
}

async function kill(): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const gone = once(server, 'exit');
  server.kill('SIGKILL');
  await gone;
}

const personas = ['mother', 'elder', 'student'] as const;

/** Pushes a request, and opens it in a browser that nobody is signed in with. */
async function push() {
  const { given, verifier } = await begin(service);
  const form = { ...given, client_id: service.client, response_type: 'code' };
  const { body } = await postAs(service, metadataOf(service).pushed_authorization_request_endpoint!, form);
  const path = addressOf(service, { response_type: undefined, request_uri: String(body.request_uri) });
  return { path, verifier, browser: new TestBrowser(origin) };
}

test('the server is killed in the middle of sign-ins: each goes on where it was, and no code gives tokens twice', async () => {
  const sign = async (pushed: Awaited<ReturnType<typeof push>>, persona: string) =>
    enterAs(pushed.browser, await pushed.browser.go(pushed.path), persona);
  const finished = ({ searchParams, href }: URL) => assert.ok(searchParams.get('code'), href);

  // One third has pushed a request, one third has the page to sign in on, one third a code.
  const requests = await Promise.all(Array.from({ length: 12 }, push));
  const pages = await Promise.all(requests.slice(4, 8).map(({ browser, path }) => browser.go(path)));
  const early = await Promise.all(requests.slice(8).map((one, index) => sign(one, personas[index % 3]!)));
  early.forEach(finished);
  await kill();
  server = await start();

  const urls = [
    ...(await Promise.all(requests.slice(0, 4).map((one, index) => sign(one, personas[index % 3]!)))),
    ...(await Promise.all(
      requests.slice(4, 8).map(({ browser }, index) => enterAs(browser, pages[index]!, personas[index % 3]!)),
    )),
    ...early,
  ];
  urls.forEach(finished);
  const forms = requests.map(({ verifier }, index) => codeForm(service, { url: urls[index]!, verifier }));
  const redeem = async (index: number): Promise<Answer | undefined> => {
    try {
      return await postAs(service, metadataOf(service).token_endpoint!, forms[index]!);
    } catch {
      return undefined;
    }
  };

  // All codes come at once, and the server is killed while it answers.
  let answered = 0;
  const first = forms.map(async (_, index) => {
    const answer = await redeem(index);
    if (answer) answered += 1;
    return answer;
  });
  while (answered < 3) await sleep(1);
  await kill();
  const told = await Promise.all(first);
  server = await start();

  const userinfo = metadataOf(service).userinfo_endpoint!;
  for (const [index, answer] of told.entries()) {
    if (answer) {
      assert.equal(answer.status, 200, JSON.stringify(answer.body));
      const headers = { authorization: `Bearer ${String(answer.body.access_token)}` };
      assert.equal((await fetch(userinfo, { headers })).status, 200, 'a token that was told holds');
    }
    const again = await redeem(index);
    if (answer) assert.equal(again?.body.error, 'invalid_grant', 'a code that gave tokens gives none again');
    else assert.ok(again?.status === 200 || again?.body.error === 'invalid_grant', JSON.stringify(again?.body));
    assert.equal((await redeem(index))?.body.error, 'invalid_grant');
  }

  // Whoever was signed in still is.
  for (const { browser } of requests) {
    const { url } = await browser.go((await begin(service, { prompt: 'none' })).path);
    assert.ok(new URL(url).searchParams.get('code'), url);
  }
});
