import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { openStage, registerService, type Stage, signedIn, visit } from './stage.ts';

/** A client that shares no line with ours and no language: Debian's python3-authlib. */
const python = '/usr/bin/python3';
const ready = spawnSync(python, ['-c', 'import authlib, requests']).status === 0;
const absent = ready ? false : 'python3-authlib and python3-requests are not installed';
const script = fileURLToPath(new URL('authlib_client.py', import.meta.url));

let stage: Stage;
before(async () => {
  if (ready) stage = await openStage();
});
after(() => stage?.close());

test('Authlib signs a person in and checks the ID token by its own rules', { skip: absent }, async () => {
  const noKeys: object = { jwks: undefined };
  const metadata = { token_endpoint_auth_method: 'client_secret_basic' as const, ...noKeys };
  const service = await registerService(stage, { metadata });
  const secret = await stage.house.clients.tellSecret(service.client);
  const child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const say = async (line: object): Promise<Record<string, Record<string, unknown>>> => {
    child.stdin.write(`${JSON.stringify(line)}\n`);
    const { value, done } = await lines.next();
    assert.ok(!done, complaint);
    return JSON.parse(value as string);
  };
  const own = { client: service.client, secret, redirect: service.redirectUri };
  const { address } = await say({ issuer: `${stage.origin}/oidc`, ...own });
  const { pathname, search } = new URL(String(address));
  const person = stage.accounts[0]!;
  const { url } = await visit(await signedIn(stage, person.account), pathname + search);
  const { claims, userinfo } = await say({ callback: url.href });
  const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode];
  assert.equal(code, 0, complaint);
  assert.equal(claims!.acr, 'urn:dancu:acr:high');
  assert.equal(userinfo!.name, person.name);
});
