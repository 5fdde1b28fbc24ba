import { errors, type KoaContextWithOIDC } from 'oidc-provider';
import type { Context, Transaction } from '#kernel';
import type { Field } from '#libs/country';
import { type AgreedField, type Agreement, agreementOf } from './clients.ts';

/** One entry of `authorization_details` (RFC 9396) as it travels. */
export type DetailEntry = { type: string } & Record<string, unknown>;

/** What a person is shown of one. */
export interface AskedDetail {
  readonly type: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly fields: readonly AgreedField[];
  /** The last day, `YYYY-MM-DD`. */
  readonly until: string;
  /** Number of whom the asked person is to answer for; absent: it is about the own data. */
  readonly onBehalfOf?: string;
}

/** Who said yes for another, and by what. */
export interface Giver {
  readonly person: string;
  readonly mandate: string;
  readonly basis: 'guardian' | 'power-of-attorney';
}

/**
 * Whose yes is needed beside the one that is given: the child's own or the representative's, who is asked by itself then; or `heard`,
 * the word of who answers that the child, who has no account, agrees.
 */
export type Beside = 'child' | 'guardian' | 'heard';

/** A person's yes to one. */
export interface GivenDetail {
  readonly asked: AskedDetail;
  /** The required ones, and what else the person ticked. */
  readonly fields: readonly Field[];
  /** The request that was answered: answered twice, it is one yes. */
  readonly request: string;
  /** Whose data it is about. */
  readonly person: string;
  /** Who agreed for that person; undefined: the person. */
  readonly giver: Giver | undefined;
  readonly client: string;
  readonly organisation: string;
  /** In which the sheet was read. */
  readonly language: string;
}

/** What services may ask a person for beside the sign-in: another room keeps the answers and lives by them. */
export interface DetailKind {
  readonly type: string;
  /** Reads what this service asks for, as far as it may. @returns in English, for its engineer, why it may not */
  check(service: Pick<Agreement, 'client' | 'organisation'>, entry: DetailEntry): Promise<AskedDetail | string>;
  /** Whose yes is needed beside this one, for who answers to read first. */
  findBeside(subject: Pick<GivenDetail, 'person' | 'giver'>): Promise<Beside | undefined>;
  /** Writes the person's yes. @returns what the service is told, and the grant remembers */
  give(transaction: Transaction, context: Context, given: GivenDetail): Promise<DetailEntry>;
  /** The same as the token's answer tells it (RFC 9396, 7.1). */
  tell(entry: DetailEntry): Promise<DetailEntry>;
}

/** Ways on which the service has proved who it is, so that nobody between has changed what it asks for. */
const ROUTES: ReadonlySet<string> = new Set(['pushed_authorization_request', 'backchannel_authentication']);
const refuse = (why: string) => new errors.InvalidAuthorizationDetails(why);

type Asking = Readonly<Record<string, unknown>> | undefined;

/** Does this request ask for more than a sign-in? */
export const asksDetail = (params: Asking): boolean => typeof params?.authorization_details === 'string';

export type Details = ReturnType<typeof createDetails>;

export function createDetails() {
  const kinds = new Map<string, DetailKind>();

  async function check(agreement: Agreement | undefined, entry: DetailEntry): Promise<AskedDetail> {
    const asked = agreement
      ? await kinds.get(entry.type)!.check(agreement, entry)
      : 'this client asks for no data of persons';
    if (typeof asked === 'string') throw refuse(asked);
    return asked;
  }

  async function validate(ctx: KoaContextWithOIDC, entry: DetailEntry): Promise<void> {
    const { oidc } = ctx;
    const asked = ROUTES.has(oidc.route);
    if (!asked && !oidc.entities.PushedAuthorizationRequest)
      throw refuse('authorization_details are asked for in a pushed request or by CIBA');
    if (entriesOf(oidc.params).length !== 1) throw refuse('one entry at a time: a person answers each by itself');
    // A token for an API would carry to its owner what this person agreed to with somebody else.
    if (asked && oidc.params?.resource !== undefined) throw refuse('a token for a resource is asked for by itself');
    const agreement = agreementOf(oidc.client);
    const { fields, onBehalfOf } = await check(agreement, entry);
    const silent = oidc.route === 'backchannel_authentication';
    if (silent && fields.some(({ required }) => !required))
      throw refuse('by CIBA a person says yes or no to all: leave optional_fields out');
    if (onBehalfOf === undefined) return;
    if (!silent) throw refuse('at the sign-in the person chooses for whom: leave on_behalf_of out');
    if (!agreement?.actsFor.includes('persons'))
      throw refuse('this client is not registered for persons who act for others');
  }

  return {
    add: (kind: DetailKind) => void kinds.set(kind.type, kind),
    types: () => [...kinds.keys()],
    /** What a request asks for, judged as of now. @throws InvalidAuthorizationDetails */
    async read(agreement: Agreement | undefined, params: Asking): Promise<AskedDetail | undefined> {
      const [entry] = entriesOf(params);
      return entry && check(agreement, entry);
    },
    give: (transaction: Transaction, context: Context, given: GivenDetail): Promise<DetailEntry> =>
      kinds.get(given.asked.type)!.give(transaction, context, given),
    findBeside: ({ type }: AskedDetail, subject: Pick<GivenDetail, 'person' | 'giver'>) =>
      kinds.get(type)!.findBeside(subject),
    /** The library's feature; the kinds are those that were added before. */
    configure: () => ({
      enabled: true as const,
      types: Object.fromEntries([...kinds.keys()].map((type) => [type, { validate }])),
      // What the person agreed to, and only where this very request asked for it: the grant lives longer than a request.
      authorizationDetailsForGrantSource: ({ oidc }: KoaContextWithOIDC) =>
        asksDetail(oidc.params) ? (oidc.grant?.rar as DetailEntry[] | undefined) : undefined,
      async authorizationDetailsForAccessToken(
        _ctx: KoaContextWithOIDC,
        token: { resourceServer?: unknown },
        source: { rar?: unknown } | undefined,
        grantType: string,
      ) {
        if (token.resourceServer || grantType === 'refresh_token') return undefined;
        const entries = (source?.rar ?? []) as DetailEntry[];
        return Promise.all(entries.map((entry) => kinds.get(entry.type)?.tell(entry) ?? entry));
      },
      authorizationDetailsForIntrospection: () => undefined,
    }),
  };
}

/** Entries that the library has read already: it is JSON, and each has a type. */
function entriesOf(params: Asking): DetailEntry[] {
  return asksDetail(params) ? (JSON.parse(String(params!.authorization_details)) as DetailEntry[]) : [];
}
