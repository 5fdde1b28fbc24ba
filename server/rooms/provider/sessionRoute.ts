import { Type } from 'typebox';
import { type Caller, type Contract, contract, type Kernel } from '#kernel';
import { type Accounts, type Acting, credentialsOf } from '#rooms/accounts';
import type { Mandates } from '#rooms/mandates';
import type { Offices } from '#rooms/offices';
import type { Officials } from '#rooms/officials';

const maybe = Type.Optional(Type.String());

const Session = Type.Object({
  caller: Type.Union([
    Type.Null(),
    Type.Object({
      kind: Type.String(),
      id: Type.String(),
      name: Type.String(),
      role: Type.String(),
      roleName: Type.String(),
      area: maybe,
      areaName: maybe,
      organisation: maybe,
      organisationName: maybe,
      person: maybe,
      scopes: Type.Array(Type.String()),
      assurance: Type.Optional(Type.String({ description: 'low, substantial or high' })),
      provedAt: maybe,
      acting: Type.Optional(
        Type.Object(
          { kind: Type.String(), name: maybe, scopes: Type.Optional(Type.Array(Type.String())) },
          { description: 'As whom: an organisation, a represented person, a post; absent: as oneself' },
        ),
      ),
      canAct: Type.Boolean({ description: 'May choose to act as somebody else' }),
    }),
  ]),
  language: Type.String(),
  languages: Type.Array(Type.String()),
  demonstration: Type.Boolean(),
  now: Type.String(),
  country: Type.Object({ code: Type.String(), name: Type.String(), timeZone: Type.String() }),
});

export interface SessionRouteParts {
  readonly kernel: Pick<Kernel, 'config' | 'clock' | 'words'>;
  readonly offices: Offices;
  readonly accounts: Pick<Accounts, 'findAccount'>;
  readonly mandates: Pick<Mandates, 'actingsOf'>;
  readonly officials: Pick<Officials, 'postsOf'>;
}

/** GET /api/session: what every screen asks first. */
export function sessionRoute(parts: SessionRouteParts): Contract {
  const { kernel, offices } = parts;
  const { facts } = offices.country;
  return contract({
    method: 'GET',
    path: '/api/session',
    tag: 'session',
    scope: null,
    summary: 'Who I am here, in which language, at what time',
    answers: { 200: Session },
    handle: async ({ caller, language }) => ({
      caller: await describeCaller(parts, caller, language),
      language,
      languages: [...kernel.words.languages],
      demonstration: kernel.config.demonstration,
      now: kernel.clock.now().toISOString(),
      country: { code: facts.id, name: facts.name[language] ?? '', timeZone: facts.timeZone },
    }),
  });
}

async function describeCaller(parts: SessionRouteParts, caller: Caller, language: string) {
  const { offices } = parts;
  const credentials = credentialsOf(caller);
  // A system, or nobody: neither has a session.
  if (!credentials) return null;
  const { role = '', area, organisation, person } = caller;
  const { assurance, provedAt, acting, account } = credentials;
  return {
    kind: caller.kind === 'official' && organisation !== undefined ? 'agency' : caller.kind,
    id: caller.id,
    name: caller.name ?? '',
    role,
    roleName: offices.roleName(role, language),
    scopes: [...caller.scopes],
    ...(area === undefined ? {} : { area, areaName: offices.areaName(area, language) }),
    ...(organisation === undefined
      ? {}
      : { organisation, organisationName: offices.organisationName(organisation, language) }),
    ...(person === undefined ? {} : { person }),
    assurance,
    provedAt,
    ...(acting ? { acting: describeActing(acting) } : {}),
    canAct: await canAct(parts, account, acting),
  };
}

function describeActing(acting: Acting) {
  return acting.kind === 'post'
    ? { kind: acting.kind }
    : { kind: acting.kind, name: acting.name, scopes: [...acting.scopes] };
}

async function canAct(parts: SessionRouteParts, key: string, acting: Acting | undefined): Promise<boolean> {
  const account = await parts.accounts.findAccount(key);
  if (!account) return false;
  if (account.kind === 'official') return (await parts.officials.postsOf(account)).length > 1;
  return acting !== undefined || (await parts.mandates.actingsOf(account)).length > 0;
}
