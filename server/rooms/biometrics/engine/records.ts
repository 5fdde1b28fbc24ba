import type { FingerPosition } from './matcher.ts';

/** What a block is made of: somebody's samples, somebody's removal, or the word that a segment has its end. */

export interface KeptFinger {
  readonly position: FingerPosition;
  /** Record of ISO/IEC 19794-2:2011 with one view, as this house writes it. */
  readonly template: Uint8Array;
}

export type KeptRecord =
  | {
      readonly kind: 'enrolled';
      readonly reference: Uint8Array;
      readonly row: Uint8Array | undefined;
      readonly fingers: readonly KeptFinger[];
    }
  | { readonly kind: 'removed'; readonly reference: Uint8Array }
  | { readonly kind: 'end' };

const KINDS = { enrolled: 1, removed: 2, end: 3 } as const;
const REFERENCE = 16;

export function writeRecord(record: KeptRecord): Buffer {
  const kind = Buffer.of(KINDS[record.kind]);
  if (record.kind === 'end') return kind;
  if (record.kind === 'removed') return Buffer.concat([kind, record.reference]);
  const { reference, row, fingers } = record;
  const counts = Buffer.alloc(3);
  counts.writeUInt16BE(row?.length ?? 0);
  counts.writeUInt8(fingers.length, 2);
  const samples = fingers.flatMap(({ position, template }) => {
    const head = Buffer.alloc(3);
    head.writeUInt8(position);
    head.writeUInt16BE(template.length, 1);
    return [head, template];
  });
  return Buffer.concat([kind, reference, counts, ...(row ? [row] : []), ...samples]);
}

/** The bytes are ours: their seal was checked. What is returned are views of them. */
export function* readRecords(bytes: Buffer): Generator<{ record: KeptRecord; bytes: Buffer }> {
  for (let at = 0; at < bytes.length; ) {
    const from = at;
    const take = (length: number) => {
      at += length;
      return bytes.subarray(at - length, at);
    };
    const kind = take(1).readUInt8();
    let record: KeptRecord = { kind: 'end' };
    if (kind !== KINDS.end) {
      const reference = take(REFERENCE);
      record = kind === KINDS.removed ? { kind: 'removed', reference } : readEnrolled(reference, take);
    }
    yield { record, bytes: bytes.subarray(from, at) };
  }
}

function readEnrolled(reference: Buffer, take: (length: number) => Buffer): KeptRecord {
  const rowBytes = take(2).readUInt16BE();
  const count = take(1).readUInt8();
  const row = rowBytes > 0 ? take(rowBytes) : undefined;
  const fingers: KeptFinger[] = [];
  for (let finger = 0; finger < count; finger++) {
    const position = take(1).readUInt8() as FingerPosition;
    fingers.push({ position, template: take(take(2).readUInt16BE()) });
  }
  return { kind: 'enrolled', reference, row, fingers };
}

export const referenceBytes = (reference: string) => Buffer.from(reference.replaceAll('-', ''), 'hex');

export function referenceText(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString('hex');
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-');
}
