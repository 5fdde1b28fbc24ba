import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeCard, makeDomainKey, measureJpeg, readCertificate, readMrz } from '#libs/emrtd';
import { saveCard } from '../../server/commands/cardFolder.ts';
import { openScreen } from './browser.ts';
import { layBackBeforeCamera } from './cardCamera.ts';
import { expectCleanAtWidths } from './clean.ts';
import { openSeededDesks } from './seededDesks.ts';
import { openStage, type Stage } from './stage.ts';
import { tourScreens } from './tour.ts';

let stage: Stage;
let desks: ReadonlyMap<string, string>;
let agent: ChildProcess | undefined;
const cli = fileURLToPath(new URL('../../server/cli.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'dancu-e2e-desk-'));
/** What the camera sees: no card, until one is laid before it. */
const camera = join(folder, 'camera.mjpeg');
const silhouette = readFileSync(new URL('../../server/commands/card-silhouette.jpg', import.meta.url));
const say = (key: string, values?: Record<string, string | number>) => stage.house.kernel.words.say('en', key, values);
const point = (key: string) => say(`screen.point.${key}`);

before(async () => {
  writeFileSync(camera, silhouette);
  stage = await openStage({}, camera);
  desks = await openSeededDesks(stage);
});
after(async () => {
  agent?.kill();
  await stage?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('every screen of the desks is there in each language and at both widths', async () => {
  await tourScreens(stage, 'receptionist', [
    '/point',
    desks.get('hospital-desk')!,
    `${desks.get('hospital-desk')}/day`,
  ]);
  await tourScreens(stage, 'patrol-officer', [desks.get('patrol')!]);
  await tourScreens(stage, 'gate-agent', [desks.get('airport-gate')!, `${desks.get('airport-gate')}/day`]);
  await tourScreens(stage, 'lister', ['/point/listings']);
  await tourScreens(stage, 'airport-engineer', ['/agency/desks']);
  await tourScreens(stage, 'insurance-engineer', ['/agency/desks']);
});

test('machine-readable lines say while they are typed what does not hold together, and nothing is sent until they do', async () => {
  const { page, context } = await stage.enter('receptionist');
  await openScreen(page, stage.origin + desks.get('hospital-desk')!);
  await page.getByLabel(point('input')).selectOption('mrz');
  const card = page.getByLabel(point('virtual.card'));
  await card.locator('option').nth(1).waitFor({ state: 'attached' });
  await card.selectOption((await card.locator('option').nth(1).getAttribute('value'))!);
  await page.getByText(point('zone.whole'), { exact: true }).waitFor();
  const field = page.getByLabel(point('written.mrz'));
  const lines = (await field.inputValue()).split('\n');
  const birth = `${(Number(lines[1]![0]) + 1) % 10}${lines[1]!.slice(1)}`;
  await field.fill([lines[0], birth, lines[2]].join('\n'));
  await page.getByText(point('zone.digit.birth'), { exact: true }).waitFor();
  await page.getByRole('button', { name: point('checkNow') }).click();
  await page.getByText(point('zone.wrong')).first().waitFor();
  await expectCleanAtWidths(page, 'lines that do not hold together');
  await field.fill(lines.join('\n').toLowerCase());
  await page.getByRole('button', { name: point('checkNow') }).click();
  await page.getByText(say('checkpoints.reason.chip-not-read')).waitFor();
  await context.close();
});

test('machine-readable lines are read by the camera, stand in the field, and are checked as typed ones; no picture is sent', async () => {
  const { page, context } = await stage.enter('receptionist');
  await openScreen(page, stage.origin + desks.get('hospital-desk')!);
  await page.getByLabel(point('input')).selectOption('mrz');
  const start = page.getByRole('button', { name: point('zone.camera.start') });
  await start.click();
  await page.getByText(point('zone.camera.nothing')).waitFor();
  await expectCleanAtWidths(page, 'a camera that sees no lines');
  await page.getByRole('button', { name: point('scan.stop') }).click();
  const answer = await page.request.get(`${stage.origin}/api/demonstration/virtual-cards`);
  const { zone } = ((await answer.json()) as { cards: { zone: string[] }[] }).cards[0]!;
  await layBackBeforeCamera(stage.browser, camera, zone);
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.method()));
  await start.press('Enter');
  await page.getByText(point('zone.whole'), { exact: true }).waitFor();
  assert.equal(await page.getByLabel(point('written.mrz')).inputValue(), zone.join('\n'));
  assert.equal(await page.locator('video').count(), 0);
  assert.ok(!sent.includes('POST'));
  await page.getByRole('button', { name: point('checkNow') }).click();
  await page.getByText(say('checkpoints.reason.chip-not-read')).waitFor();
  await context.close();
});

test('without a line a printed code is proven by the kept keys, waits, and is taken once when the line is back', async () => {
  const { page, context } = await stage.enter('receptionist');
  await openScreen(page, stage.origin + desks.get('hospital-desk')!);
  await page.getByLabel(point('input')).selectOption('printed-code');
  const card = page.getByLabel(point('virtual.card'));
  await card.locator('option').nth(2).waitFor({ state: 'attached' });
  await card.selectOption((await card.locator('option').nth(2).getAttribute('value'))!);
  await page
    .getByText(say('screen.point.offline.age', { at: '' }).trim())
    .first()
    .waitFor();
  await context.setOffline(true);
  await page.getByRole('button', { name: point('checkNow') }).click();
  await page.getByText(point('offline.reasons.code-signed')).waitFor();
  await page.getByText(say('screen.point.offline.waiting', { count: 1 })).waitFor();
  await expectCleanAtWidths(page, 'a check without a line');
  const { pool } = stage.house.kernel.database;
  const late = () =>
    pool.query<{ verdict: string }>('SELECT verdict FROM checkpoints.decision WHERE offline IS NOT NULL');
  assert.equal((await late()).rows.length, 0);
  await context.setOffline(false);
  await page.getByText(say('screen.point.offline.waiting', { count: 1 })).waitFor({ state: 'hidden' });
  await page.getByText(stage.house.offices.country.checkpoints.get('hospital-desk')!.says.amber.en!).waitFor();
  assert.deepEqual((await late()).rows, [{ verdict: 'amber' }]);
  await context.close();
});

/** A card of the demonstration, with keys of the test's own, as its document signer signs it. */
async function layOut(card: { zone: string[]; can: string }): Promise<void> {
  const { certificate, signer } = await stage.house.cards.documentSigner();
  const image = new Uint8Array(readFileSync(new URL('../../server/commands/card-silhouette.jpg', import.meta.url)));
  const made = makeCard({
    ...{ mrz: readMrz(card.zone), can: card.can, face: { format: 'jpeg', ...measureJpeg(image), image } },
    chipAuthentication: { cipher: 'AES-128', key: makeDomainKey(12) },
    activeKey: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
    by: { certificate: readCertificate(certificate), signer, signingTime: new Date() },
  });
  saveCard(folder, made);
}

test('without a line a chip is proven by the agent beside the page, waits, and is judged anew once', async () => {
  const { page, context } = await stage.enter('receptionist');
  await openScreen(page, stage.origin + desks.get('hospital-desk')!);
  const answer = await page.request.get(`${stage.origin}/api/demonstration/virtual-cards`);
  const { cards } = (await answer.json()) as { cards: { zone: string[]; can: string }[] };
  await layOut(cards[1]!);
  await page.getByText(point('offline.chip.none')).waitFor();
  await page.getByRole('button', { name: say('screen.reader.pair'), exact: true }).click();
  const command = (await page.getByLabel(say('screen.reader.command')).textContent())!;
  const [, code] = /--pair (\S+) --offline$/.exec(command)!;
  const args = ['reader', '--server', stage.origin, '--pair', code!, '--offline', '--card', folder];
  agent = spawn(process.execPath, [cli, ...args], { stdio: 'ignore' });
  const ready = page.getByText(say('screen.point.offline.chip.age', { at: '' }).trim()).first();
  await ready.waitFor();

  // The network of the browser stays, as it does where the line behind it is gone: the agent is on this machine.
  const server = `${stage.origin}/**`;
  await context.route(server, (route) => route.abort());
  await page.getByLabel(say('screen.reader.can')).fill(cards[1]!.can);
  await page.getByRole('button', { name: point('checkNow') }).click();
  await page.getByText(point('offline.chip.genuine')).waitFor();
  await page.getByText(say('screen.point.offline.waiting', { count: 1 })).waitFor();
  assert.equal(await ready.isVisible(), true);
  await expectCleanAtWidths(page, 'a chip without a line');
  const { pool } = stage.house.kernel.database;
  const late = () =>
    pool.query<{ verdict: string }>(
      "SELECT verdict FROM checkpoints.decision WHERE offline IS NOT NULL AND presented = 'chip'",
    );
  assert.equal((await late()).rows.length, 0);
  await context.unroute(server);
  // Another area's document may not speak to the agent.
  const policyOf = async (path: string) =>
    (await page.request.get(stage.origin + path)).headers()['content-security-policy'] ?? '';
  assert.match(await policyOf('/point'), /connect-src 'self' http:\/\/127\.0\.0\.1:\d+;/);
  for (const path of ['/desk', '/me', '/agency']) assert.match(await policyOf(path), /connect-src 'self';/);
  await page.getByText(say('screen.point.offline.waiting', { count: 1 })).waitFor({ state: 'hidden' });
  await page.getByText(stage.house.offices.country.checkpoints.get('hospital-desk')!.says.amber.en!).waitFor();
  assert.deepEqual((await late()).rows, [{ verdict: 'amber' }]);
  await context.close();
});
