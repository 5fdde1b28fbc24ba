import { hash } from './algorithm.ts';
import { isSame } from './bytes.ts';
import type { Certificate } from './certificate.ts';
import { readCommonData } from './commonData.ts';
import { EmrtdError, type EmrtdErrorCode } from './errors.ts';
import type { CardFiles, GroupName } from './files.ts';
import { readSecurityInfos } from './securityInfos.ts';
import { groupsOf, readSecurityObject, type SecurityObject } from './sod.ts';
import type { TrustList, TrustProblem } from './trust.ts';

/** Why a card's data is not proven to be its issuer's. */
export type PassiveProblem =
  | { code: 'security-object-missing' }
  | { code: 'security-object-wrong'; cause: EmrtdErrorCode }
  | { code: 'group-tampered' | 'group-not-signed'; group: GroupName }
  /** EF.COM lists other groups than EF.SOD: one of them was swapped, or a group was hidden. */
  | { code: 'common-data-differs'; groups: GroupName[] }
  /** EF.CardAccess, which nobody signs, offers PACE that the signed DG14 does not know: an attempt to weaken it. */
  | { code: 'card-access-differs' }
  /** The signer's certificate is an authority's or for another use: who signs master lists may not sign cards. */
  | { code: 'signer-purpose' }
  | { code: TrustProblem };

export interface PassiveVerdict {
  ok: boolean;
  problems: PassiveProblem[];
  signer: Certificate | undefined;
  authority: Certificate | undefined;
  /** Groups whose hash is signed and right. */
  proven: GroupName[];
  revocationsAsOf: Date | undefined;
}

function compareGroups(files: CardFiles, object: SecurityObject): { problems: PassiveProblem[]; proven: GroupName[] } {
  const problems: PassiveProblem[] = [];
  const proven: GroupName[] = [];
  for (const group of groupsOf(files)) {
    const expected = object.hashes.get(group);
    if (!expected) problems.push({ code: 'group-not-signed', group });
    else if (isSame(expected, hash(object.digest, files[group]!))) proven.push(group);
    else problems.push({ code: 'group-tampered', group });
  }
  if (files.COM) {
    const listed = readCommonData(files.COM).groups;
    const signed = [...object.hashes.keys()];
    const groups = [
      ...listed.filter((group) => !signed.includes(group)),
      ...signed.filter((group) => !listed.includes(group)),
    ];
    if (groups.length > 0) problems.push({ code: 'common-data-differs', groups });
  }
  if (hasForeignPace(files)) problems.push({ code: 'card-access-differs' });
  return { problems, proven };
}

/** DG14 repeats the PACE infos (Doc 9303-11, 9.2.11); on chips older than that it has none. */
function hasForeignPace(files: CardFiles): boolean {
  const paceOf = (file: Uint8Array | undefined) =>
    (file ? readSecurityInfos(file) : []).flatMap((info) =>
      info.kind === 'pace' ? [`${info.protocol} ${info.parameters}`] : [],
    );
  const signed = paceOf(files.DG14);
  return signed.length > 0 && paceOf(files.CardAccess).some((info) => !signed.includes(info));
}

/**
 * Passive authentication (Doc 9303-11, 5.1): the groups read are those that a document signer signed, and a trusted authority
 * stands behind the signer. Groups that were not read (DG3 without terminal authentication) are not judged.
 */
export function verifyPassive(files: CardFiles, trust: TrustList, at: Date): PassiveVerdict {
  const verdict: PassiveVerdict = {
    ok: false,
    problems: [],
    signer: undefined,
    authority: undefined,
    proven: [],
    revocationsAsOf: undefined,
  };
  if (!files.SOD) return { ...verdict, problems: [{ code: 'security-object-missing' }] };
  try {
    const object = readSecurityObject(files.SOD);
    const { problems, proven } = compareGroups(files, object);
    const judged = trust.judge(object.signer, at);
    const all = [...problems, ...judged.problems.map((code): PassiveProblem => ({ code }))];
    if (object.signer.isAuthority || object.signer.extendedUses.length > 0) all.push({ code: 'signer-purpose' });
    return {
      ok: all.length === 0,
      problems: all,
      signer: object.signer,
      authority: judged.authority,
      proven,
      revocationsAsOf: judged.revocationsAsOf,
    };
  } catch (error) {
    if (!(error instanceof EmrtdError)) throw error;
    return { ...verdict, problems: [{ code: 'security-object-wrong', cause: error.code }] };
  }
}
