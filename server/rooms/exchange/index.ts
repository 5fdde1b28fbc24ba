import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import {
  type Context,
  type Contract,
  type Kernel,
  type KeyStore,
  type MigrationSet,
  newId,
  Problem,
  performAct,
  type Room,
  type Transaction,
} from '#kernel';
import type { Offices } from '#rooms/offices';
import type { DetailKind, FindSystem, ReadSystemToken } from '#rooms/provider';
import { agencyRoutes } from './agency-routes.ts';
import { type AgreementChange, changeAgreement, seedAgreements } from './agreements.ts';
import { createAnswerSigner, type SignedAnswer } from './answer.ts';
import { authenticate, NONCE_MINUTES, readMessage } from './authenticate.ts';
import { type Arrivals, authenticateSystems } from './callers.ts';
import { startSignatureChecks } from './checking.ts';
import { type Ground, type ManyAsked, readGrounds } from './consentedMany.ts';
import { holdConsented } from './consentedPiece.ts';
import { createConsenting } from './consenting.ts';
import { createDirectory, refuseKey, type System } from './directory.ts';
import { createDrawDocument } from './document.ts';
import type { FindLaterAnswer } from './evidence.ts';
import { evidenceRoutes } from './evidence-routes.ts';
import { type FlushParts, flush } from './flush.ts';
import type { Pseudonyms } from './forms.ts';
import { createFindCandidates } from './identify.ts';
import { createPseudonyms, type Question } from './judge.ts';
import { createLanes } from './lanes.ts';
import { latestLines } from './listeners.ts';
import { type Agreement, type Asked, decideQuestion, type Stage } from './model.ts';
import { problems } from './problems.ts';
import { createQuota, takeMany } from './quota.ts';
import { createRepresentatives, type Representation } from './representatives.ts';
import { exchangeRoutes, keyRoute } from './routes.ts';
import { addAnswerSigning } from './sign-problems.ts';
import { createSimulation, type Example, type Simulation } from './simulation.ts';
import { forgetNonces, readSecret, type Use } from './store.ts';
import { createSystem, type NewSystem, setSystemStage, setSystemState } from './systems.ts';
import { carriesToken, createTokenAuthentication } from './tokens.ts';

export {
  type AgreementChange,
  type AgreementVersion,
  changeAgreement,
  enactAgreement,
  readAgreementVersions,
  readNewestAgreements,
} from './agreements.ts';
export type { SystemCredentials } from './callers.ts';
export { type Claim, readClaims } from './claims.ts';
export { compareClaim, type FieldVerdict, sumUp, type Verdict } from './compare.ts';
export type { Ground, ManyAsked } from './consentedMany.ts';
export { SIMULATE } from './disturbances.ts';
export { dropEvidence, findOldEvidence, type OldEvidence } from './dropping.ts';
export type { LaterAnswer } from './evidence.ts';
export { type Agreement, type Asked, hiddenUntil, type Stage } from './model.ts';
export { problems as exchangeProblems } from './problems.ts';
export type { Example } from './simulation.ts';
export { type NewSystem, setSystemStage, setSystemState } from './systems.ts';
export { createSessionWitness } from './unsigned.ts';
export { type KnownSystem, readSystems } from './views.ts';

export const exchangeMigrations: MigrationSet = { room: 'exchange', folder: new URL('./migrations/', import.meta.url) };

/** The exchange: agencies' systems ask about persons, get signed answers, and leave a line that the person can read. */
export interface Exchange extends Room {
  /** Systems that the provider makes tokens for, with the keys that they may use now. */
  findTokenSystem: FindSystem;
  /** Registers a system; its scopes open further doors, such as `osia.pr`. */
  createSystem(context: Context, given: NewSystem): Promise<{ id: string; kid: string }>;
  setSystemState(context: Context, system: string, state: 'active' | 'suspended'): Promise<void>;
  /** Loads the country's agreements that are not known yet; a demonstration does so at its start. @returns how many were new */
  seedAgreements(): Promise<number>;
  /** Writes an agreement's next version, in force with the next question. @returns its number */
  changeAgreement(context: Context, agreement: string, change: AgreementChange): Promise<number>;
  /** Lets a system ask about real persons, or sends it back to the synthetic ones. */
  setSystemStage(context: Context, system: string, stage: Stage): Promise<void>;
  /** The agreement under which this may be asked now. @throws Problem that says what is missing */
  requireAgreement(organisation: string, stage: Stage, asked: Asked): Promise<Agreement>;
  /**
   * All who have consented to what a file of rows asks, as of now: in pages, each person once with the newest consent that covers it.
   * @returns undefined where its law needs no consent
   */
  groundsOf(asked: ManyAsked): AsyncIterable<readonly Ground[]> | undefined;
  /**
   * Who of these persons has consented to this, held until the transaction ends; undefined where its law needs none.
   */
  holdConsented(
    transaction: Transaction,
    asked: Omit<ManyAsked, 'stage'>,
    persons: readonly string[],
  ): Promise<ReadonlySet<string> | undefined>;
  /** Counts many looks at once, in the caller's transaction. @throws Problem exchange/quota-exceeded, and nothing is counted */
  takeQuota(
    transaction: Transaction,
    agreement: Agreement,
    use: Omit<Use, 'organisation' | 'agreement'>,
    looks: number,
  ): Promise<void>;
  /** How persons are asked to let an organisation ask; the provider asks. */
  readonly personData: DetailKind;
  /** Persons of the simulation, to ask about. */
  examples(): readonly Example[];
  /** All of the simulation: whom each of its identifiers names. */
  simulated(): ReturnType<Simulation['holders']>;
  /** Another room's questions whose answer comes later: evidence of the question holds both. */
  addLaterAnswers(room: string, find: FindLaterAnswer): void;
  /** The name under which an organisation knows a person. */
  pseudonymOf(organisation: string, person: string): string;
}

/** Registers a system beside a running server too. @throws Problem exchange/organisation-unknown, key-… */
export async function registerSystem(
  parts: Pick<Kernel, 'database' | 'keys'> & { offices: Pick<Offices, 'findOrganisation'> },
  context: Context,
  given: NewSystem,
): Promise<{ id: string; kid: string }> {
  if (!parts.offices.findOrganisation(given.organisation))
    throw problems['organisation-unknown']({ pointer: '/organisation' });
  return performAct(parts.database, context, (transaction) =>
    createSystem(transaction, context, given, kidsOf(parts.keys)),
  );
}

function kidsOf(keys: KeyStore): ReadonlySet<string> {
  return new Set(keys.all('exchange-answer').map((key) => key.kid));
}

/**
 * @param around `readToken` of the provider; absent: systems ask with signatures only. `representation`; absent: nobody agrees for
 * another
 */
export function openExchange(
  kernel: Kernel,
  offices: Offices,
  { readToken, representation }: { readToken?: ReadSystemToken; representation?: Representation } = {},
): Exchange {
  const representatives = createRepresentatives(kernel, representation);
  const directory = createDirectory();
  const sign = createAnswerSigner(kernel.keys);
  const checks = startSignatureChecks(kernel.log);
  let made: Pseudonyms | undefined;
  const started = (): Pseudonyms => {
    if (!made) throw new Error('the exchange has not started');
    return made;
  };
  const simulation = createSimulation(offices.country);
  const parts: FlushParts = {
    directory,
    simulation,
    quota: createQuota(),
    law: offices,
    areaOf: offices.areaOf,
    clock: kernel.clock,
    metrics: kernel.metrics,
    words: kernel.words,
    pseudonyms: {
      ofPerson: (organisation, person) => started().ofPerson(organisation, person),
      ofIdentifier: (identifier) => started().ofIdentifier(identifier),
    },
    sign,
    findEnded: representatives.findEnded,
  };
  const lanes = createLanes<Question, SignedAnswer>({
    database: kernel.database,
    log: kernel.log,
    flush: (lane, questions) => flush(parts, lane, questions),
  });
  const { pseudonyms } = parts;
  const consenting = createConsenting(kernel, { offices, directory, pseudonyms, representatives, representation });
  async function decideNow({ organisation, stage }: Pick<System, 'organisation' | 'stage'>, asked: Asked) {
    const known = stage === 'simulation' ? simulation : await directory.latest(kernel.database.pool);
    return decideQuestion(asked, known.agreementsOf(organisation), offices, kernel.clock.today());
  }
  const mayAsk = async (system: System, asked: Asked) => !((await decideNow(system, asked)) instanceof Problem);
  const { origin } = kernel.config;
  const again = () => directory.refresh(kernel.database.pool);
  const authenticateToken = readToken && createTokenAuthentication({ origin, readToken, checks });
  const authenticateAsker = (request: FastifyRequest) =>
    authenticateToken && carriesToken(request)
      ? authenticateToken(request, directory.now, again)
      : authenticate(readMessage(request, origin), directory.now, again, checks);
  const asking = exchangeRoutes({
    authenticateAsker,
    lanes,
    findCandidates: createFindCandidates(kernel.database, simulation, mayAsk),
    drawDocument: createDrawDocument({ ...kernel, offices, simulation }, mayAsk),
  });
  const own: ReadonlySet<Contract> = new Set(asking);
  const arrivals: Arrivals = new WeakMap();
  const laterAnswers = new Map<string, FindLaterAnswer>();

  /** The installation itself is the author of what it finds in the country's files. */
  function seed(): Promise<number> {
    const caller = { kind: 'official' as const, id: 'country-data', scopes: new Set<string>() };
    const context: Context = {
      caller,
      purpose: undefined,
      legalBasis: undefined,
      caseNumber: undefined,
      language: kernel.words.languages[0]!,
      requestId: newId(),
      clock: kernel.clock,
      receivedAt: new Date().toISOString(),
      idempotency: undefined,
    };
    return kernel.database.transact((transaction) =>
      seedAgreements(transaction, context, offices.country.agreements.values()),
    );
  }

  return {
    name: 'exchange',
    routes: [
      ...asking,
      keyRoute(kernel.keys),
      ...consenting.routes,
      ...evidenceRoutes({ ...kernel, laterAnswers }, offices),
      ...agencyRoutes({ kernel, offices, directory, simulation, ownKids: () => kidsOf(kernel.keys) }),
    ],
    listeners: [latestLines],
    authenticators: [authenticateSystems({ ...kernel, directory, own, arrivals, authenticateAsker, sign })],
    pages: (app) => addAnswerSigning(app, { ...kernel, origin, own, arrivals, sign }),
    async start() {
      kernel.keys.current('exchange-answer');
      made = createPseudonyms(await readSecret(kernel.database.pool, 'pseudonym', randomBytes(32)));
      if (kernel.config.demonstration) await seed();
      await directory.load(kernel.database.pool);
      await lanes.start();
      kernel.jobs.define('exchange-forget-nonces', async () => {
        await forgetNonces(kernel.database.pool, Math.floor(Date.now() / 60_000) - NONCE_MINUTES);
      }, '* * * * *'); // biome-ignore format: the crontab beside its work
    },
    async stop() {
      await lanes.stop();
      await checks.stop();
    },
    async findTokenSystem(id) {
      const known = await directory.latest(kernel.database.pool);
      const held = [...known.keys.values()].filter((key) => key.system.id === id && !refuseKey(key, key.kid));
      return held.length > 0 ? { system: id, keys: held.map(({ jwk, kid }) => ({ ...jwk, kid })) } : undefined;
    },
    createSystem: (context, given) =>
      registerSystem({ database: kernel.database, keys: kernel.keys, offices }, context, given),
    setSystemState: (context, system, state) =>
      performAct(kernel.database, context, (transaction) => setSystemState(transaction, context, system, state)),
    setSystemStage: (context, system, stage) =>
      performAct(kernel.database, context, (transaction) => setSystemStage(transaction, context, system, stage)),
    async requireAgreement(organisation, stage, asked) {
      // Behind other doors nobody holds a consent while the answer is written down; a file of rows reads them with each piece.
      if (asked.type !== 'bulk' && offices.findLegalBasis(asked.legalBasis)?.consent)
        throw problems['consent-one-by-one']();
      const decision = await decideNow({ organisation, stage }, asked);
      if (decision instanceof Problem) throw decision;
      return decision;
    },
    groundsOf: (asked) =>
      offices.findLegalBasis(asked.legalBasis)?.consent
        ? readGrounds({ ...kernel, simulation, findEnded: representatives.findEnded }, asked)
        : undefined,
    holdConsented: async (transaction, asked, persons) =>
      offices.findLegalBasis(asked.legalBasis)?.consent
        ? holdConsented(transaction, representatives.findEnded, asked, persons, kernel.clock.today())
        : undefined,
    takeQuota: ({ client }, agreement, use, looks) => takeMany(client, agreement, use, looks, kernel.clock.today()),
    seedAgreements: seed,
    changeAgreement: (context, agreement, change) =>
      performAct(kernel.database, context, (transaction) => changeAgreement(transaction, context, agreement, change)),
    personData: consenting.personData,
    examples: simulation.examples,
    simulated: simulation.holders,
    addLaterAnswers: (room, find) => void laterAnswers.set(room, find),
    pseudonymOf: parts.pseudonyms.ofPerson,
  };
}
