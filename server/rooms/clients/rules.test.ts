import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { Problem } from '#kernel';
import { readCountry } from '#rooms/offices';
import { listChecks } from './checks.ts';
import {
  mayServe,
  nextState,
  type REALMS,
  type ServiceGiven,
  type ServiceState,
  type ServiceStep,
  STATES,
} from './model.ts';
import { checkService } from './rules.ts';

const country = readCountry('vn');
const law = {
  offices: {
    findOrganisation: (id: string) => country.organisations.get(id),
    findPurpose: (id: string) => country.purposes.get(id),
    findLegalBasis: (id: string) => country.legalBases.get(id),
  },
  languages: country.facts.languages,
  today: '2026-09-01',
};
const jwkOf = (pair: { publicKey: { export(options: { format: 'jwk' }): object } }) =>
  pair.publicKey.export({ format: 'jwk' }) as Record<string, unknown>;
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const key = jwkOf(p256);

const good: ServiceGiven = {
  name: { vi: 'Cổng', en: 'Portal', fr: 'Portail' },
  purpose: 'public-service-login',
  legalBasis: 'public-service-decree',
  fields: [{ field: 'name', required: true }],
  assurance: 'substantial',
  profile: 'fapi2',
  actsFor: [],
  metadata: {
    redirect_uris: ['https://portal.gov.vn/back'],
    grant_types: ['authorization_code'],
    token_endpoint_auth_method: 'private_key_jwt',
    jwks: { keys: [key] },
  },
};
type Change = Partial<Omit<ServiceGiven, 'metadata'>> & { metadata?: Record<string, unknown> };
const withChange = ({ metadata, ...rest }: Change): ServiceGiven => {
  const merged = { ...good.metadata, ...metadata };
  for (const name of Object.keys(merged) as (keyof typeof merged)[])
    if (merged[name] === undefined) delete merged[name];
  return { ...good, ...rest, metadata: merged };
};

function judge(change: Change, realm: 'simulation' | 'production' = 'production'): string {
  try {
    checkService(withChange(change), 'ministry-of-health', realm, law);
    return 'taken';
  } catch (error) {
    assert.ok(error instanceof Problem, String(error));
    return `${error.code.replace('clients/service-', '')} ${error.pointer}`;
  }
}

const CIBA = 'urn:openid:params:grant-type:ciba';
const basic = { token_endpoint_auth_method: 'client_secret_basic', jwks: undefined };
const rsa1024 = jwkOf(generateKeyPairSync('rsa', { modulusLength: 1024 }));
const p384 = jwkOf(generateKeyPairSync('ec', { namedCurve: 'P-384' }));
const cases: readonly [string, Change, string][] = [
  ['as it should be', {}, 'taken'],
  ['a name missing', { name: { vi: 'Cổng', en: 'Portal' } }, 'name /name/fr'],
  ['a name in a strange language', { name: { ...good.name, de: 'Portal' } }, 'name /name/de'],
  ['a purpose of others', { purpose: 'diploma-issue' }, 'purpose /purpose'],
  ['a law of another purpose', { legalBasis: 'land-law' }, 'law /legalBasis'],
  ['a field beyond the purpose', { fields: [{ field: 'religion', required: false }] }, 'field /fields/0/field'],
  ['a field twice', { fields: [...good.fields, ...good.fields] }, 'field /fields/1/field'],
  ['no redirect', { metadata: { redirect_uris: [] } }, 'redirects /metadata/redirect_uris'],
  ['a redirect in the clear', { metadata: { redirect_uris: ['http://portal.gov.vn/'] } }, 'uri-insecure /metadata/redirect_uris/0'],
  ['keys behind a private address', { metadata: { jwks: undefined, jwks_uri: 'https://10.0.0.1/jwks' } }, 'uri-private /metadata/jwks_uri'],
  ['two sources of keys', { metadata: { jwks_uri: 'https://portal.gov.vn/jwks' } }, 'keys /metadata/jwks'],
  ['no keys', { metadata: { jwks: undefined } }, 'keys /metadata/jwks'],
  ['a private key', { metadata: { jwks: { keys: [p256.privateKey.export({ format: 'jwk' })] } } }, 'key-private /metadata/jwks/keys/0'],
  ['a short RSA key', { metadata: { jwks: { keys: [key, rsa1024] } } }, 'key-weak /metadata/jwks/keys/1'],
  ['a curve that we do not verify', { metadata: { jwks: { keys: [p384] } } }, 'key-weak /metadata/jwks/keys/0'],
  ['a key twice', { metadata: { jwks: { keys: [key, key] } } }, 'key-double /metadata/jwks/keys/1/kid'],
  ['a secret under FAPI', { metadata: basic }, 'auth /metadata/token_endpoint_auth_method'],
  ['a public client under FAPI', { metadata: { token_endpoint_auth_method: 'none', jwks: undefined } }, 'profile /metadata/token_endpoint_auth_method'],
  ['a public client otherwise', { profile: 'plain', metadata: { token_endpoint_auth_method: 'none', jwks: undefined } }, 'taken'],
  ['TLS without a subject', { metadata: { token_endpoint_auth_method: 'tls_client_auth', jwks: undefined } }, 'tls /metadata/tls_client_auth_san_dns'],
  ['TLS with a subject', { metadata: { token_endpoint_auth_method: 'tls_client_auth', jwks: undefined, tls_client_auth_san_dns: 'portal.gov.vn' } }, 'taken'],
  ['a self-signed certificate without one', { metadata: { token_endpoint_auth_method: 'self_signed_tls_client_auth' } }, 'tls /metadata/jwks'],
  ['CIBA without a mode', { metadata: { grant_types: [CIBA], redirect_uris: [] } }, 'ciba /metadata/backchannel_token_delivery_mode'],
  ['CIBA by ping to nowhere', { metadata: { grant_types: [CIBA], redirect_uris: [], backchannel_token_delivery_mode: 'ping' } }, 'ciba /metadata/backchannel_client_notification_endpoint'],
  ['CIBA by ping without TLS', { metadata: { grant_types: [CIBA], redirect_uris: [], backchannel_token_delivery_mode: 'ping', backchannel_client_notification_endpoint: 'http://localhost:4000/ping' } }, 'uri-insecure /metadata/backchannel_client_notification_endpoint'],
  ['CIBA by poll', { metadata: { grant_types: [CIBA], redirect_uris: [], backchannel_token_delivery_mode: 'poll' } }, 'taken'],
  ['refresh alone', { metadata: { grant_types: ['refresh_token'], redirect_uris: [] } }, 'grant /metadata/grant_types'],
]; // biome-ignore format: a table

for (const [name, change, expected] of cases) {
  test(`a registration is judged, and the fault pointed at: ${name}`, () => assert.equal(judge(change), expected));
}

test('a secret is for the simulation only', () => {
  assert.equal(judge({ profile: 'plain', metadata: basic }, 'simulation'), 'taken');
  assert.equal(judge({ profile: 'plain', metadata: basic }), 'auth /metadata/token_endpoint_auth_method');
});

test('of a key only its public members are kept, under a name', () => {
  const extra = { ...key, note: 'x', use: 'sig' };
  const { metadata } = checkService(
    withChange({ metadata: { jwks: { keys: [extra] } } }),
    'ministry-of-health',
    'production',
    law,
  );
  assert.deepEqual(Object.keys(metadata.jwks?.keys[0] ?? {}).sort(), ['crv', 'kid', 'kty', 'use', 'x', 'y']);
});

test('no way of steps leads into production past a signature, or out of closed', () => {
  const steps: ServiceStep[] = ['submit', 'approve', 'refuse', 'suspend', 'resume', 'close', 'change'];
  fc.assert(
    fc.property(fc.boolean(), fc.array(fc.constantFrom(...steps), { maxLength: 30 }), (synthetic, way) => {
      let state: ServiceState = synthetic ? 'simulation' : 'draft';
      let realm: (typeof REALMS)[number] = 'simulation';
      let submitted = false;
      let signed = false;
      for (const step of way) {
        const next = nextState({ realm, state, submitted }, step, { synthetic });
        if (next === undefined) continue;
        assert.ok(state !== 'closed', 'closed is for good');
        if (step === 'approve') {
          assert.ok(submitted, 'nothing is signed that was not put before the inspector');
          signed = true;
          realm = 'production';
        }
        submitted =
          step === 'submit' ||
          (submitted && !['approve', 'refuse', 'change', 'suspend', 'close', 'resume'].includes(step));
        state = next;
        assert.ok(
          signed || !mayServe({ realm, state }, { synthetic: false }),
          'a real person reached without a signature',
        );
        if (state === 'suspended' || state === 'closed') assert.ok(!mayServe({ realm, state }, { synthetic }));
      }
    }),
    { numRuns: 2000 },
  );
});

test('a simulation service serves nobody where the register holds real persons', () => {
  for (const state of STATES) assert.equal(mayServe({ realm: 'simulation', state }, { synthetic: false }), false);
});

test('what was not seen in the simulation is missing; where there is none, evidence may stand for it', () => {
  const answers = [{ item: 'replay', answer: { evidence: 'report' }, answered_by: 'x', answered_at: new Date(0) }];
  const stateOf = (synthetic: boolean, uses: ReadonlyMap<string, number> = new Map()) =>
    listChecks(good, uses, answers, { synthetic }).find(({ item }) => item === 'replay')?.state;
  assert.equal(stateOf(true), 'missing');
  assert.equal(stateOf(true, new Map([['replay-refused', 1]])), 'passed');
  assert.equal(stateOf(false), 'answered');
});
