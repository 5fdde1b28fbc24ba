/** Grey values, row by row; 0 is black. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

/** Lines that lie this much aslant at most are set straight. */
const TURN_DEGREES = 6;
const TURN_STEP = 0.25;

/** What a camera's picture is in grey (ITU-R BT.601). */
export function toGrey({ width, height, data }: { width: number; height: number; data: ArrayLike<number> }): Grey {
  const grey = new Uint8ClampedArray(width * height);
  for (let at = 0; at < grey.length; at++)
    grey[at] = 0.299 * data[at * 4]! + 0.587 * data[at * 4 + 1]! + 0.114 * data[at * 4 + 2]!;
  return { width, height, data: grey };
}

/** Ink on an even ground: each pixel against the mean around it, so that a shadow over half of the card does no harm. */
export function evenGround({ width, height, data }: Grey, reach: number): Grey {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y++) {
    let row = 0;
    for (let x = 0; x < width; x++) {
      row += data[y * width + x]!;
      sums[(y + 1) * (width + 1) + x + 1] = sums[y * (width + 1) + x + 1]! + row;
    }
  }
  const even = new Uint8ClampedArray(data.length);
  for (let y = 0; y < height; y++) {
    const [top, foot] = [Math.max(0, y - reach), Math.min(height, y + reach + 1)];
    for (let x = 0; x < width; x++) {
      const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)];
      const corner = (cx: number, cy: number) => sums[cy * (width + 1) + cx]!;
      const sum = corner(right, foot) - corner(left, foot) - corner(right, top) + corner(left, top);
      const mean = sum / ((right - left) * (foot - top));
      even[y * width + x] = (215 * data[y * width + x]!) / Math.max(mean, 1);
    }
  }
  return { width, height, data: even };
}

/** How the lines lie: at the angle at which the rows of the picture differ most. @returns radians */
export function findTurn({ width, height, data }: Grey): number {
  const step = Math.max(1, Math.floor(width / 400));
  let [best, most] = [0, -1];
  for (let degrees = -TURN_DEGREES; degrees <= TURN_DEGREES; degrees += TURN_STEP) {
    const slope = Math.tan((degrees * Math.PI) / 180);
    const rows = new Float64Array(height);
    const counts = new Float64Array(height);
    for (let x = 0; x < width; x += step) {
      const shift = Math.round(slope * (x - width / 2));
      for (let y = Math.max(0, -shift); y < Math.min(height, height - shift); y++) {
        rows[y]! += 255 - data[(y + shift) * width + x]!;
        counts[y]!++;
      }
    }
    let spread = 0;
    for (let y = 1; y < height; y++)
      if (counts[y]! > 0 && counts[y - 1]! > 0) spread += (rows[y]! / counts[y]! - rows[y - 1]! / counts[y - 1]!) ** 2;
    if (spread > most) [best, most] = [degrees, spread];
  }
  return (best * Math.PI) / 180;
}

/** The picture turned about its middle by `-turn`, and made `width` wide. */
export function straighten(grey: Grey, turn: number, width: number): Grey {
  const scale = grey.width / width;
  const height = Math.round(grey.height / scale);
  const [cos, sin] = [Math.cos(turn) * scale, Math.sin(turn) * scale];
  const data = new Uint8ClampedArray(width * height).fill(215);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [dx, dy] = [x - width / 2, y - height / 2];
      const [fromX, fromY] = [grey.width / 2 + dx * cos - dy * sin, grey.height / 2 + dx * sin + dy * cos];
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
      if (left < 0 || top < 0 || left + 1 >= grey.width || top + 1 >= grey.height) continue;
      const [right, foot] = [fromX - left, fromY - top];
      const at = top * grey.width + left;
      const above = grey.data[at]! * (1 - right) + grey.data[at + 1]! * right;
      const below = grey.data[at + grey.width]! * (1 - right) + grey.data[at + grey.width + 1]! * right;
      data[y * width + x] = above * (1 - foot) + below * foot;
    }
  return { width, height, data };
}
