import type { Caller, Client, Words } from '#kernel';
import { type AgreementTerms, addWorkingDays } from '#libs/country';
import { type AgreementVersion, readAgreementVersions, readNewestAgreements } from '#rooms/exchange';
import type { Offices } from '#rooms/offices';
import type { Officials } from '#rooms/officials';
import { viewHours } from './catalogue.ts';
import {
  type DraftRow,
  readDraft,
  readDrafts,
  readEnacted,
  readSignatures,
  readSigned,
  type SignatureRow,
} from './draftStore.ts';
import { judgeDue, refuseSigner, type Side, stepsOf } from './model.ts';
import { problems } from './problems.ts';
import { compareTerms } from './terms.ts';

type Queries = Pick<Client, 'query'>;

export interface ViewParts {
  readonly offices: Offices;
  readonly words: Pick<Words, 'say'>;
  readonly nameOf: Officials['nameOf'];
  readonly language: string;
  readonly today: string;
}

/** A line of a list of drafts. @param signed the sides that have signed it as it was accepted */
export function viewLine(draft: DraftRow, signed: readonly Side[], { offices, language, today }: ViewParts) {
  const { state, dueOn, organisation, agreement, baseVersion } = draft;
  const { remindDays } = offices.country.connections.decision;
  const near = dueOn && addWorkingDays(offices.country, dueOn, -remindDays);
  return {
    draft: draft.draft,
    organisation,
    organisationName: offices.organisationName(organisation, language),
    agreement,
    state,
    revision: draft.revision,
    purposes: draft.terms.purposes.map((id) => ({ id, name: offices.purposeSentence(id, language) })),
    ...(baseVersion === undefined ? {} : { baseVersion }),
    madeAt: draft.madeAt.toISOString(),
    changedAt: draft.changedAt.toISOString(),
    ...(draft.sentAt ? { sentAt: draft.sentAt.toISOString() } : {}),
    ...(dueOn ? { dueOn } : {}),
    ...(dueOn && near && state === 'sent' ? { due: judgeDue(dueOn, near, today) } : {}),
    ...(draft.enactedVersion === undefined ? {} : { enactedVersion: draft.enactedVersion }),
    ...(state === 'accepted' ? { signed: [...signed] } : {}),
  };
}

export async function listDrafts(client: Queries, which: Parameters<typeof readDrafts>[1], parts: ViewParts) {
  const drafts = await readDrafts(client, which);
  const signed = await readSigned(
    client,
    drafts.map(({ draft }) => draft),
  );
  return { drafts: drafts.map((draft) => viewLine(draft, signed.get(draft.draft) ?? [], parts)) };
}

/**
 * All of a draft that both sides see, and what the caller can do with it.
 * @param caller of an organisation: another's draft does not exist for them
 * @throws Problem connections/draft-unknown
 */
export async function viewDraft(client: Queries, id: string, caller: Caller, parts: ViewParts) {
  const draft = await readDraft(client, id);
  const { organisation } = caller;
  if (!draft || (organisation !== undefined && draft.organisation !== organisation)) throw problems['draft-unknown']();
  const { offices, language, nameOf } = parts;
  const base =
    draft.baseVersion === undefined
      ? undefined
      : (await readAgreementVersions(client, draft.agreement)).find((one) => one.version === draft.baseVersion);
  const signatures = await readSignatures(client, draft.draft, draft.round);
  const side: Side = organisation === undefined ? 'holder' : 'agency';
  const steps = stepsOf(draft.state, side, caller.scopes);
  const notSigning = steps.includes('sign') ? refuseSigner(caller.id, side, draft, signatures) : undefined;
  return {
    ...viewLine(
      draft,
      signatures.map((one) => one.side),
      parts,
    ),
    terms: viewTerms(draft.terms, parts),
    why: draft.why,
    ...(base
      ? {
          changes: compareTerms(base.terms, draft.terms),
          inForce: { version: base.version, terms: viewTerms(base.terms, parts) },
        }
      : {}),
    ...(draft.offered
      ? {
          offered: viewTerms(draft.offered, parts),
          offer: compareTerms(draft.terms, draft.offered).map((change) => ({
            ...change,
            why: draft.reasons.find((one) => one.part === change.part && one.item === change.item)?.why ?? '',
          })),
        }
      : {}),
    ...(draft.decidedAt ? { decidedAt: draft.decidedAt.toISOString() } : {}),
    ...(draft.decidedBy ? { decidedBy: (await nameOf(draft.decidedBy)) ?? draft.decidedBy } : {}),
    ...(draft.decisionText ? { decision: draft.decisionText } : {}),
    ...(draft.reply ? { reply: draft.reply } : {}),
    ...(draft.legalBasis
      ? { legalBasis: { id: draft.legalBasis, name: offices.legalBasisTitle(draft.legalBasis, language) } }
      : {}),
    ...(draft.text && draft.digest ? { text: draft.text, digest: draft.digest } : {}),
    signatures: await viewSignatures(signatures, parts),
    authors: await Promise.all(draft.authors.map(async (one) => (await nameOf(one)) ?? one)),
    steps: steps.filter((step) => step !== 'sign' || !notSigning),
    ...(notSigning ? { notSigning } : {}),
  };
}

function viewSignatures(signatures: readonly SignatureRow[], { offices, language, nameOf }: ViewParts) {
  return Promise.all(
    signatures.map(async ({ side, signer, role, assurance, digest, signedAt, line }) => ({
      ...{ side, role, roleName: offices.roleName(role, language), assurance, digest, journal: line },
      signer: (await nameOf(signer)) ?? signer,
      signedAt: signedAt.toISOString(),
    })),
  );
}

/** Terms with what their ids mean. */
export function viewTerms(terms: AgreementTerms, { offices, words, language }: ViewParts) {
  const hours = terms.hours ?? 'always';
  return {
    purposes: terms.purposes.map((id) => ({ id, name: offices.purposeSentence(id, language) })),
    ...(terms.legalBases
      ? { legalBases: terms.legalBases.map((id) => ({ id, name: offices.legalBasisTitle(id, language) })) }
      : {}),
    fields: terms.fields.map((id) => ({ id, name: words.say(language, `field.${id}`) })),
    modes: terms.modes.map((id) => ({ id, name: words.say(language, `connection.mode.${id}`) })),
    quotaPerDay: terms.quotaPerDay,
    hours: viewHours(offices).find(({ id }) => id === hours) ?? { id: hours, from: '', to: '', days: [] },
    ...(terms.candidates === undefined ? {} : { candidates: terms.candidates }),
    validFrom: terms.validFrom,
    validTo: terms.validTo,
  };
}

/** Every version of an agreement with what it changed, and the text and signatures that it rests on. */
export async function viewVersions(
  client: Queries,
  agreement: string,
  organisation: string | undefined,
  parts: ViewParts,
) {
  const versions = await readAgreementVersions(client, agreement);
  if (!versions[0] || (organisation !== undefined && versions[0].organisation !== organisation))
    throw problems['agreement-unknown']();
  const drafts = new Map((await readEnacted(client, agreement)).map((draft) => [draft.enactedVersion, draft]));
  return {
    agreement,
    organisation: versions[0].organisation,
    organisationName: parts.offices.organisationName(versions[0].organisation, parts.language),
    versions: await Promise.all(
      versions.map(async ({ version, state, terms, recordedAt, recordedBy }, index) => {
        const draft = drafts.get(version);
        const before = versions[index + 1];
        return {
          ...{ version, state, recordedAt, recordedBy: (await parts.nameOf(recordedBy)) ?? recordedBy },
          terms: viewTerms(terms, parts),
          changes: before ? compareTerms(before.terms, terms) : [],
          ...(before && before.state !== state ? { stateBefore: before.state } : {}),
          ...(draft
            ? {
                ...{ draft: draft.draft, text: draft.text, digest: draft.digest },
                signatures: await viewSignatures(await readSignatures(client, draft.draft, draft.round), parts),
              }
            : {}),
        };
      }),
    ),
  };
}

/** The newest version of every agreement, for those who watch over them. */
export async function listAgreements(client: Queries, organisation: string | undefined, parts: ViewParts) {
  const { offices, language, today } = parts;
  const standing = ({ state, terms }: AgreementVersion) =>
    state === 'suspended'
      ? 'suspended'
      : terms.validFrom > today
        ? 'future'
        : terms.validTo <= today
          ? 'ended'
          : 'active';
  return {
    agreements: (await readNewestAgreements(client, organisation)).map((one) => ({
      agreement: one.agreement,
      version: one.version,
      organisation: one.organisation,
      organisationName: offices.organisationName(one.organisation, language),
      state: standing(one),
      purposes: one.terms.purposes.map((id) => ({ id, name: offices.purposeSentence(id, language) })),
      validFrom: one.terms.validFrom,
      validTo: one.terms.validTo,
    })),
  };
}
