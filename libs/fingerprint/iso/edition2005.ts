import { type ByteReader, createReader } from '../bytes.ts';
import { FingerprintError } from '../errors.ts';
import { checkView, type FingerView, packMinutia, toDensity, unpackMinutia, withDensity } from './view.ts';

const HEADER = 24;

/** ISO/IEC 19794-2:2005, record format. All views of a record have one image size and resolution. */
export function read2005(bytes: Uint8Array): FingerView[] {
  const reader = createReader(bytes, { code: 'template-broken' });
  reader.skip(8);
  const length = reader.u32();
  if (length !== bytes.length)
    throw new FingerprintError('template-broken', `${bytes.length} bytes, where the record says ${length}`);
  reader.skip(2);
  const [width, height] = [reader.u16(), reader.u16()];
  const [across, down] = [reader.u16(), reader.u16()];
  const count = reader.u8();
  reader.skip(1);
  const views = Array.from({ length: count }, () => readView(reader, width, height, across, down));
  if (reader.left > 0) throw new FingerprintError('template-broken', `${reader.left} bytes after the last view`);
  return views;
}

function readView(reader: ByteReader, width: number, height: number, across: number, down: number): FingerView {
  const position = reader.u8();
  const kind = reader.u8();
  const quality = Math.min(100, reader.u8());
  const count = reader.u8();
  const minutiae = Array.from({ length: count }, () =>
    unpackMinutia(reader.u16(), reader.u16(), reader.u8(), reader.u8()),
  );
  // Ridge counts, cores and zonal quality: nothing here reads them.
  reader.skip(reader.u16());
  const template = withDensity({ width, height, quality, minutiae }, across, down);
  return { position, view: kind >> 4, impression: kind & 15, template };
}

/** Throws `template-size` where views differ in size or resolution: that edition has only one for all. */
export function write2005(views: readonly FingerView[]): Uint8Array {
  const first = views[0]?.template;
  if (!first) throw new FingerprintError('template-size', 'a record has a view at least');
  const { width, height, dpi } = first;
  const body = views.flatMap((view) => {
    const { template } = view;
    checkView(view);
    if (template.width !== width || template.height !== height || template.dpi !== dpi)
      throw new FingerprintError('template-size', 'views of different size or resolution');
    return [
      view.position,
      (view.view << 4) | view.impression,
      Math.round(template.quality),
      template.minutiae.length,
      ...template.minutiae.flatMap((minutia) => [...packMinutia(minutia), Math.round(minutia.quality)]),
      0,
      0,
    ];
  });
  if (views.length > 255) throw new FingerprintError('template-size', `${views.length} views`);
  const record = new Uint8Array(HEADER + body.length);
  const header = new DataView(record.buffer);
  record.set(new TextEncoder().encode('FMR\0 20\0'));
  header.setUint32(8, record.length);
  header.setUint16(14, width);
  header.setUint16(16, height);
  header.setUint16(18, toDensity(dpi));
  header.setUint16(20, toDensity(dpi));
  header.setUint8(22, views.length);
  record.set(body, HEADER);
  return record;
}
