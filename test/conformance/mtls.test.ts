import assert from 'node:assert/strict';
import { createPublicKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  addressOf,
  begin,
  codeForm,
  type Form,
  makeCertificate,
  metadataOf,
  openStage,
  post,
  postAs,
  registerService,
  type Stage,
  signedIn,
  type TestBrowser,
  type TestService,
  visit,
} from './stage.ts';

/** FAPI 2.0 by client certificates (RFC 8705), as a TLS front hands them on in a header that it alone may send. */
const P = 'fapi2-security-profile-final';
const HEADER = 'client-cert';
const folder = mkdtempSync(join(tmpdir(), 'dancu-certificates-'));
const [own, issued, foreign] = ['own.gov.vn', 'issued.gov.vn', 'issued.gov.vn'].map(makeCertificate);
type Way = 'self_signed_tls_client_auth' | 'tls_client_auth' | 'private_key_jwt';
const services = {} as Record<Way, TestService>;
let stage: Stage;
let browser: TestBrowser;

/** As nginx sends it, or as RFC 9440 writes it. */
const asHeader = ({ certificate }: { certificate: string }, form: 'pem' | 'rfc9440' = 'rfc9440') => ({
  [HEADER]:
    form === 'pem' ? encodeURIComponent(certificate) : `:${new X509Certificate(certificate).raw.toString('base64')}:`,
});

before(async () => {
  const authorities = join(folder, 'authorities.pem');
  writeFileSync(authorities, issued!.certificate);
  stage = await openStage({
    environment: { DANCU_CLIENT_CERTIFICATE_HEADER: HEADER, DANCU_CLIENT_AUTHORITIES: authorities },
  });
  const { raw } = new X509Certificate(own!.certificate);
  const jwk = {
    ...createPublicKey(own!.certificate).export({ format: 'jwk' }),
    kid: 'own',
    x5c: [raw.toString('base64')],
  };
  const register = (way: Way, more: object = {}) =>
    registerService(stage, { profile: 'fapi2', metadata: { token_endpoint_auth_method: way, ...more } });
  services.self_signed_tls_client_auth = await register('self_signed_tls_client_auth', { jwks: { keys: [jwk] } });
  services.tls_client_auth = await register('tls_client_auth', {
    tls_client_auth_san_dns: 'issued.gov.vn',
    jwks: undefined,
  });
  services.private_key_jwt = await register('private_key_jwt');
  browser = await signedIn(stage, stage.accounts[0]!.account);
});
after(async () => {
  await stage.close();
  rmSync(folder, { recursive: true, force: true });
});

async function push(service: TestService, headers: Record<string, string>) {
  const { given, verifier } = await begin(service);
  const url = metadataOf(service).pushed_authorization_request_endpoint!;
  const answer = await post(url, { ...given, client_id: service.client, response_type: 'code' }, headers);
  const code = async () => {
    const uri = String(answer.body.request_uri);
    return { ...(await visit(browser, addressOf(service, { response_type: undefined, request_uri: uri }))), verifier };
  };
  return { ...answer, code };
}
const redeem = (service: TestService, form: Form, headers: Record<string, string>) =>
  post(metadataOf(service).token_endpoint!, { ...form, client_id: service.client }, headers);
async function ask(service: TestService, token: unknown, headers: Record<string, string>) {
  const authorization = `Bearer ${String(token)}`;
  return (await fetch(metadataOf(service).userinfo_endpoint!, { headers: { authorization, ...headers } })).status;
}

test(`${P}-discovery-end-point-verification: certificates are offered`, () => {
  const document = metadataOf(services.tls_client_auth);
  assert.equal(document.tls_client_certificate_bound_access_tokens, true);
  for (const way of ['tls_client_auth', 'self_signed_tls_client_auth'])
    assert.ok(document.token_endpoint_auth_methods_supported!.includes(way));
});

for (const [way, certificate] of [
  ['self_signed_tls_client_auth', own!],
  ['tls_client_auth', issued!],
] as const)
  for (const form of ['rfc9440', 'pem'] as const)
    test(`${P}-happy-flow, -ensure-holder-of-key-required by ${way}, header of ${form}`, async () => {
      const service = services[way];
      const mine = asHeader(certificate, form);
      const pushed = await push(service, mine);
      assert.equal(pushed.status, 201, JSON.stringify(pushed.body));
      const back = codeForm(service, await pushed.code());
      for (const headers of [{}, asHeader(foreign!, form), { [HEADER]: 'no certificate' }]) {
        const refused = await redeem(service, back, headers);
        assert.deepEqual([refused.status, refused.body.error], [401, 'invalid_client']);
      }
      const { status, body } = await redeem(service, back, mine);
      assert.equal(status, 200, JSON.stringify(body));
      assert.equal(await ask(service, body.access_token, mine), 200);
      assert.equal(await ask(service, body.access_token, {}), 401, 'the token alone opens nothing');
      assert.equal(await ask(service, body.access_token, asHeader(foreign!, form)), 401);
    });

test(`${P}: a certificate of the right name that no authority signed is no authentication`, async () => {
  const { status, body } = await push(services.tls_client_auth, asHeader(foreign!));
  assert.deepEqual([status, body.error], [401, 'invalid_client']);
});

test(`${P}: a certificate is no authentication for who registered a key`, async () => {
  const service = services.private_key_jwt;
  assert.equal((await push(service, asHeader(own!))).status, 401);
  const { given } = await begin(service);
  const url = metadataOf(service).pushed_authorization_request_endpoint!;
  const form = { ...given, client_id: service.client, response_type: 'code' };
  assert.equal((await postAs(service, url, form, { headers: asHeader(own!) })).status, 201);
});

test(`${P}: without the front's header in the configuration nobody can say to have a certificate`, async () => {
  const plain = await openStage({ persons: 0 });
  try {
    const { token_endpoint_auth_methods_supported: ways } = (await (
      await fetch(`${plain.origin}/oidc/.well-known/openid-configuration`)
    ).json()) as { token_endpoint_auth_methods_supported: string[] };
    assert.ok(!ways.some((way) => way.includes('tls')));
  } finally {
    await plain.house.kernel.close();
  }
});
