import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Field } from '#libs/country';
import { type Account, type Assurance, isRecoveryOnly, type Session } from '#rooms/accounts';
import type { AgreedField, Agreement } from './clients.ts';
import type { AskedDetail, Beside } from './details.ts';
import type { AskedApi } from './resources.ts';

/** What the provider waits for while a person is on our pages. */
export interface Interaction {
  readonly uid: string;
  readonly prompt: 'login' | 'consent';
  /** OpenID client_id of who asks. */
  readonly client: string;
  /** undefined for our own screens */
  readonly agreement: Agreement | undefined;
  /** prompt 'consent': what this request asks for, within the agreement. */
  readonly asked: readonly AgreedField[];
  /** prompt 'consent': what it asks for at APIs, given together or not at all. */
  readonly apis: readonly AskedApi[];
  /** prompt 'consent': what it asks for beside the sign-in, of the person's own. */
  readonly detail: AskedDetail | undefined;
  /** Where the browser goes when all is done. */
  readonly redirectUri: string | undefined;
  readonly wanted: Assurance;
  /** A proof given before this does not count, ISO 8601; undefined: any living session does (`prompt`, `max_age`). */
  readonly provedAfter: string | undefined;
  /** In which languages who asks would like our pages, best first (`ui_locales`). */
  readonly locales: readonly string[];
  /** Whose sign-in it must be: the consent's, or the one that the service named. */
  readonly account: string | undefined;
}

/** The provider's side of a person's way over our pages; each ends with a redirect on the reply. */
export interface Interactions {
  /** @throws Problem provider/interaction-unknown: no such, too old, or begun in another browser */
  readInteraction(request: FastifyRequest, reply: FastifyReply): Promise<Interaction>;
  /** Whose yes is needed beside this person's to the detail; undefined also where it is not theirs to answer. */
  findBeside(interaction: Interaction, session: Session): Promise<Beside | undefined>;
  finishLogin(request: FastifyRequest, reply: FastifyReply, session: Session): Promise<void>;
  /** @param given fields that the person lets the service read; `shared`: those of the detail; `remember`: next time without asking */
  finishConsent(
    request: FastifyRequest,
    reply: FastifyReply,
    given: { session: Session; fields: readonly Field[]; shared: readonly Field[]; remember: boolean },
  ): Promise<void>;
  /** The service learns `access_denied`. */
  abort(request: FastifyRequest, reply: FastifyReply): Promise<void>;
}

/** Is this living session enough, without a page? */
export function isEnough(
  { wanted, provedAfter, account, agreement }: Interaction,
  session: Session | undefined,
  isAtLeast: (one: Assurance, other: Assurance) => boolean,
): session is Session {
  if (!session || !isAtLeast(session.assurance, wanted)) return false;
  // The way back opens one's own account and no service.
  if (agreement !== undefined && isRecoveryOnly(session.factors)) return false;
  if (account !== undefined && account !== session.account) return false;
  return provedAfter === undefined || session.provedAt >= provedAfter;
}

/** Is there anybody who may act as somebody else for who asks? */
export function mayAct({ agreement }: Interaction): boolean {
  return agreement === undefined || agreement.actsFor.length > 0;
}

/** May this account act as somebody else for who asks? */
export function asksForActing({ agreement }: Interaction, { kind }: Pick<Account, 'kind'>): boolean {
  return kind === 'official' ? agreement === undefined : (agreement?.actsFor.length ?? 0) > 0;
}
