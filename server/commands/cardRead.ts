import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import {
  CardApplication,
  type ChipReading,
  connectInProcess,
  EmrtdError,
  type Mrz,
  type MrzAccess,
  readCertificate,
  readChip,
  readDg1,
  readDg2,
  readDg13,
  readMasterList,
  readMrz,
  readRevocationList,
  type TerminalCredentials,
  type Transport,
  TrustList,
} from '#libs/emrtd';
import { loadCard, saveFiles } from './cardFolder.ts';
import { readDay } from './cardMake.ts';
import { connectReader } from './cardPcsc.ts';
import { waitForCard } from './cardVpcd.ts';
import { print } from './print.ts';

interface Options {
  card?: string;
  pcsc?: string | true;
  vpcd?: number;
  can?: string;
  mrz?: string;
  document?: string;
  birth?: string;
  expiry?: string;
  trust?: string[];
  masterList?: string[];
  revocations?: string[];
  terminal?: string[];
  terminalKey?: string;
  bac?: boolean;
  out?: string;
  json?: boolean;
}

/** card read: opens a chip, proves it, and says what it holds. */
export function defineRead(card: Command): void {
  card
    .command('read')
    .description('read and prove a chip; ends with 0 if it is genuine, 1 if not, 3 if it cannot be read')
    .option('--card <folder>', 'a virtual card of `card make`')
    .option('--pcsc [reader]', 'the card in a reader; part of the reader’s name, the first unless given')
    .option('--vpcd <port>', 'wait on this port of 127.0.0.1, as vpcd does, for a virtual card', readPort)
    .option('--can <digits>', 'card access number')
    .option('--mrz <zone>', 'the zone, its lines one after another')
    .option('--document <number>', 'instead of the zone: number of the card, with --birth and --expiry')
    .option('--birth <date>', 'YYYY-MM-DD', readDay)
    .option('--expiry <date>', 'YYYY-MM-DD', readDay)
    .option('--trust <file...>', 'certificates of authorities that you trust, PEM or DER')
    .option('--master-list <file...>', 'master lists, signed under one of them')
    .option('--revocations <file...>', 'revocation lists')
    .option('--terminal <file...>', 'card-verifiable certificates for DG3, from below the card’s authority down')
    .option('--terminal-key <file>', 'private key of the last of them')
    .option('--bac', 'basic access control, even where PACE is offered')
    .option('--out <folder>', 'write the files of the chip')
    .option('--json', 'machine-readable output')
    .action(read);
}

async function read(options: Options): Promise<void> {
  const now = new Date();
  const access = describeAccess(options);
  const terminal = loadTerminal(options);
  const trust = loadTrust(options, now);
  const { transport, close } = await connect(options);
  try {
    const reading = await readChip(transport, {
      trust,
      at: now,
      ...(options.can ? { can: options.can } : {}),
      ...(access ? { access } : {}),
      ...(terminal ? { terminal } : {}),
      ...(options.bac ? { preferBac: true } : {}),
    });
    if (options.out) saveFiles(options.out, reading.files);
    const told = tell(reading);
    print(options.json, told, describe(told));
    if (!reading.isGenuine) process.exitCode = 1;
  } catch (error) {
    // A clone that cannot answer for its key was read well enough to know that it is not genuine.
    if (!(error instanceof EmrtdError) || error.code !== 'authentication-failed') throw error;
    print(options.json, { isGenuine: false, code: error.code }, `NOT GENUINE: ${error.message}`);
    process.exitCode = 1;
  } finally {
    close();
  }
}

async function connect(options: Options): Promise<{ transport: Transport; close(): void }> {
  if (options.card)
    return { transport: connectInProcess(new CardApplication(loadCard(options.card))), close: () => undefined };
  if (options.vpcd !== undefined) return waitForCard(options.vpcd);
  return connectReader(options.pcsc === true ? undefined : options.pcsc);
}

const short = (day: string) => day.slice(2).replaceAll('-', '');

function describeAccess({ mrz, document, birth, expiry }: Options): MrzAccess | undefined {
  if (mrz) return readMrz(mrz);
  if (!document || !birth || !expiry) return undefined;
  return { documentNumber: document, birthDate: short(birth), expiryDate: short(expiry) };
}

function loadTerminal({ terminal, terminalKey }: Options): TerminalCredentials | undefined {
  if (!terminal || !terminalKey) return undefined;
  return {
    chain: terminal.map((file) => new Uint8Array(readFileSync(file))),
    privateKey: createPrivateKey(readFileSync(terminalKey)),
  };
}

function loadTrust(options: Options, now: Date): TrustList {
  const trust = new TrustList();
  const bytes = (files: string[] | undefined) => (files ?? []).map((file) => new Uint8Array(readFileSync(file)));
  for (const file of bytes(options.trust)) trust.add(readCertificate(file));
  for (const file of bytes(options.masterList)) trust.addMasterList(readMasterList(file), now);
  for (const file of bytes(options.revocations)) trust.addRevocations(readRevocationList(file));
  return trust;
}

function tell(reading: ChipReading) {
  const { files, passive } = reading;
  const face = files.DG2 && readDg2(files.DG2);
  return {
    isGenuine: reading.isGenuine,
    openedBy: reading.openedBy,
    passive: passive.ok ? ('proven' as const) : ('failed' as const),
    problems: passive.problems,
    signer: passive.signer?.commonName ?? null,
    authority: passive.authority?.commonName ?? null,
    revocationsAsOf: passive.revocationsAsOf?.toISOString() ?? null,
    chipAuthentication: reading.chipAuthentication,
    chipMapping: reading.chipMapping,
    activeAuthentication: reading.activeAuthentication,
    terminalAuthentication: reading.terminalAuthentication,
    files: Object.keys(files),
    withheld: reading.withheld,
    mrz: files.DG1 ? readDg1(files.DG1) : null,
    face: face ? { format: face.format, width: face.width, height: face.height, bytes: face.image.length } : null,
    national: files.DG13 ? readDg13(files.DG13) : null,
  };
}

const nameOf = ({ name }: Mrz) => [name.primary, name.secondary].filter(Boolean).join(', ').replaceAll('<', ' ');

function describe(told: ReturnType<typeof tell>): string {
  const { mrz, face, national } = told;
  const problems = told.problems.map((problem) =>
    [problem.code, 'group' in problem ? problem.group : '', 'cause' in problem ? problem.cause : ''].join(' ').trim(),
  );
  return [
    told.isGenuine ? 'GENUINE' : 'NOT GENUINE',
    `opened by ${told.openedBy.toUpperCase()}`,
    `data signed by ${told.signer ?? 'nobody'}, under ${told.authority ?? 'no authority that you trust'}: ${told.passive}`,
    ...problems.map((problem) => `  ${problem}`),
    `revocations: ${told.revocationsAsOf ?? 'no list was given'}`,
    `chip authentication: ${told.chipAuthentication}, mapping: ${told.chipMapping}, active: ${told.activeAuthentication}, terminal: ${told.terminalAuthentication}`,
    `files: ${told.files.join(' ')}${told.withheld.length > 0 ? `, withheld: ${told.withheld.join(' ')}` : ''}`,
    ...(mrz
      ? [`zone: ${nameOf(mrz)}, ${mrz.documentNumber}, ${mrz.birthDate}, ${mrz.sex}, until ${mrz.expiryDate}`]
      : []),
    ...(face ? [`portrait: ${face.format}, ${face.width} × ${face.height}, ${face.bytes} bytes`] : []),
    ...Object.entries(national?.fields ?? {}).map(([field, texts]) => `${field}: ${texts.join(', ')}`),
  ].join('\n');
}

export function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('a port is needed');
  return port;
}
