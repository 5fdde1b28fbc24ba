import type { Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { type Frame, type Kernel, policyOf } from '#kernel';
import { describeOrigin } from '#rooms/accounts';
import type { Offices } from '#rooms/offices';
import { agreementOf } from './clients.ts';
import { type ProviderForm, renderDeviceCode, renderDeviceConfirm, renderDeviceDone } from './devicePages.ts';
import { findSpoken } from './locales.ts';
import { renderLogout, renderLogoutDone, renderOAuthError } from './logoutPages.ts';

type Features = Configuration['features'] & {};
type Device = Features['deviceFlow'] & {};
type Logout = Features['rpInitiatedLogout'] & {};

/** The few pages that the library shows from within, drawn as all others. */
export interface ProviderPages {
  renderError: Configuration['renderError'] & {};
  renderLogout: Logout['logoutSource'] & {};
  renderLogoutDone: Logout['postLogoutSuccessSource'] & {};
  renderDeviceCode: Device['userCodeInputSource'] & {};
  renderDeviceConfirm: Device['userCodeConfirmSource'] & {};
  renderDeviceDone: Device['successSource'] & {};
  describeDevice: Device['deviceInfo'] & {};
}

export function createProviderPages(
  { words }: Pick<Kernel, 'words'>,
  offices: Pick<Offices, 'country'>,
): ProviderPages {
  function frameOf(ctx: KoaContextWithOIDC): Frame {
    const language = languageOf(words, ctx);
    return { language, words, country: offices.country.facts.name[language] ?? '', path: '' };
  }
  function send(ctx: KoaContextWithOIDC, page: string, target?: string): void {
    ctx.type = 'html';
    ctx.set('content-security-policy', policyOf({}, target));
    ctx.body = page;
  }
  const nameOf = (ctx: KoaContextWithOIDC, { language }: Frame) => agreementOf(ctx.oidc.client)?.names[language];
  const formOf = (ctx: KoaContextWithOIDC, route: string): ProviderForm => ({
    action: ctx.oidc.urlFor(route),
    xsrf: String(ctx.oidc.session?.state?.secret),
  });
  return {
    renderError(ctx, out) {
      const { error, error_description: description } = out;
      send(ctx, renderOAuthError(frameOf(ctx), { error, description, traceId: ctx.state.requestId as string }));
    },
    renderLogout(ctx) {
      const frame = frameOf(ctx);
      const form = formOf(ctx, 'end_session_confirm');
      const target = ctx.oidc.params?.post_logout_redirect_uri;
      send(
        ctx,
        renderLogout(frame, { form, service: nameOf(ctx, frame) }),
        typeof target === 'string' ? target : undefined,
      );
    },
    renderLogoutDone(ctx) {
      const frame = frameOf(ctx);
      send(ctx, renderLogoutDone(frame, nameOf(ctx, frame)));
    },
    renderDeviceCode(ctx, _form, _out, error) {
      const wrong = error && (error.name === 'AbortedError' ? 'aborted' : isAboutCode(error) ? 'code' : 'other');
      // The library draws the form again with 200; the limit on guesses counts what was refused.
      if (wrong === 'code') ctx.status = 400;
      send(
        ctx,
        renderDeviceCode(frameOf(ctx), { form: formOf(ctx, 'code_verification'), ...(wrong ? { wrong } : {}) }),
      );
    },
    renderDeviceConfirm(ctx, _form, _client, info, userCode) {
      const frame = frameOf(ctx);
      const { device = '', network = '' } = info as { device?: string; network?: string };
      const view = { form: formOf(ctx, 'code_verification'), service: nameOf(ctx, frame) ?? '', userCode };
      send(ctx, renderDeviceConfirm(frame, { ...view, device, network }));
    },
    renderDeviceDone(ctx) {
      const frame = frameOf(ctx);
      send(ctx, renderDeviceDone(frame, nameOf(ctx, frame)));
    },
    describeDevice: (ctx) => ({ ...describeOrigin({ headers: ctx.headers, ip: ctx.ip }) }),
  };
}

/** No code, an unknown one, one too late, one already used. */
function isAboutCode(error: Error): boolean {
  return ['NoCodeError', 'NotFoundError', 'ExpiredError', 'AlreadyUsedError'].includes(error.name);
}

/** The person's own choice first, then the service's `ui_locales`, then the browser's. */
export function languageOf(words: Kernel['words'], ctx: KoaContextWithOIDC): string {
  const chosen = ctx.cookies.get('lang', { signed: false });
  if (chosen && words.languages.includes(chosen)) return chosen;
  const asked = ctx.oidc?.params?.ui_locales;
  const spoken = typeof asked === 'string' ? findSpoken(words, asked.split(' ')) : undefined;
  return spoken ?? words.choose(ctx.get('accept-language'));
}
