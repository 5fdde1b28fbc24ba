import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { createServer, type Server, type TlsOptions } from 'node:tls';
import { probeTls, readHost } from './probing.ts';

const servers: Server[] = [];
let pem: string;
before(() => {
  pem = execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '40'],
      ...['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', '-'],
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
});
after(() => {
  for (const server of servers) server.close();
});

/** @returns host and port of a server of this machine */
async function serve(options: TlsOptions = {}): Promise<string> {
  const server = createServer({ key: pem, cert: pem, ...options }, (socket) => socket.end());
  server.on('tlsClientError', () => {});
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `localhost:${(server.address() as AddressInfo).port}`;
}
const near = { allowLoopback: true, timeout: 3000 };

test('a good server is reached over TLS 1.3 with a certificate that leads to a known authority', async () => {
  const found = await probeTls(await serve(), { ...near, ca: pem });
  assert.deepEqual(
    [found.reached, found.protocol, found.trusted, found.old],
    [true, 'TLSv1.3', true, false],
    JSON.stringify(found),
  );
  const days = (Date.parse(found.certificateEnds!) - Date.now()) / 86_400_000;
  assert.ok(days > 39 && days < 41);
});

test('a certificate that nobody vouches for is not trusted', async () => {
  const found = await probeTls(await serve(), near);
  assert.equal(found.trusted, false);
  assert.match(found.why!, /SELF_SIGNED/);
});

test('a server that still speaks TLS 1.1 is found out', async () => {
  const old = await serve({ minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' });
  assert.equal((await probeTls(old, { ...near, ca: pem })).old, true);
});

test('a server without TLS, or none at all, is not reached', async () => {
  assert.equal((await probeTls('localhost:1', near)).reached, false);
  assert.equal((await probeTls('no-such-host.invalid', near)).reached, false);
});

test('inner machines are not looked at', async () => {
  const host = await serve();
  assert.deepEqual(await probeTls(host, { allowLoopback: false }), { reached: false, why: 'no public address' });
  for (const inner of ['10.0.0.1', '169.254.169.254', '192.168.1.1:8443'])
    assert.equal((await probeTls(inner, near)).why, 'no public address', inner);
});

test('a host is a name and perhaps a port, and nothing else', () => {
  assert.deepEqual(readHost('api.bidv.example'), { name: 'api.bidv.example', port: 443 });
  assert.deepEqual(readHost('api.bidv.example:8443'), { name: 'api.bidv.example', port: 8443 });
  for (const wrong of ['https://a.b', 'a.b/c', 'A.B', 'a..b', '-a.b', 'a.b:0', 'a.b:70000', '[::1]', 'a b', '', 'a@b'])
    assert.throws(() => readHost(wrong), { code: 'connections/host-malformed' }, wrong);
});
