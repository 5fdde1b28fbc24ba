import { type Context, performAct, requireArea, requireScope } from '#kernel';
import { putHours, takeDue } from './appointmentStore.ts';
import { appendAct, ownContext } from './journal.ts';
import { areOpenings, type Hours } from './model.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';

/** Read at once. */
const MOST = 500;

/** When an office enrols, at how many counters. @throws Problem enrolment/office-unknown, hours-wrong, hours-changed, kernel/out-of-area */
export function setHours(
  { kernel, offices }: Pick<Parts, 'kernel' | 'offices'>,
  context: Context,
  office: string,
  { version, ...hours }: Hours & { version: number },
): Promise<{ version: number }> {
  requireScope(context.caller, 'enrolment.schedule');
  const areas = offices.pathOf({ unit: office }, context.clock.today());
  if (areas.length === 0) throw problems['office-unknown']({ pointer: '/office' });
  requireArea(context.caller, areas);
  if (!areOpenings(hours.days)) throw problems['hours-wrong']({ pointer: '/days' });
  return performAct(kernel.database, context, async (transaction) => {
    const closed = [...new Set(hours.closed)].toSorted();
    if (!(await putHours(transaction.client, { ...hours, closed, office, areas }, version)))
      throw problems['hours-changed']();
    appendAct(transaction, context, 'enrolment-hours', [], { data: { office, ...hours } });
    return { version: version + 1 };
  });
}

/** Tells who comes soon, once each time: the line is there to be read like every other. */
export async function remindAll(parts: Pick<Parts, 'kernel' | 'offices'>): Promise<void> {
  const { database } = parts.kernel;
  const context = ownContext(parts);
  const until = new Date(
    Date.parse(context.receivedAt) + parts.offices.country.enrolment.appointments.remind * 3_600_000,
  );
  for (;;) {
    const reminded = await database.transact(async (transaction) => {
      const due = await takeDue(transaction.client, context.receivedAt, until, MOST);
      for (const { person, appointment, office, at } of due)
        appendAct(transaction, context, 'appointment-reminder', [person], {
          data: { appointment, office, at: at.toISOString() },
        });
      return due.length;
    });
    if (reminded < MOST) return;
  }
}
