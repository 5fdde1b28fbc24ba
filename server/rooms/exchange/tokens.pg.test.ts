import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import * as oidc from 'openid-client';
import { performAct, readLine } from '#kernel';
import { type Change, makeKey, openStage, prove, readJwt, type Stage } from '../../../test/conformance/stage.ts';
import { steward } from './stand.samples.ts';
import { revokeKey } from './systems.ts';
import {
  askWithToken,
  connectForTokens,
  contentOf,
  obtain as obtainToken,
  pathOf,
  reasons,
  type TokenQuestion,
  type TokenSystem,
} from './tokens.samples.ts';

let stage: Stage;
let bank: TokenSystem;
let bankInSimulation: TokenSystem;
before(async () => {
  stage = await openStage();
  bank = await connectForTokens(stage, 'bidv');
  bankInSimulation = await connectForTokens(stage, 'bidv', 'simulation');
});
after(() => stage.close());

async function obtain(system: TokenSystem, bound = system.pair): Promise<string> {
  const given = await obtainToken(system, bound);
  assert.equal(given.token_type, 'dpop');
  return given.access_token;
}
const ask = (system: Pick<TokenSystem, 'pair'>, token: string, question?: TokenQuestion) =>
  askWithToken(stage, system, token, question);

async function readLineOf(reference: string) {
  const [stream, seq, index] = reference.split(':');
  const { rows } = await stage.house.kernel.database.pool.query<{ lines: string }>(
    'SELECT lines FROM kernel.journal_block WHERE stream = $1 AND seq = $2',
    [stream, seq],
  );
  return readLine(rows[0]!.lines.split('\n')[Number(index)]!);
}

test('another maker’s client gets a token and asks with it; the look stands in the journal as any other', async () => {
  const token = await obtain(bank);
  const { claims } = readJwt(token);
  assert.deepEqual([claims.aud, claims.client_id, claims.sub], [`${stage.origin}/exchange`, bank.id, bank.id]);
  const person = stage.accounts[0]!;
  const answer = await oidc.fetchProtectedResource(
    bank.config,
    token,
    new URL(stage.origin + pathOf(person.pin)),
    'POST',
    contentOf(person.name),
    new Headers(reasons),
    { DPoP: oidc.getDPoPHandle(bank.config, bank.pair) },
  );
  assert.equal(answer.status, 200);
  assert.equal(((await answer.json()) as { verificationCode: number }).verificationCode, 0);
  const line = await readLineOf(answer.headers.get('dancu-journal')!);
  assert.deepEqual([line.kind, line.actor, line.subjects], ['look', bank.id, [person.person]]);
  assert.equal(line.data!.by, 'token');
});

test('in simulation it is answered about synthetic persons only', async () => {
  const token = await obtain(bankInSimulation);
  const [example] = stage.house.exchange.examples();
  const answer = await ask(bankInSimulation, token, { pin: example!.identifier });
  assert.equal(answer.headers.get('dancu-stage'), 'simulation', JSON.stringify(answer.body));
  const real = await ask(bankInSimulation, token);
  assert.deepEqual([real.status, real.code], [404, 'exchange/person-unknown']);
});

test('a proof is good for one question, also of sixteen at once', async () => {
  const token = await obtain(bank);
  const url = stage.origin + pathOf(stage.accounts[0]!.pin);
  const proof = await prove(bank.pair, ['POST', url.split('?')[0]!], { token });
  const answers = await Promise.all(Array.from({ length: 16 }, () => ask(bank, token, { proof })));
  const won = answers.filter(({ status }) => status === 200);
  assert.equal(won.length, 1);
  for (const { status, code, headers } of answers.filter((one) => one !== won[0])) {
    assert.deepEqual([status, code], [401, 'exchange/replayed']);
    assert.match(headers.get('www-authenticate')!, /^DPoP/);
  }
});

test('a proof of another request, token, key, time or form is refused by name', async () => {
  const token = await obtain(bank);
  const other = await makeKey();
  const aged = (seconds: number) => ({ claims: { iat: Math.floor(Date.now() / 1000) + seconds } });
  const wrong: Record<string, Change & { token?: string }> = {
    'another method': { claims: { htm: 'GET' } },
    'another address': { claims: { htu: `${stage.origin}/v1/verify/001190000001` } },
    'another origin': { claims: { htu: 'https://dancu.example/v1' } },
    'another token': { claims: { ath: 'A'.repeat(43) } },
    'no token': { claims: { ath: undefined } },
    'too old': aged(-90),
    'of the future': aged(60),
    'no name': { claims: { jti: undefined } },
    'another kind': { header: { typ: 'jwt' } },
    'critical header': { header: { crit: ['exp'] } },
    'no signature algorithm': { header: { alg: 'none' } },
    'signed by another': { key: other.privateKey },
  };
  for (const [what, change] of Object.entries(wrong)) {
    const answer = await ask(bank, token, { change });
    assert.deepEqual([answer.status, answer.code], [401, 'exchange/proof-invalid'], what);
    assert.match(answer.headers.get('www-authenticate')!, /^DPoP error="invalid_dpop_proof", algs="ES256/, what);
  }
  const foreign = await ask({ pair: other }, token);
  assert.equal(foreign.code, 'exchange/proof-invalid');
  for (const proof of ['', 'x', 'a.b.c', `${'a'.repeat(5000)}.b.c`])
    assert.equal((await ask(bank, token, { proof })).code, 'exchange/proof-invalid', proof.slice(0, 10));
  assert.equal((await ask(bank, token)).status, 200);
});

test('a token that is altered, of another kind, or bound to a key that nobody registered opens nothing', async () => {
  const token = await obtain(bank);
  const unregistered = await makeKey();
  const loose = await obtain(bank, unregistered);
  const [header, payload, signature] = token.split('.');
  const altered = JSON.parse(Buffer.from(payload!, 'base64url').toString());
  altered.client_id = bankInSimulation.id;
  const forged = `${header}.${Buffer.from(JSON.stringify(altered)).toString('base64url')}.${signature}`;
  for (const [what, given, pair] of [
    ['altered', forged, bank.pair],
    ['not a token', 'abc', bank.pair],
    ['bound to an unknown key', loose, unregistered],
  ] as const) {
    const answer = await ask({ pair }, given);
    assert.deepEqual([answer.status, answer.code], [401, 'exchange/token-invalid'], what);
    assert.match(answer.headers.get('www-authenticate')!, /^DPoP error="invalid_token"/, what);
  }
  // Bound to a key of its own organisation's other system: still not this one's.
  const crossed = await obtain(bank, bankInSimulation.pair);
  assert.equal((await ask(bankInSimulation, crossed)).code, 'exchange/token-invalid');
});

test('no token without a proof at the token endpoint, and none for who has not the system’s key', async () => {
  await assert.rejects(oidc.clientCredentialsGrant(bank.config, {}), { error: 'invalid_grant' });
  const other = await makeKey();
  const stranger = await oidc.discovery(
    new URL(stage.house.provider.issuer),
    bank.id,
    undefined,
    oidc.PrivateKeyJwt({ key: other.privateKey, kid: bank.kid }),
    { execute: [oidc.allowInsecureRequests] },
  );
  const asked = oidc.clientCredentialsGrant(stranger, {}, { DPoP: oidc.getDPoPHandle(stranger, other) });
  await assert.rejects(asked, { error: 'invalid_client' });
});

test('a suspended system and an ended key are refused with the next question, and get no token', async () => {
  const { exchange, kernel } = stage.house;
  const system = await connectForTokens(stage, 'bidv');
  const token = await obtain(system);
  assert.equal((await ask(system, token)).status, 200);
  await exchange.setSystemState(steward(kernel, 'bidv'), system.id, 'suspended');
  const refused = await ask(system, token);
  assert.deepEqual([refused.status, refused.code], [403, 'exchange/system-suspended']);
  await assert.rejects(obtain(system), { error: 'invalid_client' });
  await exchange.setSystemState(steward(kernel, 'bidv'), system.id, 'active');
  assert.equal((await ask(system, token)).status, 200);
  await performAct(kernel.database, steward(kernel, 'bidv'), (transaction) =>
    revokeKey(transaction, steward(kernel, 'bidv'), system.id, system.kid),
  );
  assert.equal((await ask(system, token)).code, 'exchange/key-revoked');
  await assert.rejects(obtain(system), { error: 'invalid_client' });
});

test('what the agreement does not hold is refused by the same rules', async () => {
  const token = await obtain(bank);
  const refused = await ask(bank, token, { headers: { 'dancu-purpose': 'criminal-investigation' } });
  assert.deepEqual([refused.status, refused.code], [403, 'exchange/purpose-not-agreed']);
  assert.ok(refused.headers.get('dancu-journal'), 'the refusal is noted too');
});
