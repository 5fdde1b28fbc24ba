import {
  type Context,
  describeEntry,
  isId,
  newId,
  requireArea,
  requirePurpose,
  requireScope,
  type Transaction,
} from '#kernel';
import { provincesAt, unitsOf } from '#libs/country';
import { readPersons } from '#rooms/people';
import { unitOfPlace } from './model.ts';
import { problems } from './problems.ts';
import { findRecords, findUnmended, noteLook, presentPerson } from './records.ts';
import { requirePlace, requireUnit } from './units.ts';
import { findIndicator, nameUnit, type Parts } from './views.ts';

interface CampaignRow {
  campaign: string;
  title: string;
  indicator: string;
  unit: string;
  due_on: string;
  state: 'open' | 'closed';
  opened_at: Date;
  closed_at: Date | null;
  closing: string;
}

interface TaskRow {
  province: string;
  commune: string;
  person: string;
  mended: boolean | null;
}

const MOST_TASKS = 100_000;
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Opens a campaign against a defect: every record of the area that has it today is a task of its commune, once.
 * @throws Problem quality/campaign-empty, quality/deadline-passed, quality/indicator-without-records, kernel/out-of-area
 */
export async function openCampaign(
  transaction: Transaction,
  parts: Parts,
  context: Context,
  given: { title: string; indicator: string; unit: string; dueOn: string },
) {
  requireScope(context.caller, 'quality.manage');
  const indicator = findIndicator(parts, given.indicator);
  const { unit, parent } = requireUnit(parts.offices, context, given.unit);
  const today = context.clock.today();
  if (given.dueOn <= today) throw problems['deadline-passed']({ pointer: '/body/dueOn' });
  const campaign = newId();
  const { client } = transaction;
  await client.query(
    `INSERT INTO quality.campaign (campaign, title, indicator, unit, due_on, state, opened_by, opened_at) VALUES ($1, $2, $3, $4, $5, 'open', $6, $7)`,
    [campaign, given.title, indicator.id, unit, given.dueOn, context.caller.id, context.clock.now()],
  );
  let tasks = 0;
  for (const place of placesOf(parts, context, unit, parent)) {
    const left = { after: FIRST, limit: MOST_TASKS - tasks };
    const persons = await findRecords(transaction, parts, indicator, today, place, left);
    tasks += persons.length;
    await client.query(
      'INSERT INTO quality.task (campaign, province, commune, person) SELECT $1, $2, $3, unnest($4::uuid[])',
      [campaign, place.province, place.commune, persons],
    );
  }
  if (tasks === 0) throw problems['campaign-empty']();
  transaction.append(
    describeEntry(context, {
      kind: 'act',
      room: 'quality',
      type: 'open-campaign',
      subjects: [],
      data: { campaign, indicator: indicator.id, unit, dueOn: given.dueOn, tasks },
    }),
  );
  return readCampaign(transaction, parts, context, campaign);
}

/** The places of a unit: communes, and whoever has none. */
function placesOf({ offices }: Parts, context: Context, unit: string, parent: string | undefined) {
  const today = context.clock.today();
  const { country } = offices;
  if (parent !== undefined && parent !== '') return [requirePlace(offices, context, unit)];
  const provinces =
    unit === '' ? ['', ...provincesAt(country, today).map(({ code }) => code)] : [unit === 'none' ? '' : unit];
  return provinces.flatMap((province) => [
    { province, commune: '' },
    ...(province === '' ? [] : unitsOf(country, province, today).map(({ code }) => ({ province, commune: code }))),
  ]);
}

async function findCampaign({ client }: Transaction, campaign: string): Promise<CampaignRow> {
  const { rows } = isId(campaign)
    ? await client.query<CampaignRow>('SELECT * FROM quality.campaign WHERE campaign = $1', [campaign])
    : { rows: [] };
  if (!rows[0]) throw problems['campaign-unknown']();
  return rows[0];
}

function presentCampaign(parts: Parts, { language }: Context, row: CampaignRow) {
  const indicator = findIndicator(parts, row.indicator);
  return {
    id: row.campaign,
    title: row.title,
    indicator: row.indicator,
    indicatorName: indicator.name[language] ?? row.indicator,
    unit: row.unit,
    unitName: nameUnit(parts, language, row.unit),
    dueOn: row.due_on,
    state: row.state,
    openedAt: row.opened_at.toISOString(),
    ...(row.closed_at ? { closedAt: row.closed_at.toISOString(), closing: row.closing } : {}),
  };
}

/** Campaigns that have a task within the caller's area. */
export async function listCampaigns(transaction: Transaction, parts: Parts, context: Context) {
  requireScope(context.caller, 'people.read');
  const { rows } = await transaction.client.query<CampaignRow>(
    `SELECT c.* FROM quality.campaign c WHERE $1 = '' OR EXISTS (
       SELECT FROM quality.task t WHERE t.campaign = c.campaign AND (t.province = $1 OR t.commune = $1))
     ORDER BY c.state DESC, c.due_on LIMIT 200`,
    [context.caller.area ?? FIRST],
  );
  return { campaigns: rows.map((row) => presentCampaign(parts, context, row)) };
}

/** Tasks within the caller's area, mended or not: of an open campaign as the register has it now. */
async function readTasks(
  transaction: Transaction,
  parts: Parts,
  context: Context,
  row: CampaignRow,
): Promise<(TaskRow & { mended: boolean })[]> {
  const { rows } = await transaction.client.query<TaskRow>(
    `SELECT province, commune, person, mended FROM quality.task
     WHERE campaign = $1 AND ($2 = '' OR province = $2 OR commune = $2) ORDER BY province, commune, person`,
    [row.campaign, context.caller.area ?? FIRST],
  );
  if (row.state === 'closed') return rows.map((task) => ({ ...task, mended: task.mended === true }));
  const persons = rows.map(({ person }) => person);
  const indicator = findIndicator(parts, row.indicator);
  const unmended = await findUnmended(transaction, parts, indicator, context.clock.today(), persons);
  return rows.map((task) => ({ ...task, mended: !unmended.has(task.person) }));
}

/** How far a campaign is, by commune: read off the register, nobody reports it. */
export async function readCampaign(transaction: Transaction, parts: Parts, context: Context, campaign: string) {
  requireScope(context.caller, 'people.read');
  const row = await findCampaign(transaction, campaign);
  const tasks = await readTasks(transaction, parts, context, row);
  const places = Map.groupBy(tasks, ({ province, commune }) => unitOfPlace(province, commune));
  return {
    ...presentCampaign(parts, context, row),
    tasks: tasks.length,
    mended: tasks.filter(({ mended }) => mended).length,
    places: [...places].map(([unit, own]) => ({
      unit,
      name: nameUnit(parts, context.language, unit),
      provinceName: nameUnit(parts, context.language, own[0]!.province || 'none'),
      tasks: own.length,
      mended: own.filter(({ mended }) => mended).length,
    })),
  };
}

/** A commune's records that are still to be mended; each person shown can read that they were. */
export async function readWorklist(
  transaction: Transaction,
  parts: Parts,
  context: Context,
  campaign: string,
  query: { unit: string; after?: string | undefined },
) {
  requireScope(context.caller, 'people.read');
  parts.offices.checkReason(requirePurpose(context));
  const row = await findCampaign(transaction, campaign);
  const place = requirePlace(parts.offices, context, query.unit);
  const open = (await readTasks(transaction, parts, context, row)).filter(
    ({ province, commune, mended }) => !mended && province === place.province && commune === place.commune,
  );
  const from = open.filter(({ person }) => query.after === undefined || person > query.after);
  const shown = from.slice(0, 50).map(({ person }) => person);
  const persons = await readPersons(transaction, shown);
  noteLook(transaction, context, 'quality-worklist', shown, { campaign });
  return {
    records: shown.map((person) => ({
      ...presentPerson(parts, context.language, persons.get(person)!),
      act: actFor(parts, row.indicator),
    })),
    ...(from.length > shown.length ? { next: shown.at(-1)! } : {}),
  };
}

/** By which act a defect is mended. */
function actFor(parts: Parts, id: string): 'correct' | 'merge' | 'move' | 'pin' {
  const { count } = findIndicator(parts, id);
  const subject = count.measure === 'rule' ? count.rule : count.measure === 'filled' ? count.field : count.measure;
  if (subject.startsWith('duplicate-')) return 'merge';
  if (subject.startsWith('pin')) return 'pin';
  return /esidence/.test(subject) ? 'move' : 'correct';
}

/** Closes a campaign: what is mended by now is written down with it. */
export async function closeCampaign(
  transaction: Transaction,
  parts: Parts,
  context: Context,
  campaign: string,
  closing: string,
) {
  requireScope(context.caller, 'quality.manage');
  const row = await findCampaign(transaction, campaign);
  if (row.state === 'closed') throw problems['campaign-closed']();
  const { unit, parent } = requireUnit(parts.offices, context, row.unit);
  requireArea(
    context.caller,
    [unit, parent ?? ''].filter((code) => code !== ''),
  );
  const tasks = await readTasks(transaction, parts, context, row);
  const mended = tasks.filter((task) => task.mended).map(({ person }) => person);
  const { client } = transaction;
  await client.query('UPDATE quality.task SET mended = person = ANY ($2::uuid[]) WHERE campaign = $1', [
    campaign,
    mended,
  ]);
  await client.query(`UPDATE quality.campaign SET state = 'closed', closed_at = $2, closing = $3 WHERE campaign = $1`, [
    campaign,
    context.clock.now(),
    closing,
  ]);
  transaction.append(
    describeEntry(context, {
      kind: 'act',
      room: 'quality',
      type: 'close-campaign',
      subjects: [],
      data: { campaign, tasks: tasks.length, mended: mended.length },
    }),
  );
  return readCampaign(transaction, parts, context, campaign);
}

/** The report as a table: communes, tasks, mended. Names of units come from the country's files, and no person is in it. */
export async function writeReport(transaction: Transaction, parts: Parts, context: Context, campaign: string) {
  const { places } = await readCampaign(transaction, parts, context, campaign);
  const say = (key: string) => parts.kernel.words.say(context.language, `quality.report.${key}`);
  const quote = (cell: string | number) => `"${String(cell).replaceAll('"', '""')}"`;
  const rows = [
    [say('code'), say('province'), say('commune'), say('tasks'), say('mended')],
    ...places.map((place) => [place.unit, place.provinceName, place.name, place.tasks, place.mended]),
  ];
  return { name: `campaign-${campaign}.csv`, text: rows.map((row) => `${row.map(quote).join(',')}\r\n`).join('') };
}
