import { type Artwork, ArtworkError, drawArtwork, readArtwork } from '#libs/artwork';
import type { Parts } from './parts.ts';
import { problems } from './problems.ts';
import type { ProgrammeRow } from './store.ts';

export const SIDES = ['front', 'back'] as const;
export type Side = (typeof SIDES)[number];
/** What a programme's artwork may show. `code` is drawn by a `qr`. */
export const TEXTS = [
  ...(['organisation', 'programme', 'name', 'birthDate', 'memberNumber', 'unit', 'joinedOn'] as const),
  ...(['number', 'expiresOn', 'code', 'specimen'] as const),
];
export type Texts = Readonly<Partial<Record<(typeof TEXTS)[number], string>>>;
const LABELLED = ['name', 'birthDate', 'memberNumber', 'unit', 'joinedOn', 'number', 'expiresOn'] as const;
const KNOWN: ReadonlySet<string> = new Set([...TEXTS, ...LABELLED.map((id) => `${id}Label`)]);
/** Without it nobody could check what was printed. */
const NEEDED = ['number', 'name'];

export type OwnArtwork = Readonly<Record<Side, string>>;

/**
 * An organisation's own two sides.
 * @throws Problem memberships/artwork-wrong that names every place which may not stand
 */
export function requireArtwork(given: OwnArtwork): void {
  const complaints = SIDES.flatMap((side) => complainOf(given[side]).map((one) => `${side}, ${one}`));
  if (complaints.length === 0) {
    const shown = new Set(SIDES.flatMap((side) => [...readArtwork(given[side]).names]));
    complaints.push(...NEEDED.filter((name) => !shown.has(name)).map((name) => `{${name}} is on neither side`));
  }
  if (complaints.length > 0)
    throw problems['artwork-wrong']({ pointer: '/artwork', values: { places: complaints.slice(0, 8).join('; ') } });
}

function complainOf(svg: string): readonly string[] {
  try {
    return [...readArtwork(svg).names].filter((name) => !KNOWN.has(name)).map((name) => `{${name}} is no text of ours`);
  } catch (error) {
    if (error instanceof ArtworkError) return error.problems;
    throw error;
  }
}

/** A side of a programme's card as SVG; a screen or a printer draws it. */
export function drawSide(
  parts: Pick<Parts, 'kernel' | 'offices'>,
  programme: Pick<ProgrammeRow, 'front' | 'back' | 'name' | 'organisation'>,
  fields: Texts,
  side: Side,
): string {
  const { kernel, offices } = parts;
  const { artworks, cards, facts } = offices.country;
  const svg = programme[side] ?? artworks.get(`${cards.programmes.artwork}-${side}`)!;
  const [own] = facts.languages as [string];
  const labels = LABELLED.map((id) => [`${id}Label`, kernel.words.say(own, `memberships.label.${id}`)]);
  return drawArtwork(read(svg), {
    fields: {
      ...Object.fromEntries(labels),
      ...{ organisation: offices.organisationName(programme.organisation, own), programme: programme.name },
      ...(kernel.config.demonstration ? { specimen: kernel.words.say(own, 'cards.artwork.specimen') } : {}),
      ...fields,
    },
    images: {},
  });
}

/** Templates that were read last; a country has few programmes, and each is drawn often. */
const KEPT = 100;
const known = new Map<string, Artwork>();

function read(svg: string): Artwork {
  const artwork = known.get(svg) ?? readArtwork(svg);
  known.delete(svg);
  known.set(svg, artwork);
  if (known.size > KEPT) known.delete(known.keys().next().value!);
  return artwork;
}
