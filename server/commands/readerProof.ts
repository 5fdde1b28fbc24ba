import { type CardFiles, type ChipReading, type ChipShown, EmrtdError, readDg1, readDg2, readDg13 } from '#libs/emrtd';
import type { Lists } from './readerLists.ts';

/** What can be said of a chip without the server. */
export interface ChipProof {
  /** `copyable`: the data is the issuer’s, and the chip has no key of its own. */
  verdict: 'genuine' | 'copyable' | 'false';
  problems: { code: string; group?: string }[];
  /** Why the list of refused documents has its number. */
  refusedFor?: string;
  /** Of a chip that is not false: as it says itself. */
  holder?: { name: string; portrait?: string };
}

/** Judges by the lists that are kept, as the server does by its own. */
export function judgeHere({ files, isGenuine, passive, ...proofs }: ChipReading, lists: Lists): ChipProof {
  const problems = passive.problems.map((problem) => ({
    code: problem.code,
    ...('group' in problem ? { group: problem.group } : {}),
  }));
  const isCopy = proofs.activeAuthentication === 'failed' || proofs.chipMapping === 'failed';
  try {
    const zone = readDg1(files.DG1 ?? new Uint8Array());
    const refusedFor = lists.refusedFor(zone.documentNumber);
    if (problems.length > 0 || isCopy) return { verdict: 'false', problems };
    return {
      ...{ verdict: isGenuine ? 'genuine' : 'copyable', problems },
      ...(refusedFor ? { refusedFor } : { holder: describeHolder(files, zone.name) }),
    };
  } catch (error) {
    if (!(error instanceof EmrtdError)) throw error;
    return { verdict: 'false', problems: problems.length > 0 ? problems : [{ code: 'security-object-wrong' }] };
  }
}

function describeHolder(files: CardFiles, zone: { primary: string; secondary: string }) {
  const [name = `${zone.primary} ${zone.secondary}`.replace(/</g, ' ').trim()] =
    (files.DG13 && readDg13(files.DG13).fields.name) ?? [];
  const portrait = files.DG2 && readDg2(files.DG2);
  return {
    name,
    ...(portrait?.format === 'jpeg' ? { portrait: Buffer.from(portrait.image).toString('base64') } : {}),
  };
}

/** What the page hears at the door. */
export type DoorAnswer = { refused: string } | { shown: ChipShown; listsAt?: string; proof?: ChipProof };
