import { createReader } from '../bytes.ts';
import { FingerprintError } from '../errors.ts';
import { checkView, type FingerView, packMinutia, toDensity, unpackMinutia, withDensity } from './view.ts';

const HEADER = 15;
/** A view without quality, minutiae and extensions. */
const VIEW = 34;
const NOT_REPORTED = 254;

/** ISO/IEC 19794-2:2011, record format. */
export function read2011(bytes: Uint8Array): FingerView[] {
  const reader = createReader(bytes, { code: 'template-broken' });
  reader.skip(8);
  const length = reader.u32();
  if (length !== bytes.length)
    throw new FingerprintError('template-broken', `${bytes.length} bytes, where the record says ${length}`);
  const count = reader.u16();
  const certified = reader.u8() === 1;
  const views: FingerView[] = [];
  for (let index = 0; index < count; index++) {
    const size = reader.u32();
    if (size < VIEW) throw new FingerprintError('template-broken', `a view of ${size} bytes`);
    views.push(readView(reader.take(size - 4), certified));
  }
  if (reader.left > 0) throw new FingerprintError('template-broken', `${reader.left} bytes after the last view`);
  return views;
}

function readView(bytes: Uint8Array, certified: boolean): FingerView {
  const reader = createReader(bytes, { code: 'template-broken' });
  // When and with what it was captured.
  reader.skip(9 + 5);
  let quality = 0;
  const qualities = reader.u8();
  for (let index = 0; index < qualities; index++) {
    const value = reader.u8();
    if (index === 0 && value <= 100) quality = value;
    reader.skip(4);
  }
  if (certified) reader.skip(3 * reader.u8());
  const [position, view] = [reader.u8(), reader.u8()];
  const [across, down] = [reader.u16(), reader.u16()];
  const impression = reader.u8();
  const [width, height] = [reader.u16(), reader.u16()];
  const size = reader.u8() >> 4;
  if (size !== 5 && size !== 6) throw new FingerprintError('template-broken', `minutiae of ${size} bytes`);
  const count = reader.u8();
  const minutiae = Array.from({ length: count }, () =>
    unpackMinutia(reader.u16(), reader.u16(), reader.u8(), size === 6 ? reader.u8() : NOT_REPORTED),
  );
  reader.skip(reader.u16());
  if (reader.left > 0)
    throw new FingerprintError('template-broken', `${reader.left} bytes after the view's extensions`);
  return { position, view, impression, template: withDensity({ width, height, quality, minutiae }, across, down) };
}

/** The time of capture is written as unknown: a template needs none, and it would tell where a person was. */
export function write2011(views: readonly FingerView[]): Uint8Array {
  if (views.length === 0 || views.length > 672) throw new FingerprintError('template-size', `${views.length} views`);
  const bodies = views.map(writeView);
  const record = new Uint8Array(HEADER + bodies.reduce((sum, body) => sum + body.length, 0));
  const header = new DataView(record.buffer);
  record.set(new TextEncoder().encode('FMR\x00030\0'));
  header.setUint32(8, record.length);
  header.setUint16(12, views.length);
  let at = HEADER;
  for (const body of bodies) {
    record.set(body, at);
    at += body.length;
  }
  return record;
}

const UNKNOWN_TIME = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff];
const NO_DEVICE = [0, 0, 0, 0, 0];
/** Six bytes a minutia; an ending is where the middle of the valley forks, which is what our directions mean. */
const SIX_BYTES = 0x60;

function writeView(view: FingerView): Uint8Array {
  checkView(view);
  const { template } = view;
  const [density, { width, height }] = [toDensity(template.dpi), template];
  const body = [
    ...[0, 0, 0, 0],
    ...UNKNOWN_TIME,
    ...NO_DEVICE,
    ...[1, Math.round(template.quality), 0, 0, 0, 0],
    ...[view.position, view.view],
    ...[density >> 8, density & 255, density >> 8, density & 255],
    view.impression,
    ...[width >> 8, width & 255, height >> 8, height & 255],
    SIX_BYTES,
    template.minutiae.length,
    ...template.minutiae.flatMap((minutia) => [...packMinutia(minutia), Math.round(minutia.quality) || NOT_REPORTED]),
    ...[0, 0],
  ];
  const bytes = Uint8Array.from(body);
  new DataView(bytes.buffer).setUint32(0, bytes.length);
  return bytes;
}
