import { type Context, requireScope } from '#kernel';
import type { Parts } from './parts.ts';
import { countHeld, countWaiting } from './store.ts';
import { presentModality } from './views.ts';

/** What compares here, with which weights, and how much is held: for administrators, who see nobody's samples. */
export async function readEngine(parts: Parts, context: Context) {
  requireScope(context.caller, 'admin');
  const { country } = parts.offices;
  const faces = await parts.faces();
  const enrolled = await parts
    .matcher()
    .then((matcher) => matcher.count())
    .catch(() => undefined);
  return parts.kernel.database.transact(async (transaction) => {
    const held = await countHeld(transaction.client);
    const { duplicates, modalities } = country.modalities;
    return {
      ...(enrolled === undefined ? {} : { enrolled }),
      ...(faces ? { face: faces.describe() } : {}),
      adjudicateFrom: duplicates.adjudicateFrom,
      days: duplicates.days,
      ...(await countWaiting(transaction.client)),
      modalities: modalities.map(({ id }) => ({
        ...presentModality(parts, context.language, id),
        samples: held.get(id)?.samples ?? 0,
        persons: held.get(id)?.persons ?? 0,
      })),
    };
  });
}
