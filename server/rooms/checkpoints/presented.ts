import {
  EmrtdError,
  readCertificate,
  readDg1,
  readDg2,
  readMrz,
  readPrintedCode,
  readVietnameseQr,
  type TrustList,
} from '#libs/emrtd';
import type { Taken } from '#rooms/readers';
import type { Presented } from './contracts.ts';
import { SHOWN_BY, type StepResult } from './model.ts';

/** What a document says of itself. */
export interface Claimed {
  readonly documentNumber?: string;
  readonly pin?: string;
  /** As written; or as in a zone, where `zone`. */
  readonly name?: string;
  readonly zoneName?: { readonly primary: string; readonly secondary: string };
  /** YYYY-MM-DD, or YYMMDD of a zone. */
  readonly birthDate?: string;
  readonly portrait?: Uint8Array;
  /** ISO 3166-1 alpha-3 of who issued it; absent: not said. */
  readonly issuer?: string;
  /** Somebody whom we trust has signed it. */
  readonly isSigned: boolean;
  /** The holder said yes in their own account: there is no document. */
  readonly isByAccount?: boolean;
}

/** How the document itself is, and what it says where it can be believed or compared. */
export interface Read {
  readonly step: StepResult;
  readonly claimed?: Claimed;
}

const chip = (outcome: StepResult['outcome'], reason: string, values?: StepResult['values']): StepResult => ({
  step: 'chip',
  outcome,
  reason,
  ...(values ? { values } : {}),
});

type Zone = ReturnType<typeof readMrz>;

/** The personal number stands in the optional field, with its own check digit behind it. */
function claimZone(zone: Zone, isSigned: boolean): Claimed {
  const [pin] = /^[0-9]{12}/.exec(zone.optional) ?? [];
  return {
    ...{ documentNumber: zone.documentNumber, zoneName: zone.name, birthDate: zone.birthDate, issuer: zone.issuer },
    ...(pin ? { pin } : {}),
    isSigned,
  };
}

/** What the paired reader brought, as `readers` has judged it. */
export function readChipTaken(taken: Taken): Read {
  if ('refused' in taken)
    return {
      step: taken.refused === 'copy' ? chip('failed', 'cloned') : chip('unsure', `not-read-${taken.refused}`),
    };
  const { judged, files } = taken;
  const [problem] = judged.problems;
  if (problem) return { step: chip('failed', problem.code, { group: problem.group ?? '' }) };
  if (judged.chip === 'failed') return { step: chip('failed', 'cloned') };
  try {
    const portrait = files.DG2 && readDg2(files.DG2);
    const claimed: Claimed = {
      ...claimZone(readDg1(files.DG1!), true),
      ...(portrait?.format === 'jpeg' ? { portrait: portrait.image } : {}),
    };
    return { step: judged.isGenuine ? chip('passed', 'chip-genuine') : chip('unsure', 'no-chip-key'), claimed };
  } catch (error) {
    if (!(error instanceof EmrtdError)) throw error;
    return { step: chip('failed', 'security-object-wrong') };
  }
}

/** What proves a signed code. */
export interface CodeTrust {
  /** Certificates of our document signers, DER. */
  readonly signers: readonly Uint8Array[];
  readonly trust: TrustList;
  readonly at: Date;
}

function readSignedCode(code: string, { signers, trust, at }: CodeTrust): Read {
  const keys = signers.map((der) => readCertificate(der)).filter((one) => trust.judge(one, at).problems.length === 0);
  const find = (keyId: Uint8Array) =>
    keys.find(({ subjectKeyId }) => subjectKeyId && Buffer.from(subjectKeyId).equals(keyId))?.publicKey;
  try {
    const { identity } = readPrintedCode(code, find, at);
    const { id: pin, name, birthDate } = identity;
    return { step: chip('passed', 'code-signed'), claimed: { pin, name, birthDate, isSigned: true } };
  } catch (error) {
    if (!(error instanceof EmrtdError)) throw error;
    const reason = error.code === 'code-untrusted' || error.code === 'code-expired' ? error.code : 'code-malformed';
    return { step: chip('failed', reason) };
  }
}

/** What was shown otherwise than by a chip. */
export function readShown(shown: Exclude<Presented, { kind: 'chip' | 'app' }>, trust: CodeTrust): Read {
  if (shown.kind === 'printed-code') return readSignedCode(shown.code, trust);
  const step = chip('unsure', SHOWN_BY[shown.kind]);
  if (shown.kind === 'number') return { step, claimed: { pin: shown.number.replace(/\s/g, ''), isSigned: false } };
  try {
    if (shown.kind === 'mrz') return { step, claimed: claimZone(readMrz(shown.lines), false) };
    const { personalNumber, name, birthDate } = readVietnameseQr(shown.text);
    const told = { ...(name ? { name } : {}), ...(birthDate ? { birthDate } : {}) };
    return { step, claimed: { pin: personalNumber, ...told, isSigned: false } };
  } catch (error) {
    if (!(error instanceof EmrtdError)) throw error;
    return { step: chip('failed', shown.kind === 'mrz' ? 'zone-wrong' : 'qr-malformed') };
  }
}
