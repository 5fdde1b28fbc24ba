import { EmrtdError } from './errors.ts';
import type { FileName } from './files.ts';
import type { MrzAccess } from './mrzCheck.ts';
import { type ChipReading, readChip } from './readChip.ts';
import type { Transport } from './transport.ts';
import { TrustList } from './trust.ts';

/** What a chip showed, as text, for whoever judges it elsewhere. Bytes as base64. */
export interface ChipShown {
  files: Partial<Record<FileName, string>>;
  openedBy: ChipReading['openedBy'];
  chipAuthentication: ChipReading['chipAuthentication'];
  chipMapping: ChipReading['chipMapping'];
  activeAnswer?: string;
  milliseconds: number;
}

/** What a judge elsewhere wants to see. `challenge`: eight bytes of the judge's own, base64. */
export interface ChipWanted {
  challenge: string;
  can?: string;
  access?: MrzAccess;
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** Reads a chip without judging it. @throws {EmrtdError} as `readChip`, and what the transport throws */
export async function showChip(transport: Transport, wanted: ChipWanted): Promise<ChipShown> {
  // Whether the chip is genuine is judged where the lists are.
  return (await showProven(transport, wanted, new TrustList())).shown;
}

/** Reads a chip and judges it by lists of the reader’s own. @throws {EmrtdError} as `readChip`, and what the transport throws */
export async function showProven(
  transport: Transport,
  { challenge, can, access }: ChipWanted,
  trust: TrustList,
): Promise<{ shown: ChipShown; reading: ChipReading }> {
  const began = performance.now();
  const reading = await readChip(transport, {
    trust,
    at: new Date(),
    challenge: new Uint8Array(Buffer.from(challenge, 'base64')),
    ...(can ? { can } : {}),
    ...(access ? { access } : {}),
  });
  const { openedBy, chipAuthentication, chipMapping, activeAnswer } = reading;
  const files = Object.entries(reading.files).map(([name, bytes]) => [name, base64(bytes)]);
  const shown = {
    files: Object.fromEntries(files) as ChipShown['files'],
    ...{ openedBy, chipAuthentication, chipMapping },
    ...(activeAnswer ? { activeAnswer: base64(activeAnswer) } : {}),
    milliseconds: Math.round(performance.now() - began),
  };
  return { shown, reading };
}

/** Why the chip itself was not read; undefined: something else is broken. */
export function refusalOfChip(error: unknown): 'key-wrong' | 'copy' | 'unreadable' | undefined {
  if (!(error instanceof EmrtdError)) return undefined;
  if (error.code === 'password-wrong') return 'key-wrong';
  return error.code === 'authentication-failed' ? 'copy' : 'unreadable';
}
