import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fillForm, readForm, readKeys, setWish, wishOf } from './given.ts';

const languages = ['vi', 'en', 'fr'];
const given = {
  name: { vi: 'Cổng', en: 'Portal', fr: 'Portail' },
  purpose: 'public-service-login',
  legalBasis: 'public-service-decree',
  fields: [
    { field: 'name', name: 'Full name', required: true },
    { field: 'sex', name: 'Sex', required: false },
  ],
  assurance: 'high',
  profile: 'fapi2',
  actsFor: ['persons'],
  metadata: {
    redirect_uris: ['https://a.gov.vn/back', 'https://b.gov.vn/back'],
    post_logout_redirect_uris: ['https://a.gov.vn/'],
    grant_types: ['authorization_code', 'refresh_token', 'urn:openid:params:grant-type:ciba'],
    token_endpoint_auth_method: 'private_key_jwt',
    jwks: { keys: [{ kty: 'EC', kid: 'one' }] },
    backchannel_logout_uri: 'https://a.gov.vn/out',
    backchannel_token_delivery_mode: 'ping',
    backchannel_client_notification_endpoint: 'https://a.gov.vn/ping',
  },
  purposeSentence: '',
  legalBasisTitle: '',
};

test('a service that is opened in the form and sent unchanged is the same service', () => {
  const { purposeSentence: _purpose, legalBasisTitle: _law, ...same } = given;
  const fields = same.fields.map(({ field, required }) => ({ field, required }));
  assert.deepEqual(readForm(languages, fillForm(languages, given as never)), { ...same, fields });
});

test('a field is asked for as wished, once', () => {
  const must = setWish(setWish('', 'name', 'may'), 'name', 'must');
  assert.deepEqual([must, wishOf(must, 'name'), wishOf(must, 'sex')], ['name:must', 'must', '']);
  assert.equal(setWish(must, 'name', ''), '');
});

test('keys are read from a set, from one key, and from nothing', () => {
  assert.deepEqual(readKeys('{"keys":[{"kid":"a"}]}'), { keys: [{ kid: 'a' }] });
  assert.deepEqual(readKeys('{"kid":"a"}'), { keys: [{ kid: 'a' }] });
  assert.deepEqual(readKeys('no'), { keys: [] });
});
