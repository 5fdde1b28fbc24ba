// Makes web/routes/point/zones/weights.ts: what the desk's camera knows letters of a zone by. Run by hand, with the files of typefaces that
// a zone may be printed in (OCR-B: fonts-ocr-b of Debian); the monospaced typeface of this machine, in which cards are drawn, is always one.
// Letters are drawn in Chromium, laid aslant, blurred and sprinkled by a fixed sequence of chances, and two layers learn them.
import { readFileSync, writeFileSync } from 'node:fs';
import { openBrowser } from '../test/e2e/browser.ts';
import { ABOVE, BELOW, CELL, HIDDEN, LETTERS, stretch } from '../web/routes/point/zones/letters.ts';

const SIZE = { width: 48, height: 64 };
const ROUNDS = 40;
const EACH = 80;
/** How much taller what is looked at is than a capital. */
const TALLER = 1 + ABOVE + BELOW;
const POINTS = CELL.width * CELL.height;

let state = 20_261_124;
/** Chance from 0 to 1: the same each time (a linear congruence, Numerical Recipes). */
function chance(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
}
const between = (least: number, most: number) => least + (most - least) * chance();

/** Runs in the page: its own language has no types here. */
const DRAW = `async ([fonts, letters, size]) => {
  const families = ['monospace'];
  for (const [at, font] of fonts.entries()) {
    const face = new FontFace('given' + at, 'url(data:font/otf;base64,' + font + ')');
    document.fonts.add(await face.load());
    families.push('given' + at);
  }
  return families.map((family) => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [size.width * 2, size.height * 2];
    const pen = canvas.getContext('2d', { willReadFrequently: true });
    pen.font = '100px ' + family;
    const head = pen.measureText('HX08');
    const high = head.actualBoundingBoxAscent + head.actualBoundingBoxDescent;
    const wide = pen.measureText('0').width;
    return [...letters].map((letter) => {
      pen.setTransform(1, 0, 0, 1, 0, 0);
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.fillStyle = '#000';
      pen.setTransform(size.width / wide, 0, 0, size.height / high, size.width / 2, size.height / 2);
      pen.fillText(letter, 0, head.actualBoundingBoxAscent);
      const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
      return Array.from({ length: data.length / 4 }, (_, at) => 255 - data[at * 4]);
    });
  });
}`;

/** Each letter as ink, column wide and between the line's head and foot: a margin of half of either around it. */
async function drawLetters(files: readonly string[]): Promise<number[][][]> {
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    const fonts = files.map((file) => readFileSync(file).toString('base64'));
    const given = JSON.stringify([fonts, LETTERS, SIZE]);
    return (await page.evaluate(`(${DRAW})(${given})`)) as number[][][];
  } finally {
    await browser.close();
  }
}

/** A drawn letter as a camera might see it: off its place, wider, aslant, blurred, on a noisy ground. */
function distort(ink: readonly number[]): Float32Array {
  const [stretchX, stretchY] = [between(0.86, 1.14), between(0.95, 1.3) * TALLER];
  const [shiftX, shiftY] = [between(-0.14, 0.14), between(-0.05, 0.11)];
  const [slant, lean] = [between(-0.06, 0.06), between(-0.06, 0.06)];
  const blur = between(0, 0.14) * chance();
  const noise = between(0, 0.22) * chance();
  const cell = new Float32Array(POINTS);
  const wide = SIZE.width * 2;
  for (let row = 0; row < CELL.height; row++)
    for (let column = 0; column < CELL.width; column++) {
      let sum = 0;
      for (let part = 0; part < 16; part++) {
        const across = (column + between(0, 1)) / CELL.width - 0.5 + between(-blur, blur) + between(-blur, blur);
        const down = (row + between(0, 1)) / CELL.height - 0.5 + between(-blur, blur) + between(-blur, blur);
        const x = Math.floor(SIZE.width * (1 + (across + lean * down) * stretchX + shiftX));
        const y = Math.floor(SIZE.height * (1 + (down + slant * across) * stretchY + shiftY));
        sum += x < 0 || y < 0 || x >= wide || y >= SIZE.height * 2 ? 0 : ink[y * wide + x]!;
      }
      cell[row * CELL.width + column] = sum / 16 / 255 + between(-noise, noise);
    }
  return stretch(cell);
}

const spread = (length: number, size: number) => Float32Array.from({ length }, () => between(-size, size));
const first = spread((POINTS + 1) * HIDDEN, 0.12);
const second = spread((HIDDEN + 1) * LETTERS.length, 0.2);

/** One step towards the right letter. @returns whether it was the likeliest before */
function learn(cell: Float32Array, right: number, rate: number): boolean {
  const hidden = new Float32Array(HIDDEN);
  for (let to = 0; to < HIDDEN; to++) {
    let sum = first[POINTS * HIDDEN + to]!;
    for (let at = 0; at < POINTS; at++) sum += cell[at]! * first[at * HIDDEN + to]!;
    hidden[to] = Math.max(0, sum);
  }
  const count = LETTERS.length;
  const sums = second.slice(HIDDEN * count);
  for (let at = 0; at < HIDDEN; at++)
    for (let to = 0; to < count; to++) sums[to]! += hidden[at]! * second[at * count + to]!;
  const most = Math.max(...sums);
  const likely = sums.map((sum) => Math.exp(sum - most));
  const total = likely.reduce((all, one) => all + one, 0);
  const faults = likely.map((one, to) => one / total - (to === right ? 1 : 0));
  for (let at = 0; at <= HIDDEN; at++) {
    const value = at === HIDDEN ? 1 : hidden[at]!;
    let back = 0;
    for (let to = 0; to < count; to++) {
      back += faults[to]! * second[at * count + to]!;
      second[at * count + to]! -= rate * faults[to]! * value;
    }
    if (at === HIDDEN || value === 0) continue;
    for (let from = 0; from < POINTS; from++) first[from * HIDDEN + at]! -= rate * back * cell[from]!;
    first[POINTS * HIDDEN + at]! -= rate * back;
  }
  return sums.indexOf(most) === right;
}

const pack = (weights: Float32Array) => {
  const scale = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0) / 127;
  const bytes = Int8Array.from(weights, (weight) => Math.round(weight / scale));
  return `  {\n    scale: ${scale.toFixed(8)},\n    bytes:\n      '${Buffer.from(bytes.buffer).toString('base64')}',\n  },\n`;
};

const drawn = await drawLetters(process.argv.slice(2));
for (let round = 0; round < ROUNDS; round++) {
  const order = drawn.flatMap((letters) =>
    letters.flatMap((ink, right) => Array.from({ length: EACH }, () => ({ ink, right }))),
  );
  let rightly = 0;
  for (let left = order.length; left > 0; left--) {
    const at = Math.floor(chance() * left);
    const { ink, right } = order[at]!;
    order[at] = order[left - 1]!;
    if (learn(distort(ink), right, 0.02 * (1 - round / ROUNDS) + 0.0005)) rightly++;
  }
  console.log(`round ${round + 1}: ${((100 * rightly) / order.length).toFixed(2)} % known`);
}
writeFileSync(
  new URL('../web/routes/point/zones/weights.ts', import.meta.url),
  `/** Made by bin/zone-letters.ts. */\nexport const WEIGHTS: readonly { readonly scale: number; readonly bytes: string }[] = [\n${pack(first)}${pack(second)}];\n`,
);
