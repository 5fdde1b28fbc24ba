import { parsePin } from '#libs/country';
import { toMrz } from '#libs/names';
import { findHolders, type Holder } from '#rooms/people';
import { cosineOf, type StepResult } from './model.ts';
import type { Checking, Parts } from './parts.ts';
import type { Claimed } from './presented.ts';

type Plain = Omit<StepResult, 'step'>;

/** Whether the document is one that is refused: by the list of this moment, not by one that was kept. */
export async function judgeDocument({ cards, offices, day }: Checking, claimed: Claimed): Promise<Plain> {
  const { documentNumber, issuer } = claimed;
  // Whoever has lost the phone locks the account, and no yes comes from it.
  if (claimed.isByAccount) return { outcome: 'passed', reason: 'no-document-needed' };
  if (!documentNumber) return { outcome: 'unsure', reason: 'no-document' };
  if (issuer !== undefined && issuer !== offices.country.facts.iso.alpha3)
    return { outcome: 'passed', reason: 'foreign-document' };
  const standing = await cards.standingOf(documentNumber);
  if (!standing) return { outcome: 'failed', reason: 'document-unknown' };
  const { hot, state, expiresOn } = standing;
  if (hot) return { outcome: 'failed', reason: hot.reason, values: { since: hot.since.slice(0, 10) } };
  if (state === 'expired' || (expiresOn !== undefined && expiresOn <= day))
    return { outcome: 'failed', reason: 'expired', values: { until: expiresOn ?? day } };
  if (state !== 'active') return { outcome: 'failed', reason: 'not-handed-over' };
  return { outcome: 'passed', reason: 'document-good' };
}

/** Whose number it is: alive, valid, and the one that the document names. */
export async function judgeHolder(
  { transaction, cards, offices }: Checking,
  claimed: Claimed,
): Promise<{ result: Plain; holder?: Holder }> {
  const { country } = offices;
  const { pin, documentNumber, issuer } = claimed;
  if (issuer !== undefined && issuer !== country.facts.iso.alpha3)
    return { result: { outcome: 'unsure', reason: 'foreign-holder' } };
  if (!pin || !parsePin(country.pin, pin).ok) return { result: { outcome: 'failed', reason: 'number-invalid' } };
  const found = (await findHolders(transaction.client, [pin])).get(pin) ?? [];
  const holder = found.find(({ status }) => status === 'active') ?? found[0];
  if (!holder) return { result: { outcome: 'failed', reason: 'number-unknown' } };
  const told = (outcome: Plain['outcome'], reason: string) => ({ result: { outcome, reason }, holder });
  if (holder.status !== 'active' || holder.record.mergedInto) return told('failed', 'number-cancelled');
  const standing = documentNumber ? await cards.standingOf(documentNumber) : undefined;
  if (standing && standing.person !== holder.person) return told('failed', 'number-other');
  if (holder.life === 'dead') return told('failed', 'person-dead');
  // What is signed was true when it was issued; what is not may have been changed by anybody.
  if (!agrees(claimed, holder)) return claimed.isSigned ? told('unsure', 'data-differs') : told('failed', 'data-wrong');
  return holder.life === 'missing' ? told('unsure', 'person-missing') : told('passed', 'person-alive');
}

const letters = ({ primary, secondary }: { primary: string; secondary: string }) =>
  `${primary} ${secondary}`.replace(/[<\s]+/g, ' ').trim();
const plain = (name: string) => name.normalize('NFC').toLocaleUpperCase('vi').replace(/\s+/g, ' ').trim();

function agrees({ name, zoneName, birthDate }: Claimed, { record }: Holder): boolean {
  if (name !== undefined && plain(name) !== plain(record.name)) return false;
  if (zoneName) {
    const [shown, held] = [letters(zoneName), letters(toMrz(record.name))];
    // A zone cuts long names off.
    if (!held.startsWith(shown) && !shown.startsWith(held)) return false;
  }
  if (birthDate === undefined) return true;
  const held = birthDate.length === 6 ? record.birthDate.slice(2).replaceAll('-', '').padEnd(6, '<') : record.birthDate;
  return held === birthDate;
}

/** Compares a picture of now with the portrait of the chip, one to one; neither is kept. */
export async function judgeFace(
  { biometrics }: Pick<Parts, 'biometrics'>,
  { portrait, isByAccount }: Pick<Claimed, 'portrait' | 'isByAccount'>,
  live: Uint8Array | undefined,
): Promise<Plain> {
  if (!portrait) return { outcome: 'unsure', reason: isByAccount ? 'app-no-portrait' : 'no-portrait' };
  const faces = await biometrics.parts.faces();
  if (!faces) return { outcome: 'unsure', reason: 'no-face-engine' };
  if (!live) return { outcome: 'unsure', reason: 'face-not-taken' };
  const held = await faces.embed(portrait);
  if (!held) return { outcome: 'unsure', reason: 'portrait-unusable' };
  const shown = await faces.embed(live);
  if (!shown) return { outcome: 'unsure', reason: 'face-not-found' };
  const { threshold } = faces.describe();
  const score = cosineOf(held.embedding, shown.embedding);
  const values = { score: score.toFixed(2), threshold: threshold.toFixed(2) };
  return score >= threshold
    ? { outcome: 'passed', reason: 'face-matches', values }
    : { outcome: 'failed', reason: 'face-differs', values };
}
