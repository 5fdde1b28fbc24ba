import { type Context, requireScope, type Transaction } from '#kernel';
import { openPortraits } from '#rooms/biometrics';
import { readPerson } from '#rooms/people';
import type { Shown } from './artwork.ts';
import { appendLook } from './journal.ts';
import { describeCard } from './making.ts';
import { findKind } from './model.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import { findCard } from './store.ts';

/** What a number on the card alone opens is not shown on a screen. */
const HIDDEN = '••••••';

/**
 * My card as a picture, of what the register says now. Its access number and its signed code stand on the card only.
 *
 * @throws Problem cards/card-unknown also for a card without a number, and for one of an older system
 */
export async function readOwnArtwork(
  transaction: Transaction,
  parts: Parts,
  context: Context,
  card: string,
): Promise<Shown> {
  requireScope(context.caller, 'self.read');
  const { person } = context.caller;
  const row = await findCard(transaction.client, card);
  const { cards: rules } = parts.offices.country;
  const kind = row && findKind(rules, row.kind);
  const cut = kind?.classes.find(({ template }) => template === row?.template);
  const stored = person && (await readPerson(transaction, person));
  if (!row?.document_number || row.person !== person || !kind || !cut || !stored) throw problems['card-unknown']();
  const portraits = cut.photo ? await openPortraits(transaction.client, parts.biometrics.parts, [person]) : undefined;
  const portrait = portraits?.get(person);
  appendLook(transaction, context, 'own-cards', [person], {
    fields: ['documents', 'pin', 'name', 'birthDate', 'sex', 'nationality'],
    ...parts.offices.ownData,
  });
  return {
    ...{ artwork: kind.artwork, kindName: kind.name },
    fields: describeCard(parts, row as typeof row & { document_number: string }, stored, HIDDEN).fields,
    images: portrait?.format === 'jpeg' ? { portrait: new Uint8Array(portrait.bytes) } : {},
  };
}
