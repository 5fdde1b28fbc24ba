import { readCommonData } from './commonData.ts';
import { EmrtdError } from './errors.ts';
import type { CardFiles, FileName, GroupName } from './files.ts';
import type { MrzAccess } from './mrzCheck.ts';
import { choosePace, type Opened, openWithBac, openWithPace, selectApplication } from './openChip.ts';
import { type PassiveVerdict, verifyPassive } from './passive.ts';
import { authenticateActively, authenticateChip, authenticateTerminal, type TerminalCredentials } from './proveChip.ts';
import { proveMapping } from './proveMapping.ts';
import { readFile } from './readFile.ts';
import { readSecurityInfos } from './securityInfos.ts';
import { Channel, type Transport } from './transport.ts';
import type { TrustList } from './trust.ts';

/** What the reader has in its hand; at least one of the two. */
export interface ReadOptions {
  can?: string;
  access?: MrzAccess;
  trust: TrustList;
  at: Date;
  /** Only these groups, beside those that prove; all that EF.COM lists unless given. */
  groups?: readonly GroupName[];
  /** For DG3 and DG4. */
  terminal?: TerminalCredentials;
  /** Basic access control even where the chip offers PACE: for tests of older ways. */
  preferBac?: boolean;
  /** Eight bytes of whoever judges elsewhere: the chip's answer to them stands in the reading. Our own unless given. */
  challenge?: Uint8Array;
  /** Bytes asked for at once: 223 fits every reader, more needs extended lengths. */
  part?: number;
}

/** `proven` counts only together with the group that holds the key: see `isGenuine`. */
export type Proof = 'proven' | 'failed' | 'not-offered';

export interface ChipReading {
  openedBy: Opened['by'];
  files: CardFiles;
  passive: PassiveVerdict;
  /** A copy fails here and ends the reading. */
  chipAuthentication: 'proven' | 'not-offered';
  activeAuthentication: Proof;
  /** What the chip answered to the challenge. */
  activeAnswer?: Uint8Array;
  /** PACE with chip mapping: `failed` is a key that no document signer of yours has signed. A copy ends the reading. */
  chipMapping: Proof;
  terminalAuthentication: Proof;
  /** Groups that the card lists and did not show. */
  withheld: GroupName[];
  /** The data is the issuer's, and the chip is no copy: passive, and chip or active authentication under a signed key. */
  isGenuine: boolean;
}

type OpenedCard = Opened & { mapping: Proof };

const FORBIDDEN: readonly FileName[] = ['DG3', 'DG4'];
const PART = 223;

async function open(channel: Channel, files: CardFiles, options: ReadOptions): Promise<OpenedCard> {
  const cardAccess = files.CardAccess;
  const { can, access } = options;
  const offersPace = cardAccess !== undefined && choosePace(readSecurityInfos(cardAccess)) !== undefined;
  if (offersPace && !(options.preferBac && access)) {
    if (!can && !access)
      throw new EmrtdError('password-wrong', 'neither the zone nor the card access number was given');
    const password = can ? ({ kind: 'can', can } as const) : ({ kind: 'mrz', access: access! } as const);
    const opened = await openWithPace(channel, cardAccess, password);
    // In the master file still: once the application is selected, EF.CardSecurity's number is EF.SOD's.
    const cardSecurity = opened.provesKey && (await readFile(channel, 'CardSecurity', options.part ?? PART));
    if (cardSecurity) files.CardSecurity = cardSecurity;
    await selectApplication(channel);
    return { ...opened, mapping: proveMapping(opened, cardSecurity, options) };
  }
  if (!access) throw new EmrtdError('password-wrong', 'this chip opens with the zone only');
  await selectApplication(channel);
  return { ...(await openWithBac(channel, access)), mapping: 'not-offered' };
}

/** A terminal may have been proven and not have the right. */
function ifDenied(error: unknown): undefined {
  if (error instanceof EmrtdError && error.code === 'access-denied') return undefined;
  throw error;
}

/** EF.CardAccess, if there: PACE chips have it, older ones refuse. */
async function readCardAccess(channel: Channel, part: number): Promise<Uint8Array | undefined> {
  // Another program may have left the chip inside its application. Some chips refuse the master file: that does no harm.
  await channel.ask({ cla: 0, ins: 0xa4, p1: 0x00, p2: 0x0c, data: Uint8Array.of(0x3f, 0x00) });
  return readFile(channel, 'CardAccess', part).catch(ifDenied);
}

/**
 * Reads a chip as an inspection does: opens it (PACE, else BAC), reads EF.COM and EF.SOD, proves the chip and the terminal,
 * reads the groups, and compares them with what was signed. A wrong hash is no error: the reading says so.
 *
 * @throws {EmrtdError} password-wrong, authentication-failed for a copied chip, status, access-denied, tlv-*, file-*, and what the transport throws
 */
export async function readChip(transport: Transport, options: ReadOptions): Promise<ChipReading> {
  const part = options.part ?? PART;
  const channel = new Channel(transport);
  const cardAccess = await readCardAccess(channel, part);
  const files: CardFiles = cardAccess ? { CardAccess: cardAccess } : {};
  const opened = await open(channel, files, options);
  const read = async (name: FileName) => {
    const file = files[name] ?? (await readFile(channel, name, part));
    if (file) files[name] = file;
    return file;
  };
  const common = await read('COM');
  if (!common) throw new EmrtdError('file-missing', 'the chip has no EF.COM');
  await read('SOD');
  const listed = readCommonData(common).groups;
  const dg14 = listed.includes('DG14') ? await read('DG14') : undefined;
  const chip = await proveChip(channel, dg14, read);
  const terminalAuthentication = await proveTerminal(channel, options.terminal, opened, chip.terminalKey);
  const withheld: GroupName[] = [];
  for (const group of listed.filter((name) => !options.groups || options.groups.includes(name) || name === 'DG15')) {
    const isForbidden = FORBIDDEN.includes(group);
    if (isForbidden && terminalAuthentication !== 'proven') withheld.push(group);
    else if (!(await (isForbidden ? read(group).catch(ifDenied) : read(group)))) withheld.push(group);
  }
  const active = await proveActively(channel, files, options.challenge);
  const activeAuthentication = active.proof;
  const passive = verifyPassive(files, options.trust, options.at);
  const isClone =
    opened.mapping !== 'proven' &&
    !(chip.proof === 'proven' && passive.proven.includes('DG14')) &&
    !(activeAuthentication === 'proven' && passive.proven.includes('DG15'));
  return {
    openedBy: opened.by,
    files,
    passive,
    chipAuthentication: chip.proof,
    activeAuthentication,
    ...(active.answer ? { activeAnswer: active.answer } : {}),
    chipMapping: opened.mapping,
    terminalAuthentication,
    withheld,
    isGenuine: passive.ok && !isClone && activeAuthentication !== 'failed' && opened.mapping !== 'failed',
  };
}

async function proveChip(
  channel: Channel,
  dg14: Uint8Array | undefined,
  read: (name: FileName) => Promise<Uint8Array | undefined>,
): Promise<{ proof: 'proven' | 'not-offered'; terminalKey?: Uint8Array }> {
  const terminalKey = dg14 && (await authenticateChip(channel, dg14));
  if (!terminalKey) return { proof: 'not-offered' };
  try {
    // The first answer under the new keys is the proof. DG1 is on every chip.
    await read('DG1');
    return { proof: 'proven', terminalKey };
  } catch (error) {
    // The session is dead: what a copy would show from here on cannot be read, and would prove nothing.
    if (error instanceof EmrtdError && (error.code === 'mac-wrong' || error.code === 'status'))
      throw new EmrtdError('authentication-failed', 'the chip does not have the key of DG14: it is a copy');
    throw error;
  }
}

async function proveTerminal(
  channel: Channel,
  terminal: TerminalCredentials | undefined,
  { cardId }: Opened,
  terminalKey: Uint8Array | undefined,
): Promise<Proof> {
  if (!terminal || !terminalKey) return 'not-offered';
  try {
    await authenticateTerminal(channel, terminal, { cardId, terminalKey });
    return 'proven';
  } catch (error) {
    if (error instanceof EmrtdError && error.code === 'access-denied') return 'failed';
    throw error;
  }
}

async function proveActively(
  channel: Channel,
  files: CardFiles,
  challenge: Uint8Array | undefined,
): Promise<{ proof: Proof; answer?: Uint8Array }> {
  if (!files.DG15) return { proof: 'not-offered' };
  const { isRight, answer } = await authenticateActively(channel, files.DG15, files.DG14, challenge);
  return { proof: isRight ? 'proven' : 'failed', answer };
}
