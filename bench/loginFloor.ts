import { createHash, type KeyObject, sign } from 'node:crypto';
import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import pg from 'pg';
import { cpuOf, cpuOfServer, printRow } from './measure.ts';

const PASSKEYS = 400;
const STATEMENTS = 4000;

/**
 * What a login cannot do without and the bare provider does not do: one passkey verified, a row read by its key, a row made
 * durable; each alone on one connection, in processor milliseconds. Everybody else's work on the machine is not counted.
 */
export async function reportFloor(socket: string, postmaster: number, key: KeyObject, cose: Buffer): Promise<void> {
  const verified = await timePasskeys(key, cose);
  const client = new pg.Client({ connectionString: `postgresql://postgres@localhost/dancu?host=${socket}` });
  await client.connect();
  const read = await timeStatements(client, postmaster, {
    name: 'floor-read',
    text: 'SELECT opened_at FROM kernel.journal_stream WHERE stream = $1',
    values: ['00000000-0000-0000-0000-000000000000'],
  });
  const write = await timeStatements(client, postmaster, {
    name: 'floor-write',
    text: "INSERT INTO provider.replay (id, expires_at) VALUES (sha256(convert_to(random()::text || $1, 'utf8')), now()) ON CONFLICT DO NOTHING",
    values: ['floor'],
  });
  await client.end();
  printRow('  what none can save, each', {
    'passkey verified: node ms': verified,
    'row read: node ms': read.node,
    'database ms': read.database,
    'row durable: node ms': write.node,
    'database  ms': write.database,
  });
}

async function timePasskeys(key: KeyObject, publicKey: Buffer): Promise<number> {
  const origin = 'http://localhost';
  const challenge = Buffer.alloc(32, 1).toString('base64url');
  const head = Buffer.concat([createHash('sha256').update('localhost').digest(), Buffer.from([0x05, 0, 0, 0, 1])]);
  const data = Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin, crossOrigin: false }));
  const signed = Buffer.concat([head, createHash('sha256').update(data).digest()]);
  const response = {
    ...{ id: 'AAAA', rawId: 'AAAA', type: 'public-key' as const, clientExtensionResults: {} },
    response: {
      clientDataJSON: data.toString('base64url'),
      authenticatorData: head.toString('base64url'),
      signature: sign('sha256', signed, key).toString('base64url'),
    },
  };
  return perEach(PASSKEYS, async () => {
    const { verified } = await verifyAuthenticationResponse({
      ...{ response, expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: 'localhost' },
      credential: { id: 'AAAA', publicKey: Uint8Array.from(publicKey), counter: 0 },
    });
    if (!verified) throw new Error('the passkey does not verify');
  });
}

async function timeStatements(client: pg.Client, postmaster: number, query: pg.QueryConfig) {
  const before = cpuOfServer(postmaster);
  const node = await perEach(STATEMENTS, () => client.query(query));
  // The warm-up's statements are the database's too.
  return { node, database: (cpuOfServer(postmaster) - before) / (STATEMENTS * 1.1) };
}

async function perEach(times: number, work: () => Promise<unknown>): Promise<number> {
  for (let n = 0; n < times / 10; n += 1) await work();
  const before = cpuOf(process.pid);
  for (let n = 0; n < times; n += 1) await work();
  return (cpuOf(process.pid) - before) / times;
}
