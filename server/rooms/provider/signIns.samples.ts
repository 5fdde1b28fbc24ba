import assert from 'node:assert/strict';
import * as oidc from 'openid-client';
import { SESSION_COOKIE } from '#rooms/accounts';
import { obtainCode, redeem, type Stage, signedIn, type TestBrowser, type TestService } from './stage.samples.ts';

/** A person signs in at a service and agrees to what it asks. */
export async function signIn(
  stage: Stage,
  service: TestService,
  account: string,
  parameters: Record<string, string> = {},
) {
  const browser = await signedIn(stage, account);
  const back = await obtainCode(stage, service, browser, parameters);
  assert.equal(back.url.searchParams.get('error'), null, back.url.href + back.body.slice(0, 300));
  const tokens = await redeem(service, back);
  return { browser, tokens, sub: tokens.claims()!.sub };
}

/** What the service is told about the person. */
export const readInfo = (service: TestService, tokens: { access_token: string }, sub: string) =>
  oidc.fetchUserInfo(service.config, tokens.access_token, sub);

/** The cookie of our own screens for a signed-in browser. */
export async function screensCookie({ house }: Stage, browser: TestBrowser): Promise<string> {
  const session = await house.accounts.findSession(browser.jar.get('dancu-sso /')!.value);
  return `${SESSION_COOKIE}=${house.accounts.sealSession(session!)}`;
}
