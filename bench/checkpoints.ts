import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '#kernel';
import { CardApplication, connectInProcess, readChip } from '#libs/emrtd';
import { openTrust } from '#rooms/cards';
import { openTestHouse } from '#test';
import { issue, putHolder } from '../server/rooms/cards/stand.samples.ts';
import { openDesk } from '../server/rooms/checkpoints/stand.samples.ts';
import { describeMachine, option, printRow, quantile } from './measure.ts';

/**
 * From the tap to the verdict with the virtual card: challenge, chip opened, proven and read, judged, hot list, register, the desk's own
 * question, the line of the journal durable, one check after the other; through the contracts, without the network between page and
 * server. Beside it, in the same run, the bare reading of the same chip in the same process: both ends of PACE, chip and active
 * authentication, all groups. What is above it is ours.
 * node bench/checkpoints.ts [--checks 300]
 */
const checks = Number(option('checks', '300'));
const limits = { 'p99 ms': 3000, 'airport p99 ms': 2000 };
const WARM = 20;

// Tests turn durability off; here it is part of the time.
const home = mkdtempSync(join(tmpdir(), 'dancu-bench-'));
const server = await startEmbedded({ home, settings: { max_connections: '200' } });
process.env.TEST_DATABASE_URL = server.url('postgres');
const house = await openTestHouse();
const owner = new pg.Client({ connectionString: house.databaseUrl });
await owner.connect();
let isWithin = true;
try {
  const { prepared } = await issue(house, await putHolder(house, owner));
  const chip = prepared.chip!;
  const { can } = prepared.fields;
  const hospital = await openDesk(house, 'hospital-desk', 'hospital-steward', 'receptionist');
  const border = await openDesk(house, 'border-gate', 'border-steward', 'border-officer');
  process.stdout.write(`${describeMachine()}, ${checks} checks each\n`);
  const trust = openTrust(await house.cards.trust());
  const bare = await measure('limit: bare reading of the chip, both ends', async () => {
    const read = await readChip(connectInProcess(new CardApplication(chip)), { can: can!, trust, at: new Date() });
    if (!read.isGenuine) throw new Error('the chip is not genuine');
  });
  const lay = (desk: typeof hospital, more: object) => async () => {
    const { verdict, steps } = await desk.lay(chip, more, can);
    const failed = steps?.find(({ outcome }) => outcome === 'failed');
    if (!verdict || failed) throw new Error(failed?.reason ?? 'no verdict');
  };
  await measure('tap to verdict: hospital, visit opened', lay(hospital, {}), bare);
  await measure('tap to verdict: border, crossing recorded', lay(border, { question: { direction: 'exit' } }), bare);
  const typed = async () => {
    const { status, body } = await hospital.check({ kind: 'number', number: prepared.fields.pin });
    if (status !== 200) throw new Error(JSON.stringify(body));
  };
  await measure('typed number: what is no chip', typed, bare);
  process.stdout.write(`limit: ${limits['p99 ms']} ms, at the airport ${limits['airport p99 ms']} ms\n`);
} finally {
  await owner.end();
  await house.close();
  await server.stop();
  rmSync(home, { recursive: true, force: true });
}
if (!isWithin) process.exitCode = 1;

/** @returns its median, milliseconds */
async function measure(name: string, act: () => Promise<void>, bare?: number): Promise<number> {
  for (let at = 0; at < WARM; at++) await act();
  const times: number[] = [];
  for (let at = 0; at < checks; at++) {
    const begun = performance.now();
    await act();
    times.push(performance.now() - begun);
  }
  times.sort((left, right) => left - right);
  const [p50, p99] = [quantile(times, 0.5), quantile(times, 0.99)];
  printRow(name, { 'p50 ms': p50, 'p99 ms': p99, ...(bare ? { 'bare readings': p50 / bare } : {}) });
  isWithin &&= p99 <= limits['airport p99 ms'];
  return p50;
}
