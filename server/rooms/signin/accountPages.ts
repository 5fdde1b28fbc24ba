import type { FastifyInstance } from 'fastify';
import { type Fault, type Form, type PageServer, Problem, type Say } from '#kernel';
import { type Accounts, describeOrigin } from '#rooms/accounts';
import { SSO_COOKIE } from '#rooms/provider';
import {
  type ActivationForm,
  renderActivated,
  renderActivation,
  renderActivationCode,
  renderAddPasskey,
} from './activationPages.ts';
import { renderRecovery, renderRecoveryBegun } from './recoveryPages.ts';

const IDENTIFIER = /^[0-9A-Za-z]{6,14}$/;
const tidy = (text: string | undefined) => (text ?? '').replace(/[\s.-]/g, '').toUpperCase();

interface Parts {
  readonly accounts: Accounts;
  readonly pages: PageServer;
}

/** `/activate`, `/recover` and the first passkey: pages that need no service behind them. */
export function addAccountPages(scope: FastifyInstance, { accounts, pages }: Parts): void {
  scope.get('/activate', async (request, reply) => {
    const sending = pages.sendingOf(request, reply, '/activate');
    return pages.send(reply, renderActivation(pages.frameOf(request, '/activate'), { sending, form: {} }));
  });

  scope.post('/activate', async (request, reply) => {
    const form = pages.readForm(request, reply, '/activate');
    const say = pages.sayFor(request);
    const given = readActivation(form);
    const redraw = (faults: readonly Fault[]) => {
      const sending = pages.sendingOf(request, reply, '/activate');
      const page = renderActivation(pages.frameOf(request, '/activate'), { sending, form: given.typed, faults });
      return pages.send(reply, page, { status: 422 });
    };
    const faults = checkActivation(say, given);
    if (faults.length > 0) return redraw(faults);
    const { identifier, name, birthDate, contact } = given;
    const begun = await accounts.activation
      .begin({ identifier, name, birthDate: birthDate!, contact, language: request.language }, describeOrigin(request))
      .catch((error: unknown) => {
        if (error instanceof Problem && error.code === 'accounts/contact-malformed') return undefined;
        throw error;
      });
    if (!begun) return redraw([{ field: 'contact', text: say('page.activate.contactMalformed') }]);
    return reply.redirect(`/activate/${begun.activation}`, 303);
  });

  scope.get('/activate/done', async (request, reply) =>
    pages.send(reply, renderActivated(pages.frameOf(request, '/activate/done'))),
  );

  scope.get<{ Params: { activation: string } }>('/activate/:activation', async (request, reply) => {
    const action = `/activate/${request.params.activation}`;
    const sending = pages.sendingOf(request, reply, action);
    return pages.send(reply, renderActivationCode(pages.frameOf(request, action), { sending }));
  });

  scope.post<{ Params: { activation: string } }>('/activate/:activation', async (request, reply) => {
    const { activation } = request.params;
    const action = `/activate/${activation}`;
    const form = pages.readForm(request, reply, action);
    const say = pages.sayFor(request);
    const code = (form.code ?? '').replace(/\s/g, '');
    const fault = code === '' ? say('page.prove.missing') : await confirm(activation, code);
    if (fault === undefined) return reply.redirect('/activate/done', 303);
    const faults = [{ field: 'code', text: fault }];
    const sending = pages.sendingOf(request, reply, action);
    return pages.send(reply, renderActivationCode(pages.frameOf(request, action), { sending, faults }), {
      status: 422,
    });

    async function confirm(id: string, typed: string): Promise<string | undefined> {
      try {
        await accounts.activation.confirm(id, typed, describeOrigin(request));
        return undefined;
      } catch (error) {
        if (error instanceof Problem && error.code === 'accounts/code-wrong') return say('page.activate.codeWrong');
        throw error;
      }
    }
  });

  scope.get('/recover', async (request, reply) => {
    const sending = pages.sendingOf(request, reply, '/recover');
    return pages.send(reply, renderRecovery(pages.frameOf(request, '/recover'), { sending }));
  });

  scope.post('/recover', async (request, reply) => {
    const form = pages.readForm(request, reply, '/recover');
    const say = pages.sayFor(request);
    const identifier = tidy(form.identifier);
    if (!IDENTIFIER.test(identifier)) {
      const text = identifier === '' ? say('page.identify.missing') : say('page.identify.malformed');
      const sending = pages.sendingOf(request, reply, '/recover');
      const view = { sending, identifier: form.identifier, faults: [{ field: 'identifier', text }] };
      return pages.send(reply, renderRecovery(pages.frameOf(request, '/recover'), view), { status: 422 });
    }
    // The code is on this answer only: an address to come back to would show it to whoever has the address.
    const begun = await accounts.recovery.begin(identifier, describeOrigin(request));
    return pages.send(reply, renderRecoveryBegun(pages.frameOf(request, ''), begun));
  });

  scope.get('/passkey', async (request, reply) => {
    const session = await accounts.findSession(request.cookies[SSO_COOKIE]);
    if (!session) return reply.redirect('/sign-in?to=/passkey', 303);
    return pages.send(reply, renderAddPasskey(pages.frameOf(request, '/passkey')));
  });
}

interface GivenActivation {
  readonly typed: ActivationForm;
  readonly identifier: string;
  readonly name: string;
  /** `YYYY-MM-DD`, `YYYY-MM`, `YYYY`; undefined: no such date. */
  readonly birthDate: string | undefined;
  readonly contact: { readonly kind: 'phone' | 'email'; readonly value: string };
}

function readActivation(form: Form): GivenActivation {
  const { identifier, name, day, month, year, contact } = form;
  const value = (contact ?? '').trim();
  return {
    typed: { identifier, name, day, month, year, contact },
    identifier: tidy(identifier),
    name: (name ?? '').trim().replace(/\s+/g, ' '),
    birthDate: joinDate(day, month, year),
    contact: value.includes('@') ? { kind: 'email', value } : { kind: 'phone', value: value.replace(/[\s.()-]/g, '') },
  };
}

/** Some are registered with a year only, or year and month. @returns undefined where the three make no date */
export function joinDate(day = '', month = '', year = ''): string | undefined {
  const [d, m, y] = [day, month, year].map((part) => part.trim()) as [string, string, string];
  if (!/^\d{4}$/.test(y) || !/^\d{0,2}$/.test(m) || !/^\d{0,2}$/.test(d)) return undefined;
  if (m === '') return d === '' ? y : undefined;
  const date = [y, m.padStart(2, '0'), ...(d === '' ? [] : [d.padStart(2, '0')])].join('-');
  const whole = new Date(`${d === '' ? `${date}-01` : date}T00:00:00Z`);
  // 31 February would roll over into March.
  return !Number.isNaN(whole.getTime()) && whole.toISOString().startsWith(date) ? date : undefined;
}

function checkActivation(say: Say, given: GivenActivation): Fault[] {
  const faults: Fault[] = [];
  const missing = (field: string, label: string) =>
    faults.push({ field, text: say('page.activate.missing', { field: say(label) }) });
  if (given.identifier === '') missing('identifier', 'page.activate.identifier');
  else if (!IDENTIFIER.test(given.identifier))
    faults.push({ field: 'identifier', text: say('page.activate.identifierMalformed') });
  if (given.name === '') missing('name', 'page.activate.name');
  if (!given.birthDate) faults.push({ field: 'day', text: say('page.activate.dateMalformed') });
  if (given.contact.value === '') missing('contact', 'page.activate.contact');
  return faults;
}
