import { Type } from 'typebox';
import { Value } from 'typebox/value';

/**
 * The messages of MOSIP's ABIS API 0.9 (docs.mosip.io, `biometrics/abis-api`; mosip/documentation, docs/ABIS-APIs.md, and the
 * classes of mosip/mosip-mock-services, mock-abis/…/dto, where those say more). MOSIP sends them over queues of a message broker and
 * waits for the answer on another; the same messages go here as body and answer of one POST.
 */
const OPERATIONS = ['insert', 'identify', 'delete', 'ping', 'pendingJobs', 'referenceCount'] as const;
export type MosipOperation = (typeof OPERATIONS)[number];

/** Failure reasons of the specification and of mock-abis (FailureReasonsConstants): 18, in every edition that was found. */
export const REASONS = {
  internal: '1',
  aborted: '2',
  unexpected: '3',
  structure: '4',
  'reference-missing': '5',
  'request-missing': '6',
  fetch: '7',
  'url-missing': '8',
  'time-missing': '9',
  exists: '10',
  'no-data': '11',
  'not-found': '12',
  version: '13',
  id: '14',
  'time-format': '15',
  cbeff: '16',
  expired: '17',
  quality: '18',
} as const;
export type Reason = keyof typeof REASONS;

/** What a message is refused with. */
export class MosipRefusal extends Error {
  override readonly name = 'MosipRefusal';
  readonly reason: Reason;
  constructor(reason: Reason) {
    super(reason);
    this.reason = reason;
  }
}

const Flag = Type.Union([Type.String({ maxLength: 100 }), Type.Number()]);
const Free = { additionalProperties: true };
/** Only what one must trust is checked here; each member that is missing has a reason of its own. */
const Message = Type.Object(
  {
    id: Type.Optional(Type.String({ maxLength: 100 })),
    version: Type.Optional(Type.String({ maxLength: 20 })),
    /** The drafts' name for it. */
    ver: Type.Optional(Type.String({ maxLength: 20 })),
    requestId: Type.Optional(Type.String({ maxLength: 100 })),
    requesttime: Type.Optional(Type.String({ maxLength: 40 })),
    referenceId: Type.Optional(Type.Union([Type.String({ maxLength: 100 }), Type.Null()])),
    referenceURL: Type.Optional(Type.Union([Type.String({ maxLength: 2000 }), Type.Null()])),
    /** As mock-abis and the drafts spell it in identify. */
    referenceUrl: Type.Optional(Type.Union([Type.String({ maxLength: 2000 }), Type.Null()])),
    flags: Type.Optional(
      Type.Union([Type.Null(), Type.Object({ maxResults: Type.Optional(Flag), threshold: Type.Optional(Flag) }, Free)]),
    ),
    gallery: Type.Optional(
      Type.Union([
        Type.Null(),
        Type.Object(
          {
            referenceIds: Type.Optional(
              Type.Array(Type.Object({ referenceId: Type.String({ maxLength: 100 }) }, Free), { maxItems: 1000 }),
            ),
          },
          Free,
        ),
      ]),
    ),
  },
  Free,
);

/** A message that may be worked on. */
export interface MosipRequest {
  readonly operation: MosipOperation;
  readonly requestId: string;
  readonly referenceId: string | undefined;
  readonly referenceURL: string | undefined;
  readonly maxResults: number | undefined;
  readonly threshold: number | undefined;
  /** Empty lists are none: MOSIP sends one where it wants all searched. */
  readonly gallery: readonly string[] | undefined;
}

/** The specification's own samples say 1.1, the specification itself is 0.9. */
const VERSIONS = ['1.1', '0.9'];
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)?$/;
const ID = /^mosip\.abis\.([A-Za-z]+)$/;

/** @throws MosipRefusal */
export function readMosipRequest(message: unknown): MosipRequest {
  if (!Value.Check(Message, message)) throw new MosipRefusal('structure');
  const operation = OPERATIONS.find((one) => one === ID.exec(message.id ?? '')?.[1]);
  if (!operation) throw new MosipRefusal('id');
  if (!VERSIONS.includes(message.version ?? message.ver ?? '')) throw new MosipRefusal('version');
  if (!message.requestId) throw new MosipRefusal('request-missing');
  if (!message.requesttime) throw new MosipRefusal('time-missing');
  if (!MOMENT.test(message.requesttime) || Number.isNaN(Date.parse(message.requesttime)))
    throw new MosipRefusal('time-format');
  const among = message.gallery?.referenceIds?.map(({ referenceId }) => referenceId);
  return {
    operation,
    requestId: message.requestId,
    referenceId: message.referenceId || undefined,
    referenceURL: message.referenceURL || message.referenceUrl || undefined,
    maxResults: readNumber(message.flags?.maxResults, 1, 100),
    threshold: readNumber(message.flags?.threshold, 0, 100),
    gallery: among && among.length > 0 ? among : undefined,
  };
}

/** MOSIP sends numbers as text. */
function readNumber(value: string | number | undefined, from: number, to: number): number | undefined {
  if (value === undefined || value === '') return undefined;
  const number = Number(value);
  if (!Number.isFinite(number) || number < from) throw new MosipRefusal('structure');
  return Math.min(number, to);
}

const Analytics = Type.Record(Type.String(), Type.String());
export const Answered = Type.Object({
  id: Type.String(),
  requestId: Type.String(),
  responsetime: Type.String(),
  returnValue: Type.Enum(['1', '2']),
  failureReason: Type.Optional(Type.String()),
  candidateList: Type.Optional(
    Type.Object({
      count: Type.String(),
      candidates: Type.Array(
        Type.Object({
          referenceId: Type.String(),
          analytics: Type.Optional(Analytics),
          modalities: Type.Optional(Type.Array(Type.Object({ biometricType: Type.String(), analytics: Analytics }))),
        }),
      ),
    }),
  ),
  jobscount: Type.Optional(Type.String()),
  count: Type.Optional(Type.String()),
});
