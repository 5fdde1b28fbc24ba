import type { Gallery, IdTable } from '#libs/gallery';
import type { FingerCrew } from './fingerCrew.ts';
import { type Compared, type Fusion, fuse } from './fusion.ts';
import type { Keep, Location } from './keep.ts';
import { type Candidate, MatcherError, type Reference, type SearchOptions } from './matcher.ts';
import { type KeptFinger, referenceBytes } from './records.ts';
import type { Samples } from './samples.ts';

/** What a search looks at. */
export interface Searched {
  readonly gallery: Gallery;
  readonly table: IdTable;
  /** References of those who are enrolled without a face. */
  readonly faceless: ReadonlySet<string>;
  readonly keep: Keep;
  readonly crew: FingerCrew;
  readonly fusion: Fusion;
}

/** The best faces whose fingers are compared too. */
const FACES = 100;
const MOST_BEST = 100;
const MOST_AMONG = 1000;
/** Fingers alone are compared with everybody's up to here: some ten seconds of two processors. */
export const MOST_BY_FINGERS = 100_000;
/** References whose fingers are read and compared at a time. */
const TOGETHER = 256;

/** References with the cosine of their faces, where both have one. */
type Pool = Map<string, number | undefined>;

export interface Searcher {
  /** @throws MatcherError search-wrong */
  identify(samples: Samples, options: SearchOptions): Promise<Candidate[]>;
  verify(reference: Reference, samples: Samples): Promise<Candidate | undefined>;
}

export function createSearcher({ gallery, table, faceless, keep, crew, fusion }: Searched): Searcher {
  /** Whoever may be the person: everybody by the face, and by the fingers those whom the face cannot tell of. */
  async function findPool({ face, fingers }: Samples, best: number, among: readonly Reference[]): Promise<Pool> {
    const pool: Pool = new Map();
    if (face)
      for (const { id, score } of await gallery.search(face, { best: Math.max(best, FACES) })) pool.set(id, score);
    for (const reference of among)
      if (table.has(reference) && !pool.has(reference)) pool.set(reference, face && gallery.compare(reference, face));
    if (fingers.length === 0) return pool;
    if (face) for (const reference of faceless) pool.set(reference, undefined);
    else if (table.size <= MOST_BY_FINGERS) for (const reference of table.ids()) pool.set(reference, undefined);
    else if (among.length === 0)
      throw new MatcherError(
        'search-wrong',
        `without a face: \`among\`, where more than ${MOST_BY_FINGERS} are enrolled`,
      );
    return pool;
  }

  /** Fingers as they are kept now. Those of a damaged block are missing, which is told in the figures. */
  async function readFingers(reference: string): Promise<readonly KeptFinger[]> {
    for (let location = table.get(reference); location; ) {
      const record = await keep.read(location);
      // A place may have become another's while it was read.
      const isOwn = record?.kind === 'enrolled' && referenceBytes(reference).equals(record.reference);
      if (isOwn) return record.fingers;
      const now = table.get(reference);
      if (now && isSame(now, location)) {
        keep.reportBlock(location);
        break;
      }
      location = now;
    }
    return [];
  }

  async function rate(pool: Pool, fingers: readonly KeptFinger[]): Promise<Candidate[]> {
    const references = [...pool.keys()];
    const compare = fingers.length > 0 ? crew.begin(fingers) : undefined;
    const candidates: Candidate[] = [];
    for (let at = 0; at < references.length; at += TOGETHER) {
      const some = references.slice(at, at + TOGETHER);
      const compared = compare && (await compare(await Promise.all(some.map(readFingers))));
      for (const [place, reference] of some.entries()) {
        const cosine = pool.get(reference);
        const parts: Compared[] = cosine === undefined ? [] : [{ modality: 'face', score: cosine, tries: 1 }];
        parts.push(...(compared?.[place] ?? []));
        // Removed meanwhile, or nothing that both have.
        if (parts.length > 0 && table.has(reference))
          candidates.push({ reference: reference as Reference, ...fuse(fusion, parts) });
      }
    }
    return candidates;
  }

  return {
    async identify(samples, { best, among = [] }) {
      if (!Number.isInteger(best) || best < 1 || best > MOST_BEST)
        throw new MatcherError('search-wrong', `best is 1 to ${MOST_BEST}`);
      if (among.length > MOST_AMONG) throw new MatcherError('search-wrong', `among is ${MOST_AMONG} at most`);
      const candidates = await rate(await findPool(samples, best, among), samples.fingers);
      candidates.sort((one, other) => other.score - one.score || (one.reference < other.reference ? -1 : 1));
      return candidates.slice(0, best);
    },
    async verify(reference, samples) {
      if (!table.has(reference)) return undefined;
      const cosine = samples.face && gallery.compare(reference, samples.face);
      const [candidate] = await rate(new Map([[reference, cosine]]), samples.fingers);
      // Nothing that both have speaks neither for nor against.
      return candidate ?? (table.has(reference) ? { reference, ...fuse(fusion, []) } : undefined);
    },
  };
}

const isSame = (one: Location, other: Location) => one[0] === other[0] && one[1] === other[1];
