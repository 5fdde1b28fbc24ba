/** A picture in colour, 8 bits a channel, RGBA row by row. Transparency is not looked at. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Red, green, blue one after the other, each row by row, 0 to 255. */
export interface Planes {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Half as wide and high, each pixel the mean of four. */
export function halve({ width, height, data }: Picture): Picture {
  const [across, down] = [width >> 1, height >> 1];
  const half = new Uint8ClampedArray(across * down * 4);
  const row = width * 4;
  for (let y = 0, to = 0; y < down; y++) {
    for (let x = 0, from = 2 * y * row; x < across; x++, from += 8, to += 4) {
      for (let c = 0; c < 4; c++)
        half[to + c] = (data[from + c]! + data[from + 4 + c]! + data[from + row + c]! + data[from + row + 4 + c]!) / 4;
    }
  }
  return { width: across, height: down, data: half };
}

/** Of a pixel, as ITU-R BT.601 weighs colours. */
export function luminance(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}
