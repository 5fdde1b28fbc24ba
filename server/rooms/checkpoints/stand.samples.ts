import { generateKeyPairSync } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import type pg from 'pg';
import {
  CardApplication,
  type Chip,
  type ChipWanted,
  connectInProcess,
  createSigner,
  type Mrz,
  makeCard,
  makeCertificate,
  makeDomainKey,
  makeRevocationList,
  readCertificate,
  readDg1,
  refusalOfChip,
  showChip,
} from '#libs/emrtd';
import { weightsFolder } from '#rooms/biometrics';
import { openTestHouse, type TestHouse } from '#test';
import { draw, writePng, writeWeights } from '../biometrics/face/face.samples.ts';
import { issue, putHolder } from '../cards/stand.samples.ts';
import { openOwner } from '../quality/stand.samples.ts';
import type { CheckAnswer } from './contracts.ts';

type Answer = CheckAnswer & { code?: string; pointer?: string };
export interface Asked {
  code?: string;
  id: string;
  challenge: string;
  reading: string;
  digits?: number;
}

/**
 * A house that takes bright halves for faces: a yellow and a blue one are two persons. Its cards were made before, while it could not
 * compare any: their portrait is an outline.
 */
export async function openFaceHouse(): Promise<{
  house: TestHouse;
  owner: pg.Client;
  issued: Issued[];
  end(): Promise<void>;
}> {
  const bare = await openTestHouse();
  const owner = await openOwner(bare);
  const issued: Issued[] = [];
  for (const _ of [1, 2]) {
    const { person, finger } = await putHolder(bare, owner);
    issued.push({ person, pin: await pinOf(owner, person), ...(await issue(bare, { person, finger })) });
  }
  const weights = writeWeights();
  cpSync(weights, weightsFolder(bare.home), { recursive: true });
  rmSync(weights, { recursive: true });
  const house = await openTestHouse({ databaseUrl: bare.databaseUrl, home: bare.home });
  return {
    ...{ house, owner, issued },
    async end() {
      await owner.end();
      await house.kernel.close();
      await bare.close();
    },
  };
}

export interface Issued extends Awaited<ReturnType<typeof issue>> {
  readonly person: string;
  readonly pin: string;
}

export type Face = 'yellow' | 'blue';
const COLOURS = { yellow: [255, 255, 20], blue: [40, 255, 255] } as const satisfies Record<Face, unknown>;
export const picture = (face: Face) => writePng(draw(240, 240, (x) => (x < 120 ? COLOURS[face] : [0, 0, 0])));

const keyPair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
export const CAN = '493817';

/** A card with a zone of one’s own; by our document signer unless told. */
export async function makeChip(
  house: TestHouse,
  mrz: Mrz,
  given: { by?: Parameters<typeof makeCard>[0]['by']; face?: Face; withoutActiveKey?: boolean } = {},
): Promise<Chip> {
  const { certificate, signer } = await house.cards.documentSigner();
  return makeCard({
    ...{ mrz, face: { format: 'jpeg', width: 240, height: 240, image: picture(given.face ?? 'yellow') }, can: CAN },
    chipAuthentication: { cipher: 'AES-128', key: makeDomainKey(12) },
    ...(given.withoutActiveKey ? {} : { activeKey: keyPair().privateKey }),
    by: given.by ?? { certificate: readCertificate(certificate), signer, signingTime: new Date() },
  });
}

export const zoneOf = (chip: Chip): Mrz => readDg1(chip.files.DG1!);
export const otherKeys = () => ({ chipKey: makeDomainKey(12), activeKey: keyPair().privateKey });

/** Another country with signers; trusted only once it is brought. */
export function makeForeign(country: string) {
  const root = keyPair();
  const signer = createSigner(root.privateKey);
  const day = (text: string) => new Date(`${text}T00:00:00Z`);
  const authority = makeCertificate({
    ...{ kind: 'csca', subject: { country, commonName: `CSCA ${country}` }, publicKey: root.publicKey, signer },
    ...{ notBefore: day('2020-01-01'), notAfter: day('2045-01-01') },
  });
  const makeSigner = (notAfter: string) => {
    const below = keyPair();
    const certificate = makeCertificate({
      ...{ kind: 'document-signer', subject: { country, commonName: `DS ${notAfter}` }, publicKey: below.publicKey },
      ...{ issuer: authority, signer, notBefore: day('2020-01-01'), notAfter: day(notAfter) },
    });
    return { certificate, signer: createSigner(below.privateKey), signingTime: day('2021-01-01') };
  };
  const revoke = ({ certificate }: ReturnType<typeof makeSigner>) =>
    makeRevocationList({
      ...{ issuer: authority, signer, number: 1, thisUpdate: new Date() },
      nextUpdate: new Date(Date.now() + 86_400_000),
      revoked: [{ serial: certificate.serial, at: new Date() }],
    });
  return { authority, makeSigner, revoke };
}

/** A reader as an agent is one: paired with an officer, it brings what lies on it. */
export async function pairReader(house: TestHouse, officer: string) {
  const { body } = await house.ask<{ code: string }>(officer, 'POST', '/api/reader/pairing', {});
  const paired = await house.app.inject({ method: 'POST', url: '/v1/reader', payload: { code: body.code, name: 'r' } });
  const authorization = `Reader ${paired.json<{ token: string }>().token}`;
  return {
    async read(chip: Chip): Promise<void> {
      const wanted = await house.app.inject({ method: 'GET', url: '/v1/reader/next', headers: { authorization } });
      const { reading, ...keys } = wanted.json<ChipWanted & { reading: string }>();
      const payload = await showChip(connectInProcess(new CardApplication(chip)), keys).catch((error: unknown) => ({
        refused: refusalOfChip(error)!,
      }));
      const url = `/v1/reader/readings/${reading}`;
      const answer = await house.app.inject({ method: 'POST', url, headers: { authorization }, payload });
      if (answer.statusCode !== 204) throw new Error(answer.payload);
    },
  };
}

export interface Desk {
  readonly id: string;
  readonly officer: string;
  challenge(keys?: object): Promise<Asked>;
  check(presented: object, more?: object): Promise<{ status: number; body: Answer }>;
  /** A chip, through the officer’s reader. */
  lay(chip: Chip, more?: object, can?: string): Promise<Answer>;
  /** For the time without a line. */
  prepare(): Promise<Prepared[]>;
  late(body: object): Promise<{ status: number; body: Answer }>;
}
export interface Prepared {
  readonly challenge: string;
  readonly bytes: string;
}

/** What a chip shows to an agent without a line. */
export async function showLate(chip: Chip, { challenge, bytes }: Prepared) {
  const wanted = { challenge: bytes, can: chip.can! };
  const shown = await showChip(connectInProcess(new CardApplication(chip)), wanted);
  return { kind: 'chip', challenge, shown };
}

export async function openDesk(house: TestHouse, kind: string, steward: string, officer: string): Promise<Desk> {
  const opened = await house.ask<Asked>(steward, 'POST', '/api/agency/desks', { kind, place: `${kind} 1` });
  if (opened.status !== 201) throw new Error(JSON.stringify(opened.body));
  const { id } = opened.body;
  const reader = await pairReader(house, officer);
  const challenge = async (keys: object = {}) =>
    (await house.ask<Asked>(officer, 'POST', `/api/desks/${id}/challenge`, keys)).body;
  const send = (body: object) => house.ask<Answer>(officer, 'POST', `/api/desks/${id}/checks`, body);
  return {
    id,
    officer,
    challenge,
    check: async (presented, more = {}) => send({ challenge: (await challenge()).challenge, presented, ...more }),
    async lay(chip, more = {}, can = chip.can!) {
      const asked = await challenge({ can });
      await reader.read(chip);
      return (await send({ challenge: asked.challenge, presented: { kind: 'chip' }, ...more })).body;
    },
    async prepare() {
      const made = await house.ask<{ challenges: Prepared[] }>(officer, 'POST', `/api/desks/${id}/challenges`, {});
      return made.body.challenges;
    },
    late: (body) => house.ask<Answer>(officer, 'POST', `/api/desks/${id}/checks/late`, body),
  };
}

/** How each step went, and why. */
export const toldBy = ({ verdict, steps }: CheckAnswer) => [
  verdict,
  ...steps.filter(({ outcome }) => outcome !== 'not-asked').map(({ reason }) => reason),
];

/** A decision on a list, in force. */
export async function putListing(house: TestHouse, given: object): Promise<string> {
  const body = { issuer: 'ministry-of-public-security', decidedOn: '2026-01-05', endsOn: '2027-12-01', ...given };
  const made = await house.ask<Asked>('lister', 'POST', '/api/agency/listings', body);
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  const act = await house.ask('second-lister', 'POST', `/api/agency/listings/${made.body.id}/acts`, { act: 'approve' });
  if (act.status !== 200) throw new Error(JSON.stringify(act.body));
  return made.body.id;
}

export const pinOf = async (owner: pg.Client, person: string): Promise<string> => {
  const { rows } = await owner.query<{ value: string }>(
    "SELECT value FROM people.identifier WHERE person = $1 AND kind = 'pin' AND status = 'active'",
    [person],
  );
  return rows[0]!.value;
};

export interface Line {
  kind: string;
  room: string;
  type: string;
  subjects: string[];
  purpose?: string;
  legalBasis?: string;
  organisation?: string;
  hiddenUntil?: string;
  data?: Record<string, unknown>;
}

/** Of checkpoints about a person, the newest first. */
export async function linesAbout(house: TestHouse, person: string): Promise<Line[]> {
  const { rows } = await house.kernel.database.pool.query<{ lines: string }>(
    'SELECT lines FROM kernel.journal_block ORDER BY stream, seq DESC',
  );
  return rows
    .flatMap((block) => block.lines.split('\n').map((line) => JSON.parse(line) as Line))
    .filter((line) => line.room === 'checkpoints' && line.subjects.includes(person));
}
