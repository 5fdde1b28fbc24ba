import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import {
  begin,
  openStage,
  registerService,
  type Stage,
  signedIn,
  TestBrowser,
  type TestService,
} from './stage.samples.ts';

let stage: Stage;
let service: TestService;
before(async () => {
  stage = await openStage();
  service = await registerService(stage, { metadata: { token_endpoint_auth_method: 'none' } });
});
after(() => stage.close());

const endpoints = [
  '/oidc/auth',
  '/oidc/token',
  '/oidc/me',
  '/oidc/request',
  '/oidc/device',
  '/oidc/device/auth',
  '/oidc/backchannel',
  '/oidc/token/introspection',
  '/oidc/token/revocation',
  '/oidc/session/end',
  '/oidc/session/end/confirm',
  '/sign-in',
  '/signed-in',
] as const;
const names = ['scope', 'state', 'nonce', 'claims', 'acr_values', 'max_age', 'prompt', 'resource', 'ui_locales', 'login_hint', 'id_token_hint', 'redirect_uri', 'response_mode', 'request', 'request_uri', 'code', 'code_verifier', 'refresh_token', 'token', 'user_code', 'xsrf', 'client_assertion', 'grant_type', 'to', 'dpop_jkt', 'auth_req_id'] as const; // biome-ignore format: a list
const words = ['\0', 'a\0b', '\ud800', '{"userinfo":{"name":{"value":"\\ud800"}}}', '{"id_token":{"acr":{"essential":true,"values":7}}}', '{"userinfo":{"verified_claims":[]}}', 'openid', '-1', '9'.repeat(40), '%', '../..', 'a.b.c', 'ey..', 'authorization_code', 'refresh_token', 'x'.repeat(9000)]; // biome-ignore format: a list
const value = fc.oneof(
  fc.constantFrom(...words),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.json({ maxDepth: 2 }),
);

test('whatever a stranger sends, the provider’s endpoints answer and never with a fault of ours', async () => {
  const { given } = await begin(service);
  const browser = await signedIn(stage, stage.accounts[0]!.account);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...endpoints),
      fc.constantFrom('GET', 'POST'),
      fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 4 }),
      fc.boolean(),
      async (path, method, change, known) => {
        const fields = { ...(known ? { client_id: service.client, response_type: 'code', ...given } : {}), ...change };
        const query = new URLSearchParams(fields as Record<string, string>);
        const answer =
          method === 'GET'
            ? await browser.fetch(`${path}?${query}`)
            : await browser.fetch(path, { form: Object.fromEntries(query) });
        await answer.arrayBuffer();
        assert.ok(answer.status < 500, `${method} ${path} ${JSON.stringify(change)}: ${answer.status}`);
      },
    ),
    { numRuns: 600 },
  );
});

test('a device’s form without a session behind it is drawn again, not a fault', async () => {
  const { status } = await new TestBrowser(stage.origin).fetch('/oidc/device', { form: { user_code: 'BCDF-GHJK' } });
  assert.equal(status, 400);
});
