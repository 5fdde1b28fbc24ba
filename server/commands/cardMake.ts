import { generateKeyPairSync, randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import {
  type CipherName,
  createSigner,
  DOMAIN_IDS,
  type Mrz,
  makeCard,
  makeCheckDigit,
  makeDomainKey,
  makeMrz,
  measureJpeg,
} from '#libs/emrtd';
import { toMrz } from '#libs/names';
import { openAuthority, openTerminals } from './cardAuthority.ts';
import { saveCard } from './cardFolder.ts';
import { print } from './print.ts';

interface Options {
  out: string;
  authority?: string;
  name: string;
  number: string;
  document?: string;
  birth: string;
  sex: 'M' | 'F';
  expiry: string;
  portrait?: string;
  faceStandard: '19794-5' | '39794-5';
  finger?: { position: number; file: string };
  can?: string;
  bac: boolean;
  cipher: CipherName;
  domain: number;
  mapping: 'generic' | 'chip';
  json?: boolean;
}

const SILHOUETTE = new URL('./card-silhouette.jpg', import.meta.url);
const LETTERS = '0123456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** card make: a virtual card of a person that does not exist, in a folder. */
export function defineMake(card: Command): void {
  card
    .command('make')
    .description('make a virtual card: the files of its chip, signed by a test authority, and the chip’s keys')
    .requiredOption('--out <folder>', 'where the card goes')
    .option(
      '--authority <folder>',
      'test authority; made if it is not there (default: authority, in the card’s folder)',
    )
    .option('--name <name>', 'full name', 'Nguyễn Văn Mẫu')
    .option('--number <number>', 'personal number, 12 digits', readNumber, '001099000018')
    .option('--document <number>', 'number of the card; random unless given, so that nobody guesses it', readDocument)
    .option('--birth <date>', 'YYYY-MM-DD', readDay, '1999-02-03')
    .addOption(new Option('--sex <sex>').choices(['M', 'F']).default('M'))
    .option('--expiry <date>', 'YYYY-MM-DD', readDay, '2039-02-03')
    .option('--portrait <file>', 'JPEG; a silhouette unless given')
    .addOption(
      new Option('--face-standard <standard>', 'format of DG2').choices(['19794-5', '39794-5']).default('19794-5'),
    )
    .option('--finger <position:file>', 'a finger’s record for DG3, behind terminal authentication', readFinger)
    .option('--can <digits>', 'card access number; random unless given', readCan)
    .option('--no-bac', 'PACE only')
    .addOption(
      new Option('--cipher <cipher>', 'of PACE and chip authentication')
        .choices(['3DES', 'AES-128', 'AES-192', 'AES-256'])
        .default('AES-128'),
    )
    .option('--domain <id>', 'standardised domain parameters: 12 P-256, 13 brainpoolP256r1', readDomain, 13)
    .addOption(
      new Option('--mapping <mapping>', 'chip: PACE proves the chip on the way, and offers the generic mapping too')
        .choices(['generic', 'chip'])
        .default('generic'),
    )
    .option('--json', 'machine-readable output')
    .action(make);
}

function make(options: Options): void {
  const now = new Date();
  const folder = options.authority ?? join(options.out, 'authority');
  const { signer } = openAuthority(folder, now);
  const image = new Uint8Array(readFileSync(options.portrait ?? SILHOUETTE));
  const can = options.can ?? String(randomInt(1_000_000)).padStart(6, '0');
  const mrz = describeZone(options);
  const { finger } = options;
  const chip = makeCard({
    mrz,
    face: { format: 'jpeg', ...measureJpeg(image), image },
    faceStandard: options.faceStandard,
    national: {
      personalNumber: [options.number],
      name: [options.name],
      birthDate: [slashed(options.birth)],
      sex: [options.sex === 'M' ? 'Nam' : 'Nữ'],
      nationality: ['Việt Nam'],
      issueDate: [slashed(now.toISOString().slice(0, 10))],
      expiryDate: [slashed(options.expiry)],
    },
    ...(finger
      ? {
          fingers: [{ position: finger.position, record: new Uint8Array(readFileSync(finger.file)) }],
          terminalAuthority: openTerminals(folder, now),
        }
      : {}),
    can,
    hasBac: options.bac,
    pace: { cipher: options.cipher, domain: options.domain, mapping: options.mapping },
    chipAuthentication: { cipher: options.cipher, key: makeDomainKey(options.domain) },
    activeKey: generateKeyPairSync('ec', { namedCurve: 'brainpoolP256r1', paramEncoding: 'explicit' }).privateKey,
    by: { certificate: signer.certificate, signer: createSigner(signer.privateKey), signingTime: now },
  });
  saveCard(options.out, chip);
  const zone = makeMrz(mrz);
  const groups = Object.keys(chip.files);
  const read = `dancu card read --card ${options.out} --can ${can} --trust ${join(folder, 'csca.pem')}`;
  print(
    options.json,
    { folder: options.out, authority: folder, mrz: zone, can, files: groups },
    [...zone, '', `files: ${groups.join(' ')}`, `card access number: ${can}`, `read it: ${read}`].join('\n'),
  );
}

const slashed = (day: string) => day.split('-').reverse().join('/');
const short = (day: string) => day.slice(2).replaceAll('-', '');

/** The zone as on the Vietnamese card, but for the number: the card's own, that does not follow from the birth date. */
function describeZone(options: Options): Mrz {
  const document = options.document ?? Array.from({ length: 9 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return {
    format: 'TD1',
    documentCode: 'ID',
    issuer: 'VNM',
    documentNumber: document,
    birthDate: short(options.birth),
    sex: options.sex,
    expiryDate: short(options.expiry),
    nationality: 'VNM',
    optional: `${options.number}<<${makeCheckDigit(options.number)}`,
    optional2: '',
    name: toMrz(options.name),
  };
}

export function readDay(text: string): string {
  if (!/^\d{4}-\d\d-\d\d$/.test(text) || new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) !== text)
    throw new InvalidArgumentError('a day is written YYYY-MM-DD');
  return text;
}

function readNumber(text: string): string {
  if (!/^\d{12}$/.test(text)) throw new InvalidArgumentError('12 digits are needed');
  return text;
}

function readDocument(text: string): string {
  if (!/^[0-9A-Z]{1,9}$/.test(text)) throw new InvalidArgumentError('1 to 9 of 0-9 A-Z are needed');
  return text;
}

function readCan(text: string): string {
  if (!/^\d{6}$/.test(text)) throw new InvalidArgumentError('6 digits are needed');
  return text;
}

function readDomain(text: string): number {
  if (!DOMAIN_IDS.includes(Number(text))) throw new InvalidArgumentError(`one of ${DOMAIN_IDS.join(', ')} is needed`);
  return Number(text);
}

function readFinger(text: string): { position: number; file: string } {
  const found = /^(\d{1,2}):(.+)$/.exec(text);
  if (!found) throw new InvalidArgumentError('the position, a colon, and a file are needed: 9:right-index.fmr');
  return { position: Number(found[1]), file: found[2]! };
}
