import { randomUUID } from 'node:crypto';
import { Gallery } from '#libs/gallery';
import { readOnce } from './galleryRead.ts';
import { startThread } from './galleryThread.ts';
import { describeMachine, median, option, printRow } from './measure.ts';

/**
 * Exact search of a gallery of embeddings (512 parts): time a row and query at one core and at all, mates found that are as
 * far from their enrolment as a hard pair, enrolments while it is searched, memory. The limit beside it is the same memory read once.
 * node bench/gallery.ts [--rows 100000,1000000] [--dimension 512]
 */
const sizes = option('rows', '100000,1000000').split(',').map(Number);
const dimension = Number(option('dimension', '512'));
const MATES = 200;

process.stdout.write(`${describeMachine()}, ${dimension} parts\n`);

let state = 1;
/** About normally distributed, the same in each run. */
function draw(): number {
  let sum = 0;
  for (let at = 0; at < 4; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    sum += state / 2 ** 31 - 1;
  }
  return sum;
}
const parts = new Float32Array(dimension);
function strange(): Float32Array {
  for (let at = 0; at < dimension; at++) parts[at] = draw();
  return parts;
}

for (const rows of sizes)
  for (const shards of [1, 2]) {
    const gallery = new Gallery({ dimension, shards, startScanner: startThread });
    const mates: { id: string; seen: Float32Array }[] = [];
    const begunAdding = performance.now();
    for (let at = 0; at < rows; at++) {
      const embedding = strange();
      const id = randomUUID();
      gallery.add(id, embedding);
      // A cosine of about 0.45 to its enrolment: what the threshold of a face model just lets pass.
      if (at % Math.floor(rows / MATES) === 0) mates.push({ id, seen: embedding.map((part) => part + 2 * draw()) });
    }
    const added = rows / ((performance.now() - begunAdding) / 1000);
    await gallery.search(mates[0]!.seen, { best: 10 });
    const perRow = async (together: number) => {
      const rounds: number[] = [];
      for (let round = 0; round < 5; round++) {
        const begun = performance.now();
        await Promise.all(mates.slice(round, round + together).map(({ seen }) => gallery.search(seen, { best: 10 })));
        rounds.push(((performance.now() - begun) * 1e6) / rows / together);
      }
      return median(rounds);
    };
    const single = await perRow(1);
    const four = await perRow(4);
    const sixteen = await perRow(16);
    const found = await Promise.all(mates.map(({ seen }) => gallery.search(seen, { best: 1 })));
    const recall = found.filter(([hit], at) => hit?.id === mates[at]!.id).length / mates.length;
    let enrolled = 0;
    const begunBoth = performance.now();
    for (let round = 0; round < 10; round++) {
      const searching = Promise.all(mates.slice(0, 4).map(({ seen }) => gallery.search(seen, { best: 10 })));
      const end = performance.now() + 50;
      while (performance.now() < end) {
        gallery.add(randomUUID(), strange());
        enrolled++;
      }
      await searching;
    }
    const limit = readOnce(Math.min(rows, 1_000_000), dimension + 32);
    printRow(`${rows.toLocaleString('en')} rows, ${shards} ${shards === 1 ? 'thread' : 'threads'}`, {
      'ns a row, 1 query': single,
      '4 together': four,
      '16 together': sixteen,
      'limit: read once, one core': limit,
      recall,
      'enrolled/s': added,
      'enrolled/s while searched': enrolled / ((performance.now() - begunBoth) / 1000),
      'bytes a row': gallery.bytes / gallery.size,
    });
    await gallery.close();
  }
