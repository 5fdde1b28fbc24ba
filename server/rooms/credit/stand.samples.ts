import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Client,
  type CreditApplication,
  type CreditCheck,
  type CreditClient,
  createCreditClient,
  DancuProblem,
} from '#libs/client';
import { openTestHouse, type TestHouse, type TestOptions } from '#test';
import { type Citizen, newPhone } from '../accounts/life.samples.ts';
import { connectSystem } from '../exchange/evidence.samples.ts';
import { freePort } from '../provider/stage.samples.ts';

export const stated = { purpose: 'credit-application-check', legalBasis: 'credit-institutions-law' };

export interface Bank extends CreditClient {
  /** Its private key, in a file. */
  key: string;
  /** Its system. */
  id: string;
  /** Takes the evidence of an answer. */
  evidence: Client['evidence'];
  /** The check's facts, or the code of the problem. */
  ask(application: CreditApplication, more?: typeof stated): Promise<CreditCheck | string>;
}

export interface CreditStand extends TestHouse {
  origin: string;
  /** A bank's system. */
  connect(organisation: string, stage?: 'simulation' | 'production'): Promise<Bank>;
}

/** The whole house, listening, with the country's agreements in force. */
export async function openCreditStand(options: TestOptions = {}): Promise<CreditStand> {
  const port = options.port ?? (await freePort());
  const house = await openTestHouse({ ...options, port });
  await house.exchange.seedAgreements();
  await house.app.listen({ port, host: '127.0.0.1' });
  const { origin } = house.kernel.config;
  return {
    ...house,
    origin,
    async connect(organisation, stage = 'production') {
      const name = `${organisation} credit`;
      const { privateKey, client: own, id } = await connectSystem(house, organisation, { name, stage });
      const key = join(house.home, `${randomUUID()}.jwk`);
      await writeFile(key, JSON.stringify(privateKey), { mode: 0o600 });
      const client = createCreditClient({ baseUrl: origin, privateKey, retries: 0 });
      const ask = (application: CreditApplication, more = stated) =>
        client.check(application, more).then(
          ({ result }) => result,
          (error: unknown) => {
            if (error instanceof DancuProblem) return error.code ?? String(error.status);
            throw error;
          },
        );
      return { ...client, id, key, ask, evidence: own.evidence };
    },
  };
}

/** An application of somebody who says of themselves what the register says, with a telephone of their own. */
export function applicationOf(
  { pin, name, birthDate }: Citizen,
  more: Partial<CreditApplication> = {},
): CreditApplication & { contactData: { phone: string; email?: string } } {
  return {
    applicationId: randomUUID(),
    product: 'consumer-loan',
    identifier: pin,
    biographicData: { name, birthDate },
    ...more,
    contactData: { phone: newPhone(), ...more.contactData },
  };
}
