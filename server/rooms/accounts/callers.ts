import { type Authenticator, type Caller, type Context, createContext, type Kernel, refuseCrossSite } from '#kernel';
import type { Offices } from '#rooms/offices';
import type { Account, Acting, Assurance, Session } from './door.ts';
import { isRecoveryOnly } from './recoveryRules.ts';
import type { Sessions } from './sessions.ts';

export const SESSION_COOKIE = 'dancu-session';

/** What a caller who came through a session is known by, beside the kernel's own fields. */
export interface Credentials {
  readonly account: string;
  readonly session: string;
  readonly assurance: Assurance;
  readonly provedAt: string;
  readonly level: Account['level'];
  readonly acting: Acting | undefined;
}

/** @returns undefined for a caller who came another way (a system, a command) */
export function credentialsOf(caller: Caller): Credentials | undefined {
  return caller.credentials as Credentials | undefined;
}

/** A session as the caller of acts and views: a citizen, or an official in the post that the session acts for. */
export function callerOf(offices: Pick<Offices, 'scopesOf'>, session: Session): Caller {
  const { account, assurance, provedAt, level, acting, kind } = session;
  const credentials: Credentials = { account, session: session.session, assurance, provedAt, level, acting };
  const own = { id: session.actor, name: session.name, credentials };
  if (kind !== 'official')
    return { ...own, kind: 'citizen', role: 'citizen', scopes: scopesOf(offices, session), person: session.person };
  if (acting?.kind !== 'post') return { ...own, kind: 'official', scopes: new Set() };
  const { role, area, organisation } = acting;
  return { ...own, kind: 'official', role, area, organisation, scopes: offices.scopesOf(role) };
}

/** After a recovery alone only the account itself is open, for a new authenticator to be added. */
function scopesOf(offices: Pick<Offices, 'scopesOf'>, { factors }: Session): ReadonlySet<string> {
  return isRecoveryOnly(factors) ? new Set(['self.account']) : offices.scopesOf('citizen');
}

/** Who sends a request of our own screens. What changes something must come from our own pages. */
export function authenticateSession(sessions: Sessions, offices: Pick<Offices, 'scopesOf'>): Authenticator {
  return async (request) => {
    const session = await sessions.openSession(request.cookies[SESSION_COOKIE]);
    if (!session) return undefined;
    refuseCrossSite(request);
    return callerOf(offices, session);
  };
}

/** Name of an assurance on the wire. */
export function acrOf(assurance: Assurance): string {
  return `urn:dancu:acr:${assurance}`;
}

/** @returns undefined for a name that is none of ours */
export function assuranceNamed(acr: string): Assurance | undefined {
  const name = acr.startsWith('urn:dancu:acr:') ? acr.slice('urn:dancu:acr:'.length) : '';
  return name === 'low' || name === 'substantial' || name === 'high' ? name : undefined;
}

/**
 * The context of what an account's owner does before there is a session.
 * @param language of the page; the owner's own goes before it, and nobody's is undetermined (RFC 5646)
 */
export function contextOf({ clock }: Pick<Kernel, 'clock'>, account: Account | undefined, language = 'und'): Context {
  const caller: Caller = {
    kind: account?.kind === 'official' ? 'official' : 'citizen',
    id: account?.actor ?? 'nobody',
    scopes: new Set(),
    person: account?.person,
    name: account?.name,
  };
  return createContext(clock, caller, { language: account?.language ?? language });
}

/** The context of what the installation does by itself, because the register or the calendar says so. @param room in whose name */
export function installationContext({ clock }: Pick<Kernel, 'clock'>, room: string, language: string): Context {
  return createContext(clock, { kind: 'official', id: room, area: '', scopes: new Set() }, { language });
}
