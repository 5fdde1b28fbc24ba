import { type Context, requireArea, requirePurpose, requireScope, type Transaction } from '#kernel';
import { listHeld } from '#rooms/biometrics';
import { findKind, UNDER_WAY } from '#rooms/cards';
import { areaPath, fieldText, readPerson } from '#rooms/people';
import { needsOf } from './enrolling.ts';
import { appendLook } from './journal.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';

/** All that a page needs to enrol somebody, also where there is no line. */
export function viewRules({ kernel, offices }: Parts, { language, caller }: Context) {
  requireScope(caller, 'enrolment.enrol');
  const { enrolment, cards, modalities } = offices.country;
  const { fingers, portrait, offline } = enrolment;
  return {
    fingers: {
      ...{ places: fingers.places, needed: cards.enrolment.fingers, from: fingers.from, touches: fingers.touches },
      missing: fingers.missing.map((id) => ({
        id,
        text: kernel.words.say(language, `screen.biometrics.reasons.${id}`),
      })),
    },
    portrait: { width: portrait.width, height: portrait.height, measures: portrait.measures },
    ...{ notUnder: modalities.ages.notUnder, lateDays: offline.lateDays, officer: caller.id },
    kinds: cards.kinds.map(({ id, name, reasons, classes }) => ({
      ...{ id, name: name[language] ?? id, reasons },
      takesFrom: classes.find(({ photo }) => photo)?.from,
    })),
  };
}

/** Who stands at the counter, as the register knows them, and which card may be asked for: a look. */
export async function viewCandidate(transaction: Transaction, parts: Parts, context: Context, person: string) {
  requireScope(context.caller, 'enrolment.enrol');
  const { offices, kernel, cards } = parts;
  offices.checkReason(requirePurpose(context));
  const stored = await readPerson(transaction, person);
  if (!stored) throw problems['person-unknown']();
  requireArea(context.caller, areaPath(stored));
  const { record } = stored;
  const { language } = context;
  const { confirms } = offices.country.enrolment;
  appendLook(transaction, context, 'enrolment', [person], { fields: confirms });
  const presenter = { offices, words: kernel.words };
  const own = await cards.cardsOf(transaction, person);
  const underWay = own.find(({ state }) => UNDER_WAY.includes(state));
  const { samples, missing } = await listHeld(transaction, person);
  const { kinds } = cards.offer(context, record.nationality, own);
  const rules = offices.country.cards;
  return {
    ...{ person, name: record.name },
    known: confirms.map((field) => ({
      ...{ field, label: kernel.words.say(language, `field.${field}`) },
      value: fieldText(presenter, language, field, record),
    })),
    kinds: kinds.map((kind) => ({ ...kind, ...takes(parts, context, stored, kind.id) })),
    ...(underWay
      ? {
          underWay: {
            ...{ card: underWay.card, kind: underWay.kind, reason: underWay.reason, state: underWay.state },
            kindName: findKind(rules, underWay.kind)?.name[language] ?? underWay.kind,
            ...takes(parts, context, stored, underWay.kind),
          },
        }
      : {}),
    held: {
      portrait: samples.some(({ modality, format }) => modality === 'face' && format === 'jpeg'),
      fingers: samples.flatMap(({ modality, place }) => (modality === 'finger' ? [place] : [])),
      missing: missing.flatMap(({ modality, place, reason }) => (modality === 'finger' ? [{ place, reason }] : [])),
    },
  };
}

const takes = (...[parts, context, stored, kind]: Parameters<typeof needsOf>) => ({
  takes: needsOf(parts, context, stored, kind).needs,
});
