import { type CardFiles, type TrustList, verifyActive, verifyPassive } from '#libs/emrtd';
import type { Judged } from './contracts.ts';

/** What an agent brought, as bytes. */
export interface Reading {
  readonly files: CardFiles;
  readonly openedBy: 'pace' | 'bac';
  readonly chipAuthentication: 'proven' | 'not-offered';
  readonly chipMapping: 'proven' | 'failed' | 'not-offered';
  readonly activeAnswer?: Uint8Array;
  readonly milliseconds: number;
}

/**
 * What a reading proves, by the lists of this moment. The agent was there and says of itself how chip authentication went, which
 * nobody can check afterwards; the answer to our challenge we verify ourselves.
 *
 * @throws {EmrtdError} where a file of the chip is no such file
 */
export function judge(reading: Reading, challenge: Uint8Array, trust: TrustList, at: Date): Judged {
  const { files, activeAnswer, chipMapping } = reading;
  const passive = verifyPassive(files, trust, at);
  const active = files.DG15 && (activeAnswer ? verifyActive(files, challenge, activeAnswer) : false);
  const isProven =
    chipMapping === 'proven' ||
    (reading.chipAuthentication === 'proven' && passive.proven.includes('DG14')) ||
    (active === true && passive.proven.includes('DG15'));
  const isFailed = active === false || chipMapping === 'failed';
  const { signer, authority, revocationsAsOf } = passive;
  return {
    isGenuine: passive.ok && isProven && !isFailed,
    problems: passive.problems.map((problem) => ({
      code: problem.code,
      ...('group' in problem ? { group: problem.group } : {}),
    })),
    openedBy: reading.openedBy,
    chip: isFailed ? 'failed' : isProven ? 'proven' : 'not-offered',
    ...(signer ? { signer: signer.commonName } : {}),
    ...(authority ? { authority: authority.commonName } : {}),
    ...(revocationsAsOf ? { revocationsAsOf: revocationsAsOf.toISOString() } : {}),
    milliseconds: reading.milliseconds,
  };
}
