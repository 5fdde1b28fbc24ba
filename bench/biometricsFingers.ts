import { newId } from '#kernel';
import { type Template, writeIsoRecord } from '#libs/fingerprint';
import type { Engine } from '../server/rooms/biometrics/engine/engine.ts';
import type { FingerPosition, FingerSample, Reference } from '../server/rooms/biometrics/engine/matcher.ts';
import { median, printRow } from './measure.ts';

const DIMENSION = 512;
const ROUNDS = 5;

/** A finger of 40 minutiae scattered at random: what a comparison costs, not how well it tells apart. */
function makeFinger(position: FingerPosition, minutiae = scatter()): FingerSample {
  const template: Template = { width: 300, height: 360, dpi: 500, quality: 80, minutiae };
  return { position, template: writeIsoRecord([{ position, view: 0, impression: 0, template }], 2011) };
}

function scatter(): Template['minutiae'] {
  return Array.from({ length: 40 }, (_, at) => ({
    x: 300 * Math.random(),
    y: 360 * Math.random(),
    direction: 2 * Math.PI * Math.random(),
    type: at % 2 === 0 ? ('ending' as const) : ('bifurcation' as const),
    quality: 80,
  }));
}

const makeFace = () => Float32Array.from({ length: DIMENSION }, () => Math.random() - 0.5);

/** Two fingers a person: what a search costs with them, and whether a person is found whose face has become another's. */
export async function fingerSearches(persons: number, open: (name: string) => Promise<Engine>): Promise<void> {
  const engine = await open('fingers');
  const begun = performance.now();
  const known: { reference: Reference; fingers: FingerSample[] }[] = [];
  for (let at = 0; at < persons; at += 200)
    await Promise.all(
      Array.from({ length: 200 }, () => {
        const one = { reference: newId() as Reference, fingers: [makeFinger(2), makeFinger(7)] };
        known.push(one);
        return engine.enrol(one.reference, { face: makeFace(), fingers: one.fingers });
      }),
    );
  const enrolled = persons / ((performance.now() - begun) / 1000);
  const time = async (probe: (at: number) => Parameters<Engine['identify']>) => {
    const times: number[] = [];
    let found = 0;
    for (let round = 0; round < ROUNDS; round++) {
      const asked = performance.now();
      const [best] = await engine.identify(...probe(round));
      times.push(performance.now() - asked);
      if (best?.reference === known[round]!.reference) found++;
    }
    return { ms: median(times), found: `${found} of ${ROUNDS}` };
  };
  const fingersOf = (at: number) => known[at]!.fingers;
  const face = await time(() => [{ face: makeFace() }, { best: 10 }]);
  const both = await time((at) => [
    { face: makeFace(), fingers: fingersOf(at) },
    { best: 10, among: [known[at]!.reference] },
  ]);
  const alone = await time((at) => [{ fingers: fingersOf(at) }, { best: 10 }]);
  printRow(`${persons.toLocaleString('en')} persons with two fingers`, {
    'enrolled/s': enrolled,
    'bytes on disk': engine.figures().diskBytes / persons,
    'search by face, ms': face.ms,
    'and fingers of 100 candidates, ms': both.ms,
    'another face, named by other knowledge: found': both.found,
    'fingers alone against all, ms': alone.ms,
    found: alone.found,
  });
  await engine.close();
}
