import type { Listener, NumberedEntry, Transaction } from '#kernel';
import { compareName } from '#libs/names';
import { findHolders, readPerson } from '#rooms/people';
import { endMandates, endSessionsUnder } from './endings.ts';
import { syncGuardianships } from './guardians.ts';
import { noteAct, ownContext, type Parts, tell } from './journal.ts';
import { addDays, isThere } from './model.ts';
import type { Mandate } from './record.ts';
import { readConcerned, takeAddress, writeConfirmBy, writeHolder } from './storeMandates.ts';

/** Brings offers to those whose number, name and date of birth they name. A line that comes twice finds no address. */
export function deliverOffers(parts: Parts): Listener {
  return {
    name: 'mandates-offers',
    async hear(lines, transaction) {
      for (const line of lines)
        if (line.room === 'mandates' && line.type === 'mandate-offered') await deliver(parts, transaction, line);
    },
  };
}

async function deliver(parts: Parts, transaction: Transaction, line: NumberedEntry): Promise<void> {
  const { principal, mandate } = line.data as { principal: string; mandate: string };
  const offer = await takeAddress(transaction.client, principal, mandate);
  if (!offer) return;
  const named = (await findHolders(transaction.client, [offer.identifier])).get(offer.identifier) ?? [];
  const [holder, ...others] = named.filter(
    ({ status, life, person, record }) =>
      status === 'active' &&
      life === 'alive' &&
      person !== principal &&
      person !== offer.givenBy &&
      record.birthDate === offer.birthDate &&
      compareName(offer.name, record.name).verdict === 'yes',
  );
  if (!holder || others.length > 0) return;
  await writeHolder(transaction.client, offer, holder.person);
  const context = ownContext(parts.kernel, parts.offices.country.facts.languages[0]!);
  // The holder alone: in the giver's list of lines this one would say that the number and the name were right.
  noteAct(transaction, context, 'mandate-arrived', [holder.person], { mandate, kind: offer.kind });
  await tell(parts, transaction, context, [holder.person], 'mandate-offered', offer);
}

/** What the register learns of a person, it changes here: death ends, guardianship begins and ends, absence interrupts. */
export function followRegister(parts: Parts): Listener {
  return {
    name: 'mandates-register',
    async hear(lines, transaction) {
      const acts = lines.filter((line) => line.room === 'people' && line.kind === 'act');
      const persons = [...new Set(acts.flatMap((line) => line.subjects))];
      if (persons.length === 0) return;
      for (const mandate of await readConcerned(transaction.client, persons)) await review(parts, transaction, mandate);
      // At once, not at the guardian's next sign-in: guardian and ward are told of it.
      for (const { type, subjects } of acts) if (type === 'guardian-of') await follow(parts, transaction, subjects[0]!);
    },
  };
}

async function follow(parts: Parts, transaction: Transaction, person: string): Promise<void> {
  const holder = await readPerson(transaction, person);
  const context = ownContext(parts.kernel, parts.offices.country.facts.languages[0]!);
  if (holder) await syncGuardianships(parts, transaction, context, holder);
}

async function review(parts: Parts, transaction: Transaction, mandate: Mandate): Promise<void> {
  if (mandate.kind === 'guardian') {
    if (mandate.holder) await follow(parts, transaction, mandate.holder);
    return;
  }
  const context = ownContext(parts.kernel, parts.offices.country.facts.languages[0]!);
  const holder = mandate.holder ? await readPerson(transaction, mandate.holder) : undefined;
  const giver = mandate.kind === 'power-of-attorney' ? await readPerson(transaction, mandate.principal) : undefined;
  const { principal } = mandate;
  // Civil Code 2015, article 140, 3 dd: with the death of either, representation ends.
  if (holder?.record.death || giver?.record.death) {
    const ended = await endMandates(parts, transaction, context, { principal, mandates: [mandate.mandate] }, 'death');
    if (ended.some(({ kind }) => kind === 'representative'))
      await writeConfirmBy(transaction.client, principal, confirmDay(parts, context.clock.today()));
    return;
  }
  if ([holder, giver].some((one) => one && !isThere(one.record)))
    await endSessionsUnder(parts, transaction, context, mandate);
}

/** Until when a new legal representative can confirm what was given before. */
export function confirmDay({ offices }: Pick<Parts, 'offices'>, today: string): string {
  return addDays(today, offices.country.mandates.confirmDays);
}
