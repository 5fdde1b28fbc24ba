import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { readWords } from '../words.ts';
import { createHttp } from './server.ts';

const words = readWords(new URL('../../../country/vn/words/', import.meta.url), ['vi', 'en', 'fr']);

/** Who asks, as the server sees it. */
async function askFrom(remoteAddress: string, forwarded: string, trusted?: string): Promise<string> {
  const config = readConfig(trusted ? { DANCU_TRUSTED_PROXIES: trusted } : {});
  const app = await createHttp({
    config,
    words,
    log: createLog('silent'),
    metrics: createMetrics(),
    clock: createClock('UTC'),
    authenticators: [],
  });
  app.get('/who', async (request) => request.ip);
  const answer = await app.inject({ url: '/who', remoteAddress, headers: { 'x-forwarded-for': forwarded } });
  await app.close();
  return answer.body;
}

test('X-Forwarded-For is believed from a named proxy only, and no further than it vouches', async () => {
  assert.equal(await askFrom('203.0.113.9', '198.51.100.1'), '203.0.113.9');
  assert.equal(await askFrom('10.0.0.7', '198.51.100.1', '10.0.0.7'), '198.51.100.1');
  assert.equal(await askFrom('203.0.113.9', '198.51.100.1', '10.0.0.7'), '203.0.113.9');
  // What a caller itself wrote stands to the left of what the proxy added.
  assert.equal(await askFrom('10.0.0.7', '1.1.1.1, 198.51.100.1', '10.0.0.0/8'), '198.51.100.1');
});
