import type { Listener } from '#kernel';
import { readPersons } from '#rooms/people';
import { eraseOf } from './acts.ts';
import { appendAct } from './journal.ts';
import { eraseDay, findModality } from './model.ts';
import type { Parts } from './parts.ts';
import { ownContext, settle } from './settling.ts';
import { followPerson, listDueSamples, listSamples, readSubjectsTakenAs, writeEraseDay } from './store.ts';

/** Of a transaction. */
const MOST = 50;

/** Erases what a rule's day has come for. @returns how many samples */
export async function eraseDue(parts: Parts): Promise<number> {
  const { database, clock } = parts.kernel;
  const { purpose } = parts.offices.country.modalities;
  let erased = 0;
  for (;;) {
    const due = await listDueSamples(database.pool, clock.today(), MOST);
    if (due.length === 0) return erased;
    for (const [reference, samples] of Map.groupBy(due, (one) => one.reference)) {
      await database.transact(async (transaction) => {
        const ids = samples.map(({ sample }) => sample);
        const subject = await eraseOf(transaction, parts, reference, ids);
        if (!subject) return;
        const context = ownContext(parts);
        for (const [legalBasis, own] of Map.groupBy(samples, (one) => one.legal_basis))
          appendAct(transaction, context, 'biometrics-expired', [subject.person], {
            ...{ fields: own.map(({ modality }) => modality), purpose, legalBasis, data: { samples: own.length } },
          });
      });
      erased += samples.length;
      await settle(parts, reference);
    }
  }
}

/**
 * What the register learns of a person whose samples are held: a death sets the day on which they are erased, and takes it away
 * again when it was an error; after a merge they are the samples of who goes on. Worked out anew from the record, so that a line
 * that comes twice changes nothing.
 */
export function followRegister({ offices }: Pick<Parts, 'offices'>): Listener {
  return {
    name: 'biometrics-register',
    async hear(lines, transaction) {
      const acts = lines.filter((line) => line.room === 'people' && line.kind === 'act');
      const touched = [...new Set(acts.flatMap((line) => line.subjects))];
      if (touched.length === 0) return;
      const { client } = transaction;
      const subjects = await readSubjectsTakenAs(client, touched);
      const stored = await readPersons(
        transaction,
        subjects.map((one) => one.taken_as),
      );
      for (const { reference, taken_as: takenAs } of subjects) {
        const record = stored.get(takenAs);
        if (!record) continue;
        await followPerson(client, reference, record.mergedInto ?? takenAs);
        for (const { sample, modality: id, taken_at: takenAt } of await listSamples(client, [reference])) {
          const modality = findModality(offices.country.modalities, id);
          if (modality?.retention.after !== 'death') continue;
          const day = eraseDay(modality, takenAt.toISOString().slice(0, 10), record.record.death?.date);
          await writeEraseDay(client, { reference, sample }, day ?? null);
        }
      }
    },
  };
}
