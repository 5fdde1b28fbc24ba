import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createClient, type Evidence, generateKey, verifyEvidence } from './index.ts';
import { startPlatform } from './platform.samples.ts';

const agency = generateKey();
const platform = await startPlatform(agency);
platform.reply = () => ({ status: 200, body: '{"verificationCode":1,"verificationMessage":"match"}' });
after(() => platform.close());
const client = createClient({
  baseUrl: platform.baseUrl,
  privateKey: agency.privateJwk,
  serverKeys: platform.jwks,
  purpose: 'health-insurance',
});

test('evidence survives as JSON, is verified by anybody with the keys, and shows every change', async () => {
  const { evidence } = await client.verify('079', { biographicData: { firstName: 'An' }, caseNumber: '7' });
  const keys = { serverKeys: platform.jwks, agencyKeys: { keys: [agency.publicJwk] } };
  const kept = JSON.parse(JSON.stringify(evidence)) as Evidence;
  const { answer, question } = await verifyEvidence(kept, keys);
  assert.equal(question?.keyid, agency.keyId);
  assert.equal(answer.keyid, platform.jwks.keys[0]?.kid);
  assert.equal((await verifyEvidence(kept, { serverKeys: platform.jwks })).question, undefined);

  const { request, response } = kept;
  const changed: Evidence[] = [
    { ...kept, response: { ...response, body: response.body.replace('match', 'no match') } },
    { ...kept, response: { ...response, status: 404 } },
    { ...kept, request: { ...request, headers: { ...request.headers, 'dancu-case': '8' } } },
    { ...kept, request: { ...request, headers: { ...request.headers, 'dancu-officer': 'me' } } },
    { ...kept, request: { ...request, targetUri: request.targetUri.replace('079', '080') } },
    { ...kept, request: { ...request, body: '{}' } },
    { ...kept, receivedAt: '2020-01-01T00:00:00Z' },
    { ...kept, receivedAt: 'yesterday' },
  ];
  for (const [index, altered] of changed.entries()) {
    await assert.rejects(verifyEvidence(altered, keys), { name: 'HttpSigError' }, `change ${index}`);
  }
});
