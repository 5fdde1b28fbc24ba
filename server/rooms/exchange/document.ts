import type { Config, Database, MovableClock, Words } from '#kernel';
import { makeContentDigest } from '#libs/httpsig';
import type { Offices } from '#rooms/offices';
import {
  type Act,
  type ExtractKind,
  findHolders,
  type Holder,
  makeExtract,
  type PersonRecord,
  readActs,
  readPerson,
} from '#rooms/people';
import type { System } from './directory.ts';
import type { Agreement, Asked, Stage } from './model.ts';
import type { Unsigned } from './questions.ts';
import type { Simulation } from './simulation.ts';

/** Which document is asked for. */
export interface Wanted {
  readonly kind: ExtractKind;
  /** Number of a second person who has a part in the event: then it is given only if that is so. */
  readonly second?: string;
}

/** A document drawn before it is decided whether it may be given; nothing of it leaves before that. */
export interface Drawn {
  /** In which country the person was looked for. */
  readonly stage: Stage;
  readonly person: string;
  /** Others of whom the document tells. */
  readonly others: readonly string[];
  /** The answer's body. Undefined: the register holds no such event. */
  readonly finish: ((reference: string, agreement: Agreement) => Buffer) | undefined;
}

/** @returns undefined where the question may not be asked, or names nobody or several: that is answered in the batch */
export type DrawDocument = (system: System, unsigned: Unsigned, language: string) => Promise<Drawn | undefined>;

interface Parts {
  config: Pick<Config, 'origin' | 'demonstration'>;
  database: Pick<Database, 'transact'>;
  clock: Pick<MovableClock, 'today'>;
  words: Words;
  offices: Offices;
  simulation: Simulation;
}

/** What the register holds of a person, the acts with it. */
interface Told {
  person: string;
  record: PersonRecord;
  acts: readonly Act[];
  /** Those whom the second number names. */
  seconds: readonly string[];
  spouse: { person: string; record: PersonRecord } | undefined;
}

/** @param mayAsk whether it is worth drawing; the decision itself is made with the answer */
export function createDrawDocument(
  parts: Parts,
  mayAsk: (system: System, asked: Asked) => Promise<boolean>,
): DrawDocument {
  return async (system, unsigned, language) => {
    const { asked, identifier, wanted } = unsigned;
    if (!wanted || !(await mayAsk(system, asked))) return undefined;
    const told = await (system.stage === 'simulation' ? readSimulated : readRegistered)(parts, identifier, wanted);
    if (!told) return undefined;
    const { person, record, acts, seconds, spouse } = told;
    const { stage } = system;
    const none = { stage, person, others: [], finish: undefined };
    if (wanted.second !== undefined && !linked(record, wanted.kind).some((one) => seconds.includes(one))) return none;
    const { words, offices, clock, config } = parts;
    const on = clock.today();
    // Under a law of consent only one of the two has consented: of the other stands the name, as in the one's own record.
    const both = wanted.kind === 'marriage' && !parts.offices.country.legalBases.get(asked.legalBasis)?.consent;
    const second = both ? spouse : undefined;
    const extract = makeExtract({ words, offices }, language, wanted.kind, {
      ...{ record, acts, on },
      ...(second ? { second: second.record } : {}),
    });
    if (!extract) return none;
    const occasion = {
      organisation: offices.organisationName(system.organisation, language),
      purpose: offices.purposeSentence(asked.purpose, language),
      legalBasis: offices.legalBasisTitle(asked.legalBasis, language),
      synthetic: stage === 'simulation' || config.demonstration,
    };
    // Whoever asks for no document does not wait for the library that draws.
    const [{ drawPages }, { stampPages }] = await Promise.all([
      import('./documentPage.ts'),
      import('./documentStamp.ts'),
    ]);
    const blank = drawPages(extract, occasion, language, words);
    return {
      stage,
      person,
      others: second ? [second.person] : [],
      finish: (reference, agreement) =>
        frame(
          wanted.kind,
          stampPages(blank, {
            reference,
            agreement: `${agreement.id} ${agreement.version}`,
            day: on,
            address: `${config.origin}/evidence?reference=${reference}`,
          }),
        ),
    };
  };
}

function linked({ father, mother, spouse }: PersonRecord, kind: ExtractKind): string[] {
  const relatives = kind === 'birth' ? [father, mother] : [spouse];
  return relatives.flatMap((one) => one?.person ?? []);
}

/** The one person whom holders of a number are, and none where they are several. */
function onlyOne(holders: readonly Holder[] = []): Holder | undefined {
  const living = holders.filter(({ status }) => status !== 'cancelled');
  return new Set(living.map(({ person }) => person)).size === 1 ? living[0] : undefined;
}

const personsOf = (holders: readonly Holder[] = []) => holders.map(({ person }) => person);

function readRegistered({ database }: Parts, identifier: string, { second }: Wanted): Promise<Told | undefined> {
  return database.transact(async (transaction) => {
    const found = await findHolders(transaction.client, [identifier, ...(second ? [second] : [])]);
    const holder = onlyOne(found.get(identifier));
    if (!holder) return undefined;
    const { person, record } = holder;
    const link = record.spouse?.person;
    return {
      ...{ person, record },
      acts: await readActs(transaction, person),
      seconds: personsOf(second ? found.get(second) : []),
      spouse: link ? await readPerson(transaction, link) : undefined,
    };
  });
}

async function readSimulated({ simulation }: Parts, identifier: string, { second }: Wanted): Promise<Told | undefined> {
  const found = simulation.findHolders([identifier, ...(second ? [second] : [])]);
  const holder = onlyOne(found.get(identifier));
  if (!holder) return undefined;
  const { person, record } = holder;
  const link = record.spouse?.person;
  return {
    ...{ person, record },
    acts: simulation.actsOf(person),
    seconds: personsOf(second ? found.get(second) : []),
    spouse: link ? simulation.all().find((one) => one.person === link) : undefined,
  };
}

const BOUNDARY = 'dancu-document-1f6c27a90b';
export const DOCUMENT_TYPE = `multipart/mixed; boundary=${BOUNDARY}`;

/** OSIA Data Access 1.3: documents in a multipart body. The part has a digest of its own, for whoever keeps the file alone. */
function frame(kind: ExtractKind, pdf: Buffer): Buffer {
  const head = [
    `--${BOUNDARY}`,
    'content-type: application/pdf',
    `content-disposition: attachment; name="documents"; filename="${kind}.pdf"`,
    `content-digest: ${makeContentDigest(pdf)}`,
  ];
  return Buffer.concat([
    Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'),
    pdf,
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`, 'latin1'),
  ]);
}
