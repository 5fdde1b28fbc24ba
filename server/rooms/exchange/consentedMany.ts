import type { Kernel } from '#kernel';
import type { Field } from '#libs/country';
import { readCovering } from './consents.ts';
import type { Stage } from './model.ts';
import type { FindEnded } from './representatives.ts';
import { hasSimulatedConsent, type Simulation } from './simulation.ts';

/** What is asked about every row of a file. */
export interface ManyAsked {
  readonly organisation: string;
  readonly stage: Stage;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly fields: readonly Field[];
}

/** A person, and the consent under which this may be asked; of the synthetic country it has no name of its own. */
export interface Ground {
  readonly person: string;
  readonly consent: string;
}

const SIMULATED = 'simulation';

export interface GroundParts {
  readonly database: Pick<Kernel['database'], 'pool'>;
  readonly clock: Pick<Kernel['clock'], 'today'>;
  readonly simulation: Pick<Simulation, 'holders'>;
  readonly findEnded: FindEnded;
}

/**
 * The consents behind a file of rows, read page by page: an organisation may have millions. What a representative gave counts as
 * long as the register still says so, asked of each page as of each single look.
 */
export async function* readGrounds(
  { database, clock, simulation, findEnded }: GroundParts,
  asked: ManyAsked,
): AsyncGenerator<readonly Ground[]> {
  if (asked.stage === 'simulation') {
    const persons = new Set([...simulation.holders().values()].flat().map(({ person }) => person));
    yield [...persons].filter(hasSimulatedConsent).map((person) => ({ person, consent: SIMULATED }));
    return;
  }
  // A person's consents stand together, the newest last, and may go over the end of a page.
  let last: Ground | undefined;
  for await (const page of readCovering(database.pool, asked, clock.today())) {
    const ended = await findEnded(page);
    const grounds: Ground[] = [];
    for (const { person, consent } of page.filter((one) => !ended.has(one.consent))) {
      if (last && last.person !== person) grounds.push(last);
      last = { person, consent };
    }
    yield grounds;
  }
  if (last) yield [last];
}
