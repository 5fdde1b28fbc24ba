import { crc32, deflateSync } from 'node:zlib';
import type { GreyImage } from '#libs/fingerprint';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** A grey image as PNG (ISO/IEC 15948), one byte a pixel, without filters. */
export function drawPng({ width, height, pixels, dpi }: GreyImage): Buffer {
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  const resolution = Buffer.alloc(9);
  resolution.writeUInt32BE(Math.round(dpi / 0.0254), 0);
  resolution.writeUInt32BE(Math.round(dpi / 0.0254), 4);
  resolution[8] = 1;
  const chunks: [string, Buffer][] = [
    ['IHDR', head],
    ['pHYs', resolution],
    ['IDAT', deflateSync(rows)],
    ['IEND', Buffer.alloc(0)],
  ];
  return Buffer.concat([SIGNATURE, ...chunks.map(([name, data]) => frameChunk(name, data))]);
}

function frameChunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(named, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}
