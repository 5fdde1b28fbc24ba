import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import * as oidc from 'openid-client';
import { askForData, type Client, createClient, DancuProblem, type PersonData } from '#libs/client';
import { SESSION_COOKIE } from '#rooms/accounts';
import {
  begin,
  openStage,
  registerService,
  type Stage,
  signedIn,
  type TestBrowser,
  type TestService,
} from '../provider/stage.samples.ts';
import { type Connected, steward } from './stand.samples.ts';

/** BIDV may fill in its forms with what its customers agree to (country/vn/agreements.yaml). */
export const LAW = 'data-protection-law-9';
export const FORMS = 'bank-form-prefill';
export const CIBA = 'urn:openid:params:grant-type:ciba' as const;

export interface Bank {
  readonly stage: Stage;
  readonly service: TestService;
  /** Its system that asks the exchange. */
  readonly system: Client;
  /** The same by hand. */
  readonly connected: Pick<Connected, 'privateKey' | 'kid'>;
  readonly simulated: Client;
}

export type Person = Stage['accounts'][number];

export async function openBank(): Promise<Bank> {
  const stage = await openStage();
  const service = await registerBankService(stage);
  const { client, ...connected } = await connect(stage, 'bidv');
  const { client: simulated } = await connect(stage, 'bidv', 'simulation');
  return { stage, service, system: client, connected, simulated };
}

export function registerBankService(
  stage: Stage,
  organisation = 'bidv',
  actsFor: readonly ('persons' | 'organisations')[] = [],
) {
  return registerService(stage, {
    organisation,
    actsFor: [...actsFor],
    ...(organisation === 'bidv' ? { purpose: FORMS, legalBasis: LAW } : {}),
    fields: [{ field: 'name', required: true }],
    metadata: { grant_types: ['authorization_code', CIBA], backchannel_token_delivery_mode: 'poll' },
  });
}

export async function connect(
  { house, origin }: Stage,
  organisation: string,
  stage: 'simulation' | 'production' = 'production',
): Promise<Pick<Connected, 'client' | 'privateKey' | 'kid'>> {
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicJwk = { ...pair.publicKey.export({ format: 'jwk' }) };
  const given = { organisation, name: 'Core', publicJwk, stage };
  const { kid } = await house.exchange.createSystem(steward(house.kernel, organisation), given);
  const privateKey = pair.privateKey.export({ format: 'jwk' });
  return { kid, privateKey, client: createClient({ baseUrl: origin, privateKey, retries: 0, purpose: FORMS }) };
}

export const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
export const wanted = (more: Partial<PersonData> = {}): PersonData => ({
  ...{ purpose: FORMS, fields: ['name', 'birthDate'], optionalFields: ['phone'], until: dayFromNow(30) },
  ...more,
});

/** Pushes a request with these details and opens it in the browser. */
export async function push(
  service: TestService,
  browser: TestBrowser,
  details: string,
  parameters: Record<string, string> = {},
) {
  const begun = await begin(service, { scope: 'openid', ...parameters, authorization_details: details });
  const url = await oidc.buildAuthorizationUrlWithPAR(service.config, begun.given);
  return { ...begun, page: await browser.go(url.pathname + url.search) };
}

/** What stands in the token's answer. */
export interface Told {
  readonly type: string;
  readonly purpose: string;
  readonly fields: string[];
  readonly until: string;
  readonly consent: string;
  readonly receipt: string;
}

/** Sends the sheet. @param ticked optional fields @returns where the browser went */
export async function answerSheet(
  browser: TestBrowser,
  page: { url: string; body: string },
  ticked: readonly string[] = [],
  decision = 'yes',
) {
  const token = /name="token" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  const boxes = Object.fromEntries(ticked.map((field) => [`share:${field}`, 'yes']));
  return browser.go(new URL(page.url).pathname, { form: { token, step: 'consent', decision, ...boxes } });
}

/** The whole way of the code flow. */
export async function agree(
  { stage, service }: Bank,
  account: string,
  { ticked = [], ...more }: Partial<PersonData> & { ticked?: readonly string[] } = {},
): Promise<Told> {
  const browser = await signedIn(stage, account);
  const { page, verifier, state } = await push(service, browser, askForData(wanted(more)));
  const back = await answerSheet(browser, page, ticked);
  const tokens = await oidc.authorizationCodeGrant(service.config, new URL(back.url), {
    ...{ pkceCodeVerifier: verifier, expectedState: state },
  });
  return toldBy(tokens);
}

export function toldBy(tokens: { authorization_details?: unknown }): Told {
  const [told, ...others] = tokens.authorization_details as Told[];
  assert.equal(others.length, 0);
  return told!;
}

/** A request of the person's own screens. */
export async function askAs(
  stage: Stage,
  { account }: Pick<Person, 'account'>,
  method: 'GET' | 'POST' | 'DELETE',
  url: string,
  payload?: object,
) {
  const { house } = stage;
  const browser = await signedIn(stage, account);
  const session = await house.accounts.findSession(browser.jar.get('dancu-sso /')!.value);
  const headers = { cookie: `${SESSION_COOKIE}=${house.accounts.sealSession(session!)}`, 'accept-language': 'en' };
  return house.app.inject({ method, url, headers, ...(payload ? { payload } : {}) });
}

/** `given` or the code of the refusal. */
export async function read(system: Client, pin: string, fields: readonly string[] = ['name'], more = {}) {
  return system.attributes(pin, fields, { legalBasis: LAW, ...more }).then(
    () => 'given',
    (error: unknown) => {
      if (error instanceof DancuProblem) return error.code;
      throw error;
    },
  );
}
