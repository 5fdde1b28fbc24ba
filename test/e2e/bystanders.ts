import { openScreen } from './browser.ts';
import { expectClean } from './clean.ts';
import { type Person, type Say, waitForHeading } from './newcomer.ts';
import type { Stage } from './stage.ts';

/** The officer of the commune at the counter, with the newcomer's card before them. @returns the code on the paper */
export async function goToCounter(
  stage: Stage,
  say: Say,
  person: Person,
  act: 'prove' | 'recovery' | 'unlock',
): Promise<string | undefined> {
  const counter = await stage.enter('commune-officer');
  const { page: desk } = counter;
  const press = (name: string) => desk.getByRole('button', { name, exact: true }).click();
  await desk.getByRole('link', { name: say('screen.counter.navigation') }).click();
  await waitForHeading(desk, say('screen.counter.title'));
  await expectClean(desk, 'counter-find');
  await desk.getByLabel(say('screen.desk.search.number')).fill(person.pin);
  await press(say('screen.counter.find'));
  await waitForHeading(desk, person.name);
  await expectClean(desk, 'counter');
  await press(say(`screen.counter.act.${act}`));
  const drawer = desk.getByRole('dialog');
  await drawer.getByRole('button', { name: say(`screen.counter.act.${act}`) }).click();
  await drawer.getByText(say('screen.counter.documentMissing')).first().waitFor();
  await drawer.getByLabel(say('screen.counter.document')).fill('Identity card 0123');
  await drawer.getByLabel(say('screen.counter.check.card')).check();
  await drawer.getByLabel(say('screen.counter.check.face')).check();
  await expectClean(desk, 'counter-evidence');
  await drawer.getByRole('button', { name: say(`screen.counter.act.${act}`) }).click();
  let code: string | undefined;
  if (act === 'unlock') await desk.getByText(say('screen.counter.unlocked')).first().waitFor();
  else {
    code = (await drawer.getByRole('status', { name: say('screen.counter.code.title') }).textContent())!.trim();
    await expectClean(desk, 'counter-code');
    await press(say('screen.officials.code.handed'));
  }
  await drawer.waitFor({ state: 'hidden' });
  await counter.context.close();
  return code;
}

/** The company’s director lets the newcomer in, in their own application. */
export async function appoint(stage: Stage, say: Say, person: Person): Promise<void> {
  const { rows } = await stage.house.kernel.database.pool.query<{ persona: string; person: string }>(
    "SELECT persona, person FROM demonstration.persona WHERE persona IN ('mother', 'student')",
  );
  const keyOf = (persona: string) => rows.find((row) => row.persona === persona)!.person;
  await stage.house.mandates.seedOrganisations({ representative: keyOf('mother'), member: keyOf('student') });
  const director = await stage.enter('mother');
  await openScreen(director.page, `${stage.origin}/me/acting`);
  await director.page.getByRole('link', { name: /Nắng Mai/ }).click();
  await director.page.getByRole('link', { name: say('screen.organisations.addMember') }).click();
  const field = (key: string) => director.page.getByLabel(say(`screen.give.${key}`), { exact: true });
  await field('identifier').fill(person.pin);
  await field('name').fill(person.name);
  const [year, month, day] = person.born.split('-') as [string, string, string];
  await director.page.locator('#birthDate').fill(day);
  await director.page.locator('#birthDate-month').fill(month);
  await director.page.locator('#birthDate-year').fill(year);
  await director.page.getByRole('checkbox').first().check();
  await expectClean(director.page, 'give');
  await director.page.getByRole('button', { name: say('screen.give.send'), exact: true }).click();
  await director.page.getByText(person.name).first().waitFor();
  await expectClean(director.page, 'members');
  await director.context.close();
}
