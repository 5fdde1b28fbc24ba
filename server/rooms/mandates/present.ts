import type { Words } from '#kernel';
import type { Acting, ActingLimits } from '#rooms/accounts';
import type { Offices } from '#rooms/offices';
import { isInForce } from './model.ts';
import type { Mandate, Organisation } from './record.ts';

export interface Presenter {
  readonly offices: Offices;
  readonly words: Words;
}

/** Whom a mandate speaks for, as far as it is shown. */
export interface Principal {
  readonly kind: 'organisation' | 'person';
  readonly name: string;
  readonly taxCode?: string;
  /** Can be acted for today. */
  readonly there: boolean;
}

export interface Rights {
  canAccept: boolean;
  canEnd: boolean;
  canConfirm: boolean;
}

export function presentScopes({ offices }: Presenter, language: string, scopes: readonly string[]) {
  const names = new Map(offices.country.mandates.scopes.map(({ id, name }) => [id, name]));
  return scopes.map((id) => ({ id, name: names.get(id)?.[language] ?? id }));
}

function presentLimits({ offices }: Presenter, language: string, limits: ActingLimits | undefined) {
  if (!limits) return {};
  const { organisations, words } = limits;
  return {
    limits: {
      ...(organisations
        ? { organisations: organisations.map((id) => ({ id, name: offices.organisationName(id, language) })) }
        : {}),
      ...(words ? { words } : {}),
    },
  };
}

export function presentMandate(
  parts: Presenter,
  language: string,
  mandate: Mandate,
  principal: Principal,
  today: string,
  rights: Rights,
) {
  const { to, lapsesOn, confirmBy, acceptedAt, endedAt, endedWhy } = mandate;
  return {
    id: mandate.mandate,
    principal: mandate.principal,
    principalKind: principal.kind,
    principalName: principal.name,
    ...(principal.taxCode ? { taxCode: principal.taxCode } : {}),
    kind: mandate.kind,
    holderName: mandate.name,
    scopes: presentScopes(parts, language, mandate.scopes),
    ...presentLimits(parts, language, mandate.limits),
    state: mandate.state,
    inForce: principal.there && isInForce(mandate, today),
    from: mandate.from,
    ...(to ? { to } : {}),
    ...(lapsesOn && mandate.state === 'offered' ? { lapsesOn } : {}),
    ...(confirmBy ? { confirmBy } : {}),
    givenAt: mandate.givenAt,
    ...(acceptedAt ? { acceptedAt } : {}),
    ...(endedAt ? { endedAt } : {}),
    ...(endedWhy ? { endedWhy, endedWhyText: parts.words.say(language, `mandates.ended.${endedWhy}`) } : {}),
    lawText: parts.offices.legalBasisTitle(mandate.legalBasis, language),
    ...rights,
  };
}

export type MandateShown = ReturnType<typeof presentMandate>;

export function presentActing(parts: Presenter, language: string, acting: Acting) {
  const { offices } = parts;
  if (acting.kind !== 'post')
    return {
      ...acting,
      scopes: presentScopes(parts, language, acting.scopes),
      ...presentLimits(parts, language, acting.limits),
    };
  const { area, organisation, role } = acting;
  const roleName = offices.roleName(role, language);
  const areaName = area === undefined ? undefined : offices.areaName(area, language);
  const place = organisation ? offices.organisationName(organisation, language) : areaName;
  return {
    ...acting,
    name: [roleName, place].filter(Boolean).join(', '),
    roleName,
    ...(areaName ? { areaName } : {}),
    scopes: [],
  };
}

export function presentOrganisation({ offices }: Presenter, language: string, one: Organisation) {
  return {
    id: one.organisation,
    taxCode: one.taxCode,
    name: one.name,
    province: one.province,
    provinceName: offices.areaName(one.province, language),
    state: one.state,
    openedAt: one.openedAt,
  };
}
