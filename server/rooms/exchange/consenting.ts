import type { Contract, Kernel } from '#kernel';
import type { Offices } from '#rooms/offices';
import type { DetailKind } from '#rooms/provider';
import { describeReceipt, signReceipt } from './consent-receipt.ts';
import { consentRoutes } from './consent-routes.ts';
import { createConsentNotices } from './consentNotices.ts';
import { type Consent, readConsent, stateOfConsent } from './consents.ts';
import type { DirectoryHolder } from './directory.ts';
import type { Pseudonyms } from './forms.ts';
import { createJointConsents } from './jointConsents.ts';
import { createPersonData } from './person-data.ts';
import type { Representation, Representatives } from './representatives.ts';

/** Consent but for the looks under it (consented.ts): how it is asked for, shown, proved and taken back. */
export function createConsenting(
  kernel: Kernel,
  parts: {
    offices: Offices;
    directory: DirectoryHolder;
    pseudonyms: Pseudonyms;
    representatives: Representatives;
    representation: Representation | undefined;
  },
): { personData: DetailKind; routes: Contract[] } {
  const { offices, directory, pseudonyms, representatives, representation } = parts;
  const { database, clock, config, keys } = kernel;
  const { organisationName, purposeSentence, legalBasisTitle } = offices;
  const pseudonymOf = pseudonyms.ofPerson;
  const notices = createConsentNotices(representation);
  const joint = createJointConsents(kernel, offices, representation);
  async function makeReceipt(consent: Consent): Promise<string> {
    const words = { organisationName, purposeSentence, legalBasisTitle, pseudonymOf };
    const day = { today: clock.today(), now: clock.now() };
    const state = stateOfConsent(consent, await representatives.findEnded([consent]), day);
    const here = { origin: config.origin, country: offices.country.facts.iso.alpha2, state };
    return signReceipt(keys, describeReceipt(consent, { ...here, ...words }));
  }
  const personData = createPersonData({
    ...{ database, joint, notices },
    law: offices,
    today: () => clock.today(),
    // Whoever is asked to agree sees real data asked for: under agreements of production, whatever the service's own stage.
    agreementsOf: async (organisation) => (await directory.latest(database.pool)).agreementsOf(organisation),
    makeReceipt,
    readConsent: (consent, organisation) => readConsent(database.pool, consent, organisation),
  });
  return { personData, routes: consentRoutes({ kernel, offices, representatives, notices, makeReceipt, pseudonymOf }) };
}
