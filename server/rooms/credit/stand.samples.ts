import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createContext } from '#kernel';
import {
  type CreditApplication,
  type CreditCheck,
  type CreditClient,
  createCreditClient,
  DancuProblem,
  generateKey,
} from '#libs/client';
import { openTestHouse, type TestHouse, type TestOptions } from '#test';
import { type Citizen, newPhone } from '../accounts/life.samples.ts';
import { freePort } from '../provider/stage.samples.ts';

export const stated = { purpose: 'credit-application-check', legalBasis: 'credit-institutions-law' };

export interface Bank extends CreditClient {
  /** Its private key, in a file. */
  key: string;
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
      const { publicJwk, privateJwk } = generateKey();
      const scopes = new Set(['exchange.manage']);
      const caller = { kind: 'official' as const, id: `steward-of-${organisation}`, organisation, scopes };
      const context = createContext(house.kernel.clock, caller, { language: 'en' });
      const name = `${organisation} credit`;
      await house.exchange.createSystem(context, { organisation, name, publicJwk: { ...publicJwk }, stage });
      const key = join(house.home, `${randomUUID()}.jwk`);
      await writeFile(key, JSON.stringify(privateJwk), { mode: 0o600 });
      const client = createCreditClient({ baseUrl: origin, privateKey: privateJwk, retries: 0 });
      const ask = (application: CreditApplication, more = stated) =>
        client.check(application, more).then(
          ({ result }) => result,
          (error: unknown) => {
            if (error instanceof DancuProblem) return error.code ?? String(error.status);
            throw error;
          },
        );
      return { ...client, key, ask };
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
