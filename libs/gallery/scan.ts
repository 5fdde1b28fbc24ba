import { type Best, bestBytes, type Pass, SCRATCH, type ShardStart } from './memory.ts';

type Scan = (...parts: number[]) => void;

/** Compares the rows of one memory, in the thread that it is called in. */
export function createScan({ module, memory, layout }: ShardStart): (pass: Pass) => Best[] {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const scan = exports.scan as Scan;
  if ((exports.__heap_base as WebAssembly.Global).value > SCRATCH) throw new Error('the scan needs more room');

  return ({ rows, parts, inverses, floors, best }) => {
    // The memory may have grown since: views of it are made anew.
    const { buffer } = memory;
    new Int16Array(buffer, layout.queries, parts.length).set(parts);
    new Float32Array(buffer, layout.inverses, inverses.length).set(inverses);
    const places = [...floors.keys()].map((query) => layout.bests + query * bestBytes(best));
    for (const [query, place] of places.entries()) {
      new Uint32Array(buffer, place, 1)[0] = 0;
      new Float32Array(buffer, place + 4, 1)[0] = floors[query]!;
    }
    scan(
      layout.rows,
      layout.stride,
      layout.dimension,
      0,
      rows,
      layout.queries,
      layout.inverses,
      floors.length,
      best,
      layout.bests,
    );
    return places.map((place) => {
      const held = new Uint32Array(buffer, place, 1)[0]!;
      const found = new Uint32Array(buffer, place + 8 + 4 * best, held);
      const ids = new Uint8Array(16 * held);
      for (const [at, row] of found.entries()) {
        const id = layout.rows + row * layout.stride + layout.dimension + 8;
        ids.set(new Uint8Array(buffer, id, 16), 16 * at);
      }
      return { scores: new Float32Array(buffer, place + 8, held).slice(), ids };
    });
  };
}
