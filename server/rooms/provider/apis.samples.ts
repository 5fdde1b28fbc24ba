import type { Stage, TestService } from './stage.samples.ts';

export const EDUCATION = 'ministry-of-education-and-training';

/** Who acts at the console of an organisation. */
export const by = ({ house }: Stage, id: string, organisation: string) => ({
  caller: { kind: 'official' as const, id, organisation, scopes: new Set(['services.manage']) },
  ...{ purpose: undefined, legalBasis: undefined, caseNumber: undefined, language: 'en', requestId: 'test' },
  ...{ clock: house.kernel.clock, receivedAt: new Date().toISOString(), idempotency: undefined },
});

const words = (text: string) => ({ vi: `${text} (vi)`, en: text, fr: `${text} (fr)` });

let count = 0;
/** An API of the ministry of education, of which a service of the ministry of health was given these scopes. */
export async function openApi(
  stage: Stage,
  { service, reader, tokenFormat }: { service: TestService; reader?: TestService; tokenFormat: 'jwt' | 'opaque' },
  given: string[],
): Promise<{ api: string; indicator: string }> {
  const { apis } = stage.house.clients;
  count += 1;
  const indicator = `https://records.moet.gov.vn/v${count}`;
  const scopes = ['marks.read', 'marks.print', 'marks.own'].map((scope) => ({
    ...{ scope, name: words(`Name of ${scope}`), description: words(`Description of ${scope}`) },
  }));
  const { api } = await apis.register(by(stage, 'teacher', EDUCATION), {
    ...{ indicator, name: words('School records'), scopes, tokenSeconds: 90, tokenFormat },
    ...(reader ? { reader: reader.client } : {}),
  });
  await giveScopes(stage, service, api, given);
  return { api, indicator };
}

/** The owner gives a service these scopes, in place of those of before. */
export async function giveScopes(stage: Stage, service: TestService, api: string, scopes: string[]): Promise<void> {
  if (scopes.length === 0) return;
  const { apis } = stage.house.clients;
  const asking = { client: service.client, api, scopes, why: 'to show marks to parents' };
  await apis.ask(by(stage, 'engineer', 'ministry-of-health'), asking);
  await apis.decide(by(stage, 'teacher', EDUCATION), api, service.client, { decision: 'give', scopes });
}
