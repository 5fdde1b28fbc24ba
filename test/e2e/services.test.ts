import { after, before, test } from 'node:test';
import { expectClean } from './clean.ts';
import { openStage, type Stage } from './stage.ts';
import { tourScreens } from './tour.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage?.close());

test('an engineer registers a service in three steps and is told what is missing', async () => {
  const { page, context } = await stage.enter('hospital-steward');
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await page.goto(`${stage.origin}/agency/services`);
  await page.getByText('No service yet').waitFor();
  await expectClean(page, 'no service');
  await page.getByRole('link', { name: 'New service' }).click();
  await page.getByText('Step 1 of 3').waitFor();
  await expectClean(page, 'step 1');
  for (const [id, name] of Object.entries({ vi: 'Sổ khám', en: 'Patient record', fr: 'Dossier' }))
    await page.fill(`#${id}`, name);
  await page.selectOption('#purpose', 'health-record-open');
  await page.selectOption('#legalBasis', 'medical-law');
  await press('Continue');
  await page.getByText('Step 2 of 3').waitFor();
  await page.selectOption('#field-name', 'must');
  await expectClean(page, 'step 2');
  await press('Continue');
  await page.getByText('Step 3 of 3').waitFor();
  await page.fill('#redirect_uris', 'http://hospital.example.vn/back');
  await page.getByLabel('A secret, in the simulation only').check();
  await expectClean(page, 'step 3');
  await press('Register');
  await page.getByText('Plain http is taken in the simulation only, for localhost.').first().waitFor();
  await page.fill('#redirect_uris', 'http://localhost:4000/back');
  await press('Register');
  await page.getByRole('heading', { name: 'The service is registered' }).waitFor();
  await expectClean(page, 'registered');
  await page.getByRole('link', { name: 'Open the service' }).click();
  for (const tab of ['Service', 'Check list', 'APIs', 'Lines to copy', 'Figures', 'Versions']) {
    await page.getByRole('tab', { name: tab, exact: true }).click();
    await expectClean(page, tab);
  }
  await press('Put before an inspector');
  await page.getByRole('dialog').getByRole('button', { name: 'Put before an inspector' }).click();
  await page
    .getByText('Use a key (private_key_jwt) or a TLS certificate.')
    .or(page.getByText('Plain http is taken'))
    .first()
    .waitFor();
  await context.close();
});

test('screens of services are accessible in every language and width', async () => {
  const { rows } = await stage.house.kernel.database.pool.query<{ client: string }>(
    "SELECT client FROM clients.service WHERE organisation = 'bach-mai-hospital'",
  );
  const { client } = rows[0]!;
  const tabs = ['checks', 'apis', 'lines', 'versions'].map((tab) => `/agency/services/${client}?tab=${tab}`);
  await tourScreens(stage, 'hospital-steward', [
    '/agency/services',
    '/agency/services/new',
    `/agency/services/${client}`,
    ...tabs,
  ]);
  await tourScreens(stage, 'test-inspector', ['/desk/services', `/desk/services/${client}`]);
});
