/**
 * A card of the line at the desks through Debian's `pcscd`: it stands in the virtual PC/SC reader of vsmartcard, `npx dancu reader --pcsc` is
 * paired with the officer's page and brings it. Not part of `npm test`: it needs root (a network namespace: vpcd listens to everybody),
 * and on Debian
 *   apt-get install pcscd vsmartcard-vpcd libpcsclite-dev gcc g++ make
 *   npm install --no-save smartcard && npx node-gyp rebuild --directory node_modules/smartcard
 * Run: node test/deskPcsc.ts. It ends with 1 where a desk says something else than it should.
 */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { CardApplication } from '#libs/emrtd';
import { openTestHouse, type TestHouse } from '#test';
import { presentCard, VPCD_PORT } from '../server/commands/cardVpcd.ts';
import { issue, putHolder, step } from '../server/rooms/cards/stand.samples.ts';
import type { CheckAnswer } from '../server/rooms/checkpoints/contracts.ts';
import { openOwner } from '../server/rooms/quality/stand.samples.ts';

const cli = fileURLToPath(new URL('../server/cli.ts', import.meta.url));
const DESKS = [
  ['hospital-desk', 'hospital-steward', 'receptionist', {}],
  ['border-gate', 'border-steward', 'border-officer', { question: { direction: 'exit' } }],
  ['patrol', 'security-steward', 'patroller', { reason: 'traffic-check', caseNumber: '141/2026' }],
] as const;

const run = (program: string, args: string[]) => spawnSync(program, args, { encoding: 'utf8' }).status === 0;

async function checkInside(): Promise<void> {
  run('ip', ['link', 'set', 'lo', 'up']);
  // vpcd writes a message in two parts; without quick acknowledgements each costs 40 ms.
  for (const range of ['127.0.0.0/8', '127.0.0.1'])
    run('ip', ['route', 'change', 'local', range, 'dev', 'lo', 'table', 'local', 'quickack', '1']);
  const children: ChildProcess[] = [spawn('pcscd', ['-f'], { stdio: 'ignore' })];
  const house = await openTestHouse();
  const owner = await openOwner(house);
  const out = new AbortController();
  try {
    await house.app.listen({ port: 0, host: '127.0.0.1' });
    const holder = await putHolder(house, owner);
    const { card, prepared } = await issue(house, holder);
    const chip = prepared.chip!;
    const can = prepared.fields.can!;
    const place = { host: '127.0.0.1', port: VPCD_PORT, signal: out.signal, whenIn() {} };
    const present = presentCard(new CardApplication(chip), place).catch(() => {});
    await wait(2000);
    for (const [kind, steward, officer, more] of DESKS) {
      const desk = await openPairedDesk(house, { kind, steward, officer }, children);
      const begun = performance.now();
      const answer = await desk.check(can, more);
      const took = Math.round(performance.now() - begun);
      tell(kind, answer, `${took} ms from tap to verdict`);
      assert.deepEqual(outcomes(answer, ['chip', 'hot-list', 'register']), ['passed', 'passed', 'passed'], kind);
    }
    await step(house, card, 'lost');
    for (const [kind, steward, officer, more] of DESKS) {
      const desk = await openPairedDesk(house, { kind, steward, officer }, children);
      const answer = await desk.check(can, more);
      tell(kind, answer, 'reported lost');
      assert.deepEqual([answer.verdict, ...outcomes(answer, ['chip', 'hot-list'])], ['red', 'passed', 'failed'], kind);
    }
    out.abort();
    await present;
  } finally {
    for (const child of children.reverse()) child.kill();
    await owner.end();
    await house.close();
  }
}

const outcomes = ({ steps }: CheckAnswer, names: readonly string[]) =>
  names.map((name) => steps.find((one) => one.step === name)?.outcome);
const tell = (kind: string, { verdict, says }: CheckAnswer, what: string) =>
  process.stdout.write(`${kind}: ${verdict}, ${says} (${what})\n`);

/** A desk whose officer's page is paired with an agent over PC/SC. */
async function openPairedDesk(
  house: TestHouse,
  { kind, steward, officer }: { kind: string; steward: string; officer: string },
  children: ChildProcess[],
) {
  const origin = `http://127.0.0.1:${(house.app.server.address() as AddressInfo).port}`;
  const opened = await house.ask<{ id: string }>(steward, 'POST', '/api/agency/desks', { kind, place: kind });
  const { code } = (await house.ask<{ code: string }>(officer, 'POST', '/api/reader/pairing', {})).body;
  const agent = spawn(process.execPath, [cli, 'reader', '--server', origin, '--pair', code, '--pcsc'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(agent);
  await once(agent.stdout, 'data');
  const path = `/api/desks/${opened.body.id}`;
  return {
    async check(can: string, more: object): Promise<CheckAnswer> {
      const asked = await house.ask<{ challenge: string }>(officer, 'POST', `${path}/challenge`, { can });
      const body = { challenge: asked.body.challenge, presented: { kind: 'chip' }, ...more };
      for (;;) {
        const answer = await house.ask<CheckAnswer & { code?: string }>(officer, 'POST', `${path}/checks`, body);
        if (answer.body.code !== 'checkpoints/reading-waiting') {
          assert.equal(answer.status, 200, JSON.stringify(answer.body));
          return answer.body;
        }
        await wait(5);
      }
    },
  };
}

if (process.argv[2] === '--inside') await checkInside();
else {
  const missing = ['pcscd', 'unshare', 'ip'].filter((program) => !run('sh', ['-c', `command -v ${program}`]));
  if (missing.length > 0) throw new Error(`${missing.join(', ')} is not installed`);
  if (process.getuid?.() !== 0) throw new Error('a network namespace needs root');
  const again = ['-n', process.execPath, fileURLToPath(import.meta.url), '--inside'];
  process.exitCode = spawnSync('unshare', again, { stdio: 'inherit' }).status ?? 1;
}
