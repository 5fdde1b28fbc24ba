import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makeCard, makeDomainKey, readCertificate } from '#libs/emrtd';
import { saveCard } from '../../server/commands/cardFolder.ts';
import { openScreen } from './browser.ts';
import { expectCleanAtWidths } from './clean.ts';
import { openStage, type Stage } from './stage.ts';
import { tourScreens } from './tour.ts';

const cli = fileURLToPath(new URL('../../server/cli.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'dancu-e2e-reader-'));
let stage: Stage;
let agent: ChildProcess | undefined;
const say = (key: string) => stage.house.kernel.words.say('en', `screen.reader.${key}`);

before(async () => {
  stage = await openStage();
});
after(async () => {
  agent?.kill();
  await stage?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('an officer pairs a reader by the code of the page, reads a card, mistypes its digits, and lets the reader go', async () => {
  const { certificate, signer } = await stage.house.cards.documentSigner();
  const holder = { primary: 'ERIKSSON', secondary: 'ANNA<MARIA' };
  const card = makeCard({
    mrz: {
      ...{ format: 'TD1', documentCode: 'I', issuer: 'UTO', documentNumber: 'D23145890', nationality: 'UTO' },
      ...{ birthDate: '740812', sex: 'F', expiryDate: '320415', optional: '', optional2: '', name: holder },
    },
    can: '493817',
    chipAuthentication: { cipher: 'AES-128', key: makeDomainKey(12) },
    by: { certificate: readCertificate(certificate), signer, signingTime: new Date() },
  });
  saveCard(join(folder, 'card'), card);

  await tourScreens(stage, 'commune-officer', ['/desk/reader']);
  const { page, context } = await stage.enter('commune-officer');
  await openScreen(page, `${stage.origin}/desk/reader`);
  await page.getByRole('button', { name: say('pair'), exact: true }).click();
  const command = (await page.getByLabel(say('command')).textContent())!;
  const [, code] = /--pair (\S+)/.exec(command)!;
  await expectCleanAtWidths(page, 'the code of a pairing');
  const args = ['reader', '--server', stage.origin, '--pair', code!, '--card', join(folder, 'card')];
  agent = spawn(process.execPath, [cli, ...args], { stdio: 'ignore' });

  await page.getByLabel(say('can'), { exact: true }).fill('493817');
  await page.getByRole('button', { name: say('read'), exact: true }).click();
  await page.getByText(say('verdict.genuine'), { exact: true }).waitFor();
  assert.doesNotMatch((await page.textContent('main'))!, /ERIKSSON/);
  await expectCleanAtWidths(page, 'a genuine card');

  await page.getByLabel(say('can'), { exact: true }).fill('111111');
  await page.getByRole('button', { name: say('read'), exact: true }).click();
  await page.getByText(say('refused.key-wrong.title'), { exact: true }).waitFor();
  await expectCleanAtWidths(page, 'wrong digits');

  await page.getByRole('button', { name: say('leave'), exact: true }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: say('leaveYes') })
    .click();
  await page.getByRole('button', { name: say('pair'), exact: true }).waitFor();
  await context.close();
});
