import type { Provider as OidcProvider } from 'oidc-provider';
import { addPages, createPageServer, type Kernel, type Room } from '#kernel';
import type { Accounts } from '#rooms/accounts';
import { type Clients, countServiceEvents } from '#rooms/clients';
import type { Mandates } from '#rooms/mandates';
import type { Offices } from '#rooms/offices';
import type { Officials } from '#rooms/officials';
import { authenticateHolder } from './apiCallers.ts';
import { answerRequest, openRequest } from './cibaAnswers.ts';
import { SCREENS } from './clients.ts';
import { configureProvider } from './configuration.ts';
import { consentRoutes } from './consentRoutes.ts';
import { createDetails, type DetailKind } from './details.ts';
import { createEngine } from './engine.ts';
import { createFetch } from './fetch.ts';
import { forgetExpired } from './forgetting.ts';
import { createHandles, type Handles } from './handles.ts';
import type { Interactions } from './interaction.ts';
import { createLiving } from './living.ts';
import { mountProvider } from './mount.ts';
import { createPings } from './ping.ts';
import { sendProblem } from './problemPages.ts';
import { createProviderPages } from './providerPages.ts';
import { createInteractions } from './resume.ts';
import { addScreens } from './screens.ts';
import { readSecrets, type Secrets } from './secrets.ts';
import { createSessionEnds } from './sessionEnds.ts';
import { sessionRoute } from './sessionRoute.ts';
import { signInRoute } from './signInRoute.ts';
import { createSubjects, type Subjects } from './subjects.ts';
import { createSystemTokenReader, type FindSystem, type ReadSystemToken } from './systemTokens.ts';

export { decodeJwt } from './accessTokens.ts';
export type { AskedDetail, Beside, DetailEntry, DetailKind, GivenDetail, Giver } from './details.ts';
export { PROOF_ALGORITHMS, readProofClaims } from './dpopProofs.ts';
export { actingFor } from './grants.ts';
export { asksForActing, type Interaction, type Interactions, isEnough, mayAct } from './interaction.ts';
export { SSO_COOKIE } from './living.ts';
export { languageFor } from './locales.ts';
export { sendProblem } from './problemPages.ts';
export type { AskedApi } from './resources.ts';
export type { FindSystem, ReadSystemToken, SystemToken } from './systemTokens.ts';
export const providerMigrations = { room: 'provider', folder: new URL('./migrations/', import.meta.url) };

/** OpenID provider: the login of every service, our own screens among them. */
export interface Provider extends Room {
  readonly issuer: string;
  readonly clientOfHouse: string;
  /** `/`, `/sign-in`, `/sign-out` and `/api/session` are here. */
  readonly takesSignIn: true;
  /** What waits for a person, for the pages that they sign in on. */
  readonly interactions: Interactions;
  /** Lets services ask persons for something beside the sign-in (RFC 9396); before the start. */
  addDetails(kind: DetailKind): void;
  /** Lets agencies' systems have tokens (RFC 6749, 4.4); before the start. */
  addSystems(find: FindSystem): void;
  readonly readSystemToken: ReadSystemToken;
  /** The library's instance over the keys of now. */
  instance(): OidcProvider;
}

interface ProviderParts {
  offices: Offices;
  accounts: Accounts;
  mandates: Mandates;
  officials: Officials;
  clients: Clients;
}

export function openProvider(kernel: Kernel, parts: ProviderParts): Provider {
  const { offices, accounts, mandates, officials, clients } = parts;
  const { config, database, log } = kernel;
  const issuer = `${config.origin}/oidc`;
  const living = createLiving({ accounts });
  const details = createDetails();
  const started: { engine?: () => OidcProvider; secrets?: Secrets; subjects?: Subjects; handles?: Handles } = {};
  const stops: (() => Promise<void>)[] = [];
  let findSystem: FindSystem = async () => undefined;
  const instance = () => need(started.engine)();
  const ends = createSessionEnds({ kernel, accounts, provider: instance });
  const pings = createPings({ kernel, provider: instance, open: (reference) => openRequest(kernel.keys, reference) });
  mandates.addActings((account) => officials.postsOf(account));

  function tell(work: Promise<unknown>): void {
    work.catch((err: unknown) => log.error({ component: 'provider', err }, 'what was told was not done'));
  }

  return {
    name: 'provider',
    issuer,
    clientOfHouse: SCREENS,
    takesSignIn: true,
    interactions: createInteractions({ kernel, accounts, mandates, provider: instance, ends, details }),
    addDetails: details.add,
    addSystems(find) {
      findSystem = find;
    },
    readSystemToken: createSystemTokenReader(kernel.keys, config.origin),
    instance,
    routes: [
      ...consentRoutes({ kernel, accounts, clients, offices }),
      sessionRoute({ kernel, offices, accounts, mandates, officials }),
      signInRoute({ kernel, accounts }),
    ],
    authenticators: [
      authenticateHolder({
        kernel,
        accounts,
        findMetadata: clients.findMetadata,
        subjects: () => need(started.subjects),
      }),
    ],
    async start() {
      const secrets = await readSecrets(kernel);
      const handles = createHandles(secrets.handle);
      const subjects = createSubjects(secrets.subjectKey);
      const pages = createProviderPages(kernel, offices);
      const { findMetadata, apis } = clients;
      started.subjects = subjects;
      started.engine = createEngine({
        kernel,
        issuer,
        secrets,
        configure: () =>
          configureProvider({
            ...{ kernel, offices, accounts, mandates, secrets, handles, living, pages, findMetadata, apis, details },
            subjects: () => subjects,
            findSystem: (id) => findSystem(id),
            fetch: createFetch({ issuer, findMetadata, allowLoopback: config.demonstration }),
          }),
        prepare(provider) {
          provider.use(async (ctx, next) => {
            ctx.state.requestId = (ctx.req as { requestId?: string }).requestId;
            await next();
            await ends.followLogout(ctx as never);
          });
          stops.push(countServiceEvents(provider, { pool: database.pool, clock: kernel.clock, log }).stop);
        },
      });
      // A configuration that the library refuses stops the house here, and not the first person.
      instance();
      accounts.onSessionReplaced(ends.moveWith);
      accounts.onSessionEnded((account, session) => tell(ends.endWith(account, session)));
      accounts.onApprovalDecided((approval) =>
        tell(
          answerRequest(
            { kernel, accounts, mandates, offices, details, resources: { origin: config.origin, apis: clients.apis } },
            instance(),
            pings,
            approval,
          ),
        ),
      );
      ends.defineJobs();
      pings.defineJobs();
      kernel.jobs.define('provider-forget', () => forgetExpired(database.pool), '*/5 * * * *');
    },
    async pages(app) {
      await mountProvider(app, { kernel, provider: instance });
      const pages = createPageServer(kernel, (language) => offices.country.facts.name[language] ?? '');
      await addPages(app, pages, { kernel, sendProblem }, (scope) =>
        addScreens(scope, app, { kernel, accounts, issuer }),
      );
    },
    async stop() {
      for (const stop of stops) await stop();
    },
  };
}

function need<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the provider has not started');
  return value;
}
