import { Type } from 'typebox';
import {
  type Context,
  type Contract,
  contract,
  type Kernel,
  type MigrationSet,
  type Room,
  requireScope,
} from '#kernel';
import { unitsOf } from '#libs/country';
import type { Offices } from '#rooms/offices';
import { countActs } from './counting.ts';
import { problems } from './problems.ts';
import { readWorkload } from './reading.ts';

export const workloadMigrations: MigrationSet = { room: 'workload', folder: new URL('./migrations/', import.meta.url) };

const Count = Type.Integer({ minimum: 0 });
const Day = Type.String({ format: 'date' });
const LONGEST = 366;

/** What an office has done over time, and what an officer has done: each officer sees the own, and the office's as a whole. */
export function openWorkload(kernel: Kernel, offices: Offices): Room {
  return {
    name: 'workload',
    listeners: [countActs(offices.country.facts.timeZone)],
    routes: [workloadRoute(kernel, offices)],
  };
}

function workloadRoute(kernel: Kernel, offices: Offices): Contract {
  return contract({
    method: 'GET',
    path: '/api/workload',
    tag: 'people',
    scope: 'people.read',
    summary: 'Acts of my office, or my own, by day and by kind',
    query: Type.Object({ of: Type.Enum(['office', 'me']), from: Day, to: Day }, { additionalProperties: false }),
    answers: {
      200: Type.Object({
        name: Type.String(),
        from: Day,
        to: Day,
        total: Count,
        before: Type.Integer({ minimum: 0, description: 'In as many days before' }),
        days: Type.Array(Type.Object({ day: Day, count: Count }), { description: 'Days on which something was done' }),
        acts: Type.Array(Type.Object({ type: Type.String(), name: Type.String(), count: Count })),
      }),
    },
    async handle(context, { query: { of, from, to } }) {
      requireScope(context.caller, 'people.read');
      if (to < from || (Date.parse(to) - Date.parse(from)) / 86_400_000 >= LONGEST)
        throw problems['period-unfit']({ pointer: '/from', values: { days: LONGEST } });
      const whose = of === 'me' ? { officer: context.caller.id } : { offices: officesOf(offices, context) };
      const work = await readWorkload(kernel.database.pool, whose, from, to);
      return {
        ...work,
        ...{
          from,
          to,
          name:
            of === 'me' ? (context.caller.name ?? '') : offices.areaName(context.caller.area ?? '', context.language),
        },
        acts: work.acts.map((act) => ({ ...act, name: nameAct(kernel, context.language, act.type) })),
      };
    },
  });
}

/** A province's office is answered for its communes too, the country's for all. */
function officesOf({ country }: Offices, { caller, clock }: Context): string[] | 'all' {
  const { area } = caller;
  if (area === undefined) return [];
  return area === '' ? 'all' : [area, ...unitsOf(country, area, clock.today()).map(({ code }) => code)];
}

function nameAct({ words }: Pick<Kernel, 'words'>, language: string, type: string): string {
  const key = [`value.actKind.${type}`, `oversight.act.${type}`].find((one) => words.has(language, one));
  return key ? words.say(language, key) : type;
}
