import { describeEntry, type Entry, type Kernel } from '#kernel';
import type { Field } from '#libs/country';
import { type Account, type Acting, contextOf } from '#rooms/accounts';
import { type ClaimName, fieldOf } from '#rooms/clients';
import type { Mandates } from '#rooms/mandates';
import type { Offices } from '#rooms/offices';
import { fillClaims } from './claimValues.ts';
import type { Agreement } from './clients.ts';
import { type Permission, principalOf } from './permissions.ts';
import { lookAtRegister } from './registerLooks.ts';
import { type Subjects, sectorOf } from './subjects.ts';

export interface ReleaseParts {
  readonly kernel: Pick<Kernel, 'database' | 'clock' | 'config'>;
  readonly offices: Offices;
  readonly mandates: Pick<Mandates, 'actingsOf'>;
  readonly subjects: () => Subjects;
}

export interface Release {
  readonly account: Account;
  readonly agreement: Agreement;
  readonly permission: Permission;
  /** Names of the claims that are asked for. */
  readonly claims: readonly string[];
  /** Where they leave: `userinfo`, `id_token`. */
  readonly use: string;
}

/**
 * The claims that may leave: asked for, in the agreement, agreed to by the person. Whatever is read of the register leaves
 * a line first that its owner can read, with the service's purpose and law; the names of the fields, never their values.
 */
export async function releaseClaims(parts: ReleaseParts, release: Release): Promise<Record<string, unknown>> {
  const { account, agreement, permission, claims } = release;
  const may: ReadonlySet<Field> = new Set(
    agreement.fields.map(({ field }) => field).filter((field) => permission.fields.includes(field)),
  );
  const released = [...new Set(claims)].filter((claim): claim is ClaimName => {
    const field = fieldOf(claim);
    return field !== undefined && may.has(field);
  });
  const acting = claims.includes('acting_for')
    ? await holdActing(parts, account, permission.acting, agreement)
    : undefined;
  const represented = acting?.kind === 'person' ? acting.person : undefined;
  if ((released.length === 0 || !account.person) && !represented) return describeActing(parts, agreement, acting);
  const filled = await lookAtRegister(parts.kernel.database, {
    person: released.length > 0 ? account.person : undefined,
    see(record) {
      const claimed = record
        ? fillClaims(record, released, { offices: parts.offices, language: account.language })
        : {};
      return { filled: claimed, line: describeLook(parts, release, represented, Object.keys(claimed)) };
    },
  });
  return { ...filled, ...describeActing(parts, agreement, acting) };
}

function describeLook(
  { kernel }: ReleaseParts,
  { account, agreement, use }: Release,
  represented: string | undefined,
  filled: readonly string[],
): Entry {
  const fields = [...new Set([...filled.flatMap((claim) => fieldOf(claim) ?? []), ...(represented ? ['name'] : [])])];
  const context = contextOf(kernel, account);
  return {
    ...describeEntry(context, {
      kind: 'look',
      room: 'provider',
      type: 'sign-in-data',
      subjects: [account.person, represented].filter((person) => person !== undefined),
      purpose: agreement.purpose,
      legalBasis: agreement.legalBasis,
      fields,
      data: { use, service: agreement.client, realm: agreement.realm },
    }),
    // The service reads, by the leave of the person.
    actor: agreement.client,
    organisation: agreement.organisation,
    office: agreement.client,
  };
}

type Represented = Exclude<Acting, { kind: 'post' }>;

/** The mandate must stand now: it may have ended since the sign-in. */
async function holdActing(
  { mandates }: ReleaseParts,
  account: Account,
  acting: Acting | undefined,
  agreement: Agreement,
): Promise<Represented | undefined> {
  if (!acting || acting.kind === 'post') return undefined;
  const held = await mandates.actingsOf(account, { organisation: agreement.organisation });
  return held.find((one) => one.mandate === acting.mandate && principalOf(one) === principalOf(acting));
}

function describeActing(
  { subjects }: ReleaseParts,
  agreement: Agreement,
  acting: Represented | undefined,
): Record<string, unknown> {
  if (!acting) return {};
  const sub = subjects().nameFor(sectorOf(agreement), principalOf(acting));
  const { name, scopes } = acting;
  const own = acting.kind === 'organisation' ? { tax_code: acting.taxCode } : { basis: acting.basis };
  return { acting_for: { kind: acting.kind, sub, name, scopes, ...own } };
}
