import type { GreyImage } from '../raster.ts';
import { numbers } from './images.samples.ts';
import { takeApart } from './wsqWavelet.ts';

/** A WSQ writer for tests: the standard's own 9/7 filters, one bin width for all, one flat Huffman table. */
const lowTaps = [0.8526986790094, 0.37740285561265, -0.11062440441842, -0.02384946501938, 0.03782845550699];
const highTaps = [0.78848561640566, -0.41809227322221, -0.04068941760956, 0.06453888262894];

const BIN = 2;
const ZERO_BIN = 2.4;
const CENTRE = 0.44;

export function writeWsq(image: GreyImage): Uint8Array {
  const { width, height, pixels, dpi } = image;
  const [shift, scale] = [128, 64];
  const field = Float64Array.from(pixels, (value) => (value - shift) / scale);
  const { areas, subbands } = takeApart(width, height);
  for (const area of areas) {
    for (let row = 0; row < area.height; row++)
      split(field, (area.y + row) * width + area.x, 1, area.width, area.turnedX);
    for (let column = 0; column < area.width; column++)
      split(field, area.y * width + area.x + column, width, area.height, area.turnedY);
  }
  const bits: string[] = [];
  for (const band of subbands)
    for (let y = 0; y < band.height; y++)
      for (let x = 0; x < band.width; x++) bits.push(encode(quantise(field[(band.y + y) * width + band.x + x]! * 100)));
  const sent = 60;
  return Buffer.concat([
    numbers(2, 0xffa0),
    segment(0xffa8, Buffer.from(`NIST_COM 3\nPIX_WIDTH ${width}\nPPI ${dpi}\n`)),
    segment(0xffa4, Buffer.concat([Buffer.from([9, 7]), ...[...lowTaps, ...highTaps].map(tap)])),
    segment(0xffa5, Buffer.concat([scaled(2, CENTRE), ...Array.from({ length: 64 }, (_, n) => bins(n < sent))])),
    segment(
      0xffa2,
      Buffer.concat([
        Buffer.from([0, 255]),
        numbers(2, height, width),
        scaled(0, shift),
        scaled(2, scale / 100),
        Buffer.from([2, 0, 0]),
      ]),
    ),
    segment(0xffa6, Buffer.concat([Buffer.from([0]), flatTable()])),
    segment(0xffa3, Buffer.from([0])),
    stuff(bits.join('')),
    numbers(2, 0xffa1),
  ]);
}

function split(field: Float64Array, start: number, step: number, length: number, turned: boolean): void {
  if (length < 2) return;
  const line = Float64Array.from({ length }, (_, at) => field[start + at * step]!);
  const period = 2 * (length - 1);
  const read = (at: number): number => {
    const rest = ((at % period) + period) % period;
    return line[rest < length ? rest : period - rest]!;
  };
  const filter = (taps: readonly number[], at: number): number =>
    taps.reduce((sum, tap, index) => sum + tap * (index === 0 ? read(at) : read(at - index) + read(at + index)), 0);
  const lows = Math.ceil(length / 2);
  for (let at = 0; at < length; at++) {
    const isLow = at % 2 === 0;
    const first = isLow === !turned ? 0 : turned ? length - lows : lows;
    field[start + (first + (at >> 1)) * step] = filter(isLow ? lowTaps : highTaps, at);
  }
}

function quantise(value: number): number {
  if (Math.abs(value) <= ZERO_BIN / 2) return 0;
  const index = Math.floor((Math.abs(value) - ZERO_BIN / 2) / BIN) + 1;
  return value > 0 ? index : -index;
}

/** All 254 symbols have nine bits, in their order. */
function encode(index: number): string {
  const nine = (symbol: number): string => (symbol - 1).toString(2).padStart(9, '0');
  if (index === 0) return nine(1);
  if (index >= -73 && index <= 74) return nine(index + 180);
  const size = Math.abs(index);
  if (size < 256) return nine(index > 0 ? 101 : 102) + size.toString(2).padStart(8, '0');
  return nine(index > 0 ? 103 : 104) + size.toString(2).padStart(16, '0');
}

function flatTable(): Buffer {
  const counts = Array.from({ length: 16 }, (_, length) => (length === 8 ? 254 : 0));
  return Buffer.from([...counts, ...Array.from({ length: 254 }, (_, index) => index + 1)]);
}

function stuff(bits: string): Buffer {
  const bytes: number[] = [];
  for (let at = 0; at < bits.length; at += 8) {
    const byte = Number.parseInt(bits.slice(at, at + 8).padEnd(8, '1'), 2);
    bytes.push(byte);
    if (byte === 0xff) bytes.push(0);
  }
  return Buffer.from(bytes);
}

function segment(marker: number, body: Uint8Array): Buffer {
  return Buffer.concat([numbers(2, marker, body.length + 2), body]);
}

function scaled(places: number, value: number): Buffer {
  return Buffer.concat([Buffer.from([places]), numbers(2, Math.round(value * 10 ** places))]);
}

function tap(value: number): Buffer {
  return Buffer.concat([Buffer.from([value < 0 ? 1 : 0, 9]), numbers(4, Math.round(Math.abs(value) * 1e9))]);
}

function bins(used: boolean): Buffer {
  return Buffer.concat([scaled(3, used ? BIN : 0), scaled(3, used ? ZERO_BIN : 0)]);
}
