import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Kernel, PageServer } from '#kernel';
import type { Accounts, Session } from '#rooms/accounts';
import type { Mandates } from '#rooms/mandates';
import type { Offices } from '#rooms/offices';
import type { Officials } from '#rooms/officials';
import type { Interaction, Interactions } from '#rooms/provider';
import type { ActingFinder } from './actings.ts';
import type { Crossings } from './crossings.ts';
import type { Entrance } from './entrance.ts';
import type { ServiceLine } from './signInPages.ts';

export interface SignInParts {
  readonly kernel: Pick<Kernel, 'config' | 'clock' | 'database' | 'words'>;
  readonly offices: Offices;
  readonly accounts: Accounts;
  readonly mandates: Pick<Mandates, 'takeUp'>;
  readonly officials: Pick<Officials, 'restOf'>;
  readonly interactions: Interactions;
  readonly crossings: Crossings;
  readonly actings: ActingFinder;
  readonly pages: PageServer;
  readonly entrances: readonly Entrance[];
}

/** One request on its way through a sign-in. */
export interface Round {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly interaction: Interaction;
  /** `/sign-in/<uid>` */
  readonly action: string;
  readonly browser: string;
  readonly service: ServiceLine;
  /** The living session of this browser, if any. */
  readonly session: Session | undefined;
}

/** @param service undefined for our own screens */
export function describeService(
  offices: Pick<Offices, 'country' | 'organisationName'>,
  service: { readonly names: Readonly<Record<string, string>>; readonly organisation: string } | undefined,
  language: string,
): ServiceLine {
  if (!service) return { name: 'Dancu', organisation: offices.country.facts.name[language] };
  const name = service.names[language] ?? Object.values(service.names)[0] ?? '';
  return { name, organisation: offices.organisationName(service.organisation, language) };
}
