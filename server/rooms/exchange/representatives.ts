import type { Kernel } from '#kernel';
import type { Accounts } from '#rooms/accounts';
import type { Mandates, PersonActing } from '#rooms/mandates';
import type { Giver } from '#rooms/provider';
import { type Consent, findConsent, readConsentsOf } from './consents.ts';
import { problems } from './problems.ts';

/** @returns those of these consents that somebody gave for another and may give no more */
export type FindEnded = (consents: readonly Consent[]) => Promise<ReadonlySet<string>>;

/** Who acts for whom; where nobody knows it, nothing that was agreed to for another holds. */
export interface Representation {
  readonly accounts: Pick<Accounts, 'findAccountOf' | 'recordEvent'>;
  readonly mandates: Pick<Mandates, 'consentsFor' | 'inForce' | 'guardiansOf'>;
}

/** A consent, and what its reader may do about it. */
export interface Concerning {
  readonly consent: Consent;
  readonly withdrawable: boolean;
  /** It waits for this reader's yes: their own, or as the representative that they are. */
  readonly answers: { readonly giver: Giver | undefined } | undefined;
}

/** Consents as those find them who may act for whom they are about. */
export interface Representatives {
  readonly findEnded: FindEnded;
  /** What concerns a person: their own, those of their wards, and what they gave for others; newest first. */
  readAll(person: string): Promise<readonly Concerning[]>;
  /** @throws Problem exchange/consent-unknown where it does not concern the reader */
  read(consent: string, reader: string): Promise<Concerning>;
}

export function createRepresentatives(
  { database }: Pick<Kernel, 'database'>,
  representation: Representation | undefined,
): Representatives {
  async function findRepresented(person: string): Promise<readonly PersonActing[]> {
    const account = await representation?.accounts.findAccountOf(person);
    return account && representation ? representation.mandates.consentsFor(account) : [];
  }

  /** A guardian answers for all that is asked about the ward; who holds a power of attorney for what was done under it. */
  const mayWithdraw = ({ person, giver }: Consent, by: string, represented: readonly PersonActing[]) =>
    person === by ||
    represented.some((one) => one.person === person && (one.basis === 'guardian' || one.mandate === giver?.mandate));

  function judge(consent: Consent, reader: string, represented: readonly PersonActing[]): Concerning {
    return {
      consent,
      withdrawable: mayWithdraw(consent, reader, represented),
      answers: mayAnswer(consent, reader, represented),
    };
  }
  function mayAnswer({ person, awaits }: Consent, reader: string, represented: readonly PersonActing[]) {
    if (awaits === 'child') return person === reader ? { giver: undefined } : undefined;
    const guardian = awaits && represented.find((one) => one.person === person && one.basis === 'guardian');
    return guardian && { giver: { person: reader, mandate: guardian.mandate, basis: guardian.basis } };
  }

  return {
    async findEnded(consents) {
      const given = consents.flatMap(({ consent, person, giver }) =>
        giver ? [{ consent, person, mandate: giver.mandate }] : [],
      );
      if (given.length === 0) return new Set();
      const inForce = (await representation?.mandates.inForce(given)) ?? new Set();
      return new Set(given.filter(({ mandate }) => !inForce.has(mandate)).map(({ consent }) => consent));
    },
    async readAll(person) {
      const represented = await findRepresented(person);
      const wards = represented.filter(({ basis }) => basis === 'guardian').map((one) => one.person);
      const all = await readConsentsOf(database.pool, [person, ...wards], person);
      return all.map((consent) => judge(consent, person, represented));
    },
    async read(id, reader) {
      const consent = await findConsent(database.pool, id);
      if (!consent) throw problems['consent-unknown']();
      const found = judge(consent, reader, await findRepresented(reader));
      if (!found.withdrawable && consent.giver?.person !== reader) throw problems['consent-unknown']();
      return found;
    },
  };
}
