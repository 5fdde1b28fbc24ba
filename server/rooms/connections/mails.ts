import type { Client, Context, Transaction } from '#kernel';
import { parseEmail, queueMessage } from '#rooms/accounts';
import { readSystems } from '#rooms/exchange';
import type { Offices } from '#rooms/offices';
import { readConnections } from './connectionStore.ts';

/** A reminder as the contacts of an organisation get it: words `message.<template>`. */
export interface Mail {
  readonly template: 'key-ending' | 'agreement-ending' | 'review-due' | 'review-late';
  /** Whose contact is written to; absent: the contacts of all the organisation's systems. */
  readonly system?: string;
  /** The day that it is about, `YYYY-MM-DD`. */
  readonly day: string;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Puts a reminder into the queue of messages, one for each address and in its owner's language, in the transaction that remembers that
 * it was said.
 */
export async function mailContacts(
  transaction: Transaction,
  { language: first }: Context,
  offices: Offices,
  organisation: string,
  { template, system, day, values }: Mail,
): Promise<void> {
  const { languages } = offices.country.facts;
  for (const [recipient, chosen] of await findAddresses(transaction.client, organisation, system)) {
    const language = chosen && languages.includes(chosen) ? chosen : first;
    const said = {
      ...values,
      organisation: offices.organisationName(organisation, language),
      date: writeDay(day, language),
    };
    await queueMessage(transaction, { channel: 'email', recipient, template, language, values: said });
  }
}

const writeDay = (day: string, language: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

/** The security contacts that an organisation named, each address once with its language; none where it named none yet. */
async function findAddresses(
  client: Pick<Client, 'query'>,
  organisation: string,
  system: string | undefined,
): Promise<ReadonlyMap<string, string | undefined>> {
  const systems =
    system === undefined ? (await readSystems(client, { organisation })).map((one) => one.system) : [system];
  const contacts = [...(await readConnections(client, systems)).values()].flatMap(({ contact }) => contact ?? []);
  return new Map(
    contacts.flatMap(({ email, language }): [string, string | undefined][] => {
      const address = parseEmail(email);
      return address ? [[address, language]] : [];
    }),
  );
}
