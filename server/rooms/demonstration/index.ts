import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type Caller, type Contract, contract, type Kernel, type Room, requireScope, type Words } from '#kernel';
import type { Offices } from '#rooms/offices';
import { type Persona, readPersonas } from './personas.ts';
import { COOKIE, readSession, refuseCrossSite, signSession } from './session.ts';
import { type PersonaGroup, renderSignIn, type SignInPersona, signInStyleHash } from './signin.ts';

export { seedPersonas } from './personas.ts';
export { seedActivity } from './seed.ts';
export const demonstrationMigrations = { room: 'demonstration', folder: new URL('./migrations/', import.meta.url) };

const homes: Record<Persona['kind'], string> = { citizen: '/me', official: '/desk', agency: '/agency' };

/**
 * Personas to play and the session they ride on. Without DANCU_DEMONSTRATION=1 nobody can sign in here and the page is not there.
 */
export function openDemonstration(kernel: Kernel, offices: Offices): Room {
  const { config, keys, words } = kernel;
  let personas = new Map<string, Persona>();

  function callerOf(request: FastifyRequest): { caller: Caller; persona: Persona } | undefined {
    if (!config.demonstration) return undefined;
    const persona = personas.get(readSession(keys, request.cookies[COOKIE], Date.now()) ?? '');
    if (!persona) return undefined;
    const caller: Caller = {
      kind: persona.kind === 'citizen' ? 'citizen' : 'official',
      id: persona.person ?? persona.id,
      name: persona.name,
      role: persona.role,
      scopes: offices.scopesOf(persona.role),
      person: persona.person,
      organisation: persona.organisation,
      area: persona.area,
    };
    return { caller, persona };
  }

  function renderPage(language: string): string {
    const invited = [...personas.values()].map((one) => invite(one, offices, words, language));
    return renderSignIn({ language, words, country: offices.country.facts.name[language] ?? '', personas: invited });
  }

  return {
    name: 'demonstration',
    routes: [sessionRoute(kernel, offices, callerOf), ...(config.demonstration ? [clockRoute(kernel)] : [])],
    authenticators: [
      (request) => {
        const found = callerOf(request);
        if (found) refuseCrossSite(request);
        return found?.caller;
      },
    ],
    async start() {
      if (config.demonstration) personas = new Map((await readPersonas(kernel)).map((one) => [one.id, one]));
    },
    pages(app: FastifyInstance) {
      if (!config.demonstration) return;
      app.addContentTypeParser(
        'application/x-www-form-urlencoded',
        { parseAs: 'string', bodyLimit: 4096 },
        (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))),
      );
      const hidden = { schema: { hide: true } };
      app.get('/', hidden, async (request, reply) =>
        reply.redirect(callerOf(request) ? homeOf(callerOf(request)!.persona) : '/sign-in', 303),
      );
      app.get('/sign-in', hidden, async (request, reply) => {
        reply.header(
          'content-security-policy',
          `default-src 'none'; style-src ${signInStyleHash}; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
        );
        return reply.type('text/html; charset=utf-8').send(renderPage(request.language));
      });
      app.post('/sign-in', hidden, async (request, reply) => {
        refuseCrossSite(request);
        const form = (request.body ?? {}) as Record<string, string>;
        const persona = personas.get(String(form.persona ?? ''));
        // The language of the page goes on; scripts of the screens read and write this cookie too.
        if (words.languages.includes(form.lang ?? ''))
          reply.setCookie('lang', form.lang!, { path: '/', sameSite: 'lax', maxAge: 31_536_000 });
        if (!persona) return reply.redirect('/sign-in', 303);
        reply.setCookie(COOKIE, signSession(keys, persona.id, Date.now()), {
          path: '/',
          httpOnly: true,
          sameSite: 'strict',
          secure: config.origin.startsWith('https:'),
        });
        return reply.redirect(homeOf(persona), 303);
      });
      app.post('/sign-out', hidden, async (request, reply) => {
        refuseCrossSite(request);
        return reply.clearCookie(COOKIE, { path: '/' }).redirect('/sign-in', 303);
      });
    },
  };
}

function homeOf(persona: Persona): string {
  return persona.role === 'auditor' ? '/audit' : homes[persona.kind];
}

/** A persona in the reader's language. */
function describe(one: Persona, offices: Offices, language: string) {
  return {
    ...one,
    roleName: offices.roleName(one.role, language),
    ...(one.organisation ? { organisationName: offices.organisationName(one.organisation, language) } : {}),
    ...(one.area !== undefined ? { areaName: offices.areaName(one.area, language) } : {}),
  };
}

function groupOf(persona: Persona): PersonaGroup {
  if (persona.role === 'auditor' || persona.role === 'administrator') return 'oversight';
  return persona.kind === 'official' ? 'officer' : persona.kind;
}

/** A persona as the sign-in page tells of it: "Registration officer, Hoàn Kiếm Ward". */
function invite(one: Persona, offices: Offices, words: Words, language: string): SignInPersona {
  const { roleName, areaName, organisationName } = describe(one, offices, language);
  return {
    id: one.id,
    name: one.name,
    roleName: [roleName, organisationName ?? areaName].filter(Boolean).join(', '),
    group: groupOf(one),
    line: words.say(language, `screen.signIn.persona.${one.id}`),
  };
}

const maybe = Type.Optional(Type.String());

function sessionRoute(
  kernel: Kernel,
  offices: Offices,
  callerOf: (request: FastifyRequest) => { caller: Caller; persona: Persona } | undefined,
): Contract {
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
      }),
    ]),
    language: Type.String(),
    languages: Type.Array(Type.String()),
    demonstration: Type.Boolean(),
    now: Type.String(),
    country: Type.Object({ code: Type.String(), name: Type.String(), timeZone: Type.String() }),
  });
  return contract({
    method: 'GET',
    path: '/api/session',
    tag: 'session',
    scope: null,
    summary: 'Who I am here, in which language, at what time',
    answers: { 200: Session },
    handle: ({ language }, _input, request) => {
      const found = callerOf(request);
      const { words, clock } = kernel;
      const persona = found && describe(found.persona, offices, language);
      return {
        caller: persona ? { ...persona, id: persona.id, scopes: [...found!.caller.scopes] } : null,
        language,
        languages: [...words.languages],
        demonstration: kernel.config.demonstration,
        now: clock.now().toISOString(),
        country: {
          code: offices.country.facts.id,
          name: offices.country.facts.name[language] ?? '',
          timeZone: offices.country.facts.timeZone,
        },
      };
    },
  });
}

function clockRoute(kernel: Kernel): Contract {
  return contract({
    method: 'POST',
    path: '/api/demonstration/clock',
    tag: 'session',
    scope: 'admin',
    summary: 'Move the demonstration’s clock by whole days from the true time',
    body: Type.Object({ days: Type.Integer({ minimum: -36500, maximum: 36500 }) }, { additionalProperties: false }),
    answers: { 200: Type.Object({ now: Type.String() }) },
    handle: ({ caller }, { body }) => {
      requireScope(caller, 'admin');
      kernel.clock.moveBy(body.days * 86_400_000);
      return { now: kernel.clock.now().toISOString() };
    },
  });
}
