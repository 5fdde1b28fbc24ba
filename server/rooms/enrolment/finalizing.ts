import { type Context, isId, Problem, type Transaction } from '#kernel';
import { cardProblems } from '#rooms/cards';
import { areaPath, readPerson } from '#rooms/people';
import { type Done, type Enrolment, enrolIn, prepareEnrolment, type Ready } from './enrolling.ts';
import { type BiometricData, type Packet, type RequestData, SUBTYPES } from './osiaForms.ts';
import { readBuffer } from './packetStore.ts';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';

const REASONS = { FIRST_ISSUANCE: 'first', RENEWAL: 'renewal', REPLACEMENT: 'replacement' } as const;
const PRESENCE = { AMPUTATED: 'amputated', BANDAGED: 'bandaged', DAMAGED: 'worn' } as const;
/** The standard knows a packet that is wrong (400) and one that may not be (403): of our conflicts these are the packet’s fault. */
const LACKING: ReadonlySet<string> = new Set(
  [
    problems.incomplete,
    cardProblems['enrolment-incomplete'],
    cardProblems['portrait-missing'],
    cardProblems['number-missing'],
    cardProblems['reason-wrong'],
  ].map((refuse) => refuse().code),
);
const WRONG: readonly number[] = [400, 404, 413];
const isPacketsFault = ({ status, code }: Problem) => WRONG.includes(status) || LACKING.has(code);

/** Our refusal as the standard’s: its own code stays in `dancu-problem` and in the sentence. What failed here is no refusal. */
export async function inTheStandardsWords<Result>(work: Promise<Result>): Promise<Result> {
  return work.catch((error: unknown) => {
    if (!(error instanceof Problem) || error.status >= 500) throw error;
    if (error.code.includes('/osia-') || error.code.startsWith('kernel/')) throw error;
    const because = { values: { because: error.code }, extra: { because: error.code }, pointer: error.pointer };
    throw isPacketsFault(error) ? problems['osia-wrong'](because) : problems['osia-not-allowed'](because);
  });
}

/** Reads a packet as an enrolment, and what it brings. @throws Problem enrolment/osia-wrong, osia-not-allowed */
export async function prepareFinal(parts: Parts, context: Context, packet: string, content: Packet): Promise<Ready> {
  const given = await toEnrolment(parts, packet, content);
  return inTheStandardsWords(prepareEnrolment(parts, context, given));
}

/** Enrols within the packet’s own transaction. @throws Problem enrolment/osia-wrong, osia-not-allowed */
export async function finalizeIn(
  parts: Parts,
  transaction: Transaction,
  context: Context,
  { requestData, biographicData }: Packet,
  ready: Ready,
): Promise<Done> {
  const stored = await readPerson(transaction, ready.person);
  const { name, dateOfBirth, personalNumber } = biographicData ?? {};
  const known = stored?.record;
  const differs = (
    [
      ['name', name !== undefined && name.normalize('NFC').toLowerCase() !== known?.name.toLowerCase()],
      ['dateOfBirth', dateOfBirth !== undefined && dateOfBirth !== known?.birthDate],
      [
        'personalNumber',
        personalNumber !== undefined && !known?.identifiers.some(({ value }) => value === personalNumber),
      ],
    ] as const
  ).find(([, wrong]) => wrong);
  if (differs)
    throw problems['osia-wrong']({ pointer: `/biographicData/${differs[0]}`, values: { because: differs[0] } });
  const office = requestData.deliveryOffice ?? (stored && areaPath(stored).at(-1)) ?? '';
  return inTheStandardsWords(
    enrolIn(parts, transaction, context, ready, (kind, reason) =>
      parts.cards.request(transaction, context, { person: ready.person, kind, reason, office }),
    ),
  );
}

async function toEnrolment(parts: Parts, packet: string, content: Packet): Promise<Enrolment> {
  const { requestData, contextualData, biometricData = [] } = content;
  const faces = biometricData.flatMap((one, at) => (one.biometricType === 'FACE' ? [{ one, at }] : []));
  if (faces.length > 1)
    throw problems['osia-wrong']({ pointer: `/biometricData/${faces[1]!.at}`, values: { because: 'FACE' } });
  const fingers: { place: number; content: string }[] = [];
  for (const [at, one] of biometricData.entries()) {
    if (one.biometricType !== 'FINGER' || !hasPicture(one)) continue;
    const place = SUBTYPES.indexOf(one.biometricSubType as (typeof SUBTYPES)[number]) + 1;
    if (place === 0)
      throw problems['osia-wrong']({ pointer: `/biometricData/${at}`, values: { because: 'biometricSubType' } });
    fingers.push({ place, content: await pictureOf(parts, packet, one, at) });
  }
  const portrait = faces[0] && hasPicture(faces[0].one);
  return {
    ...{ person: requestData.personId, kind: requestData.credentialProfileId, reason: reasonOf(requestData) },
    // Whoever sends a packet has shown the person what the register holds.
    confirmed: true,
    ...(portrait ? { portrait: await pictureOf(parts, packet, faces[0]!.one, faces[0]!.at) } : {}),
    fingers,
    missing: biometricData.flatMap(({ missing = [] }) =>
      missing.map(({ biometricSubType, presence }) => ({
        ...{ modality: 'finger' as const, place: SUBTYPES.indexOf(biometricSubType) + 1, reason: PRESENCE[presence] },
      })),
    ),
    takenAt: contextualData?.enrollmentDate,
  };
}

const hasPicture = ({ image, imageRef }: BiometricData) => image !== undefined || imageRef !== undefined;
const reasonOf = ({ requestType, requestTypeOther }: RequestData) =>
  requestType === 'OTHER' ? requestTypeOther : REASONS[requestType];

/** Base64; only what lies in this packet’s own buffers is followed, and nothing is fetched. @throws Problem enrolment/osia-wrong */
async function pictureOf({ kernel }: Parts, packet: string, { image, imageRef }: BiometricData, at: number) {
  if (image !== undefined) return image;
  const own = `${kernel.config.origin}/v1/enrollments/${packet}/buffer/`;
  const buffer = imageRef?.startsWith(own) ? imageRef.slice(own.length).toLowerCase() : undefined;
  const found =
    buffer && isId(buffer)
      ? await kernel.database.transact(({ client }) => readBuffer(client, kernel.keys, packet, buffer))
      : undefined;
  if (!found)
    throw problems['osia-wrong']({ pointer: `/biometricData/${at}/imageRef`, values: { because: 'imageRef' } });
  return found.bytes.toString('base64');
}
