import { type Artwork, drawArtwork, readArtwork } from '#libs/artwork';
import type { Parts } from './parts.ts';

/** What stands on a card: its data, and the pictures by their names. */
export interface Shown {
  readonly artwork: string;
  readonly kindName: Readonly<Record<string, string>>;
  readonly fields: Readonly<Record<string, string>>;
  readonly images: Readonly<Record<string, Uint8Array>>;
}

export const SIDES = ['front', 'back'] as const;
export type Side = (typeof SIDES)[number];

/** Data with a label on the card. */
const LABELLED = [
  ...(['pin', 'name', 'birthDate', 'sex', 'nationality', 'expiresOn'] as const),
  ...(['residence', 'birthRegistrationPlace', 'issuedOn'] as const),
];
const read = new Map<string, Artwork>();

/** A side of a card as SVG; a screen or a printer draws it. */
export function drawSide(parts: Pick<Parts, 'kernel' | 'offices'>, shown: Shown, side: Side): string {
  return drawArtwork(artworkOf(parts, shown, side), { fields: textsOf(parts, shown), images: shown.images });
}

/** Both sides at their size on a sheet, to be cut out and folded. @returns PDF */
export async function drawSheet(
  parts: Pick<Parts, 'kernel' | 'offices'>,
  shown: Shown,
  title: string,
): Promise<Buffer> {
  const fields = textsOf(parts, shown);
  const sides = SIDES.map((side) => ({ artwork: artworkOf(parts, shown, side), fields, images: shown.images }));
  // Loaded with the first sheet.
  const { drawCardSheet } = await import('./cardSheet.ts');
  return drawCardSheet(sides, { title, language: parts.kernel.words.languages[0]! });
}

function artworkOf({ offices }: Pick<Parts, 'offices'>, { artwork }: Shown, side: Side): Artwork {
  const name = `${artwork}-${side}`;
  const svg = offices.country.artworks.get(name)!;
  // By its text: a test's country may have another of the same name.
  const known = read.get(svg) ?? readArtwork(svg);
  read.set(svg, known);
  return known;
}

/** In the country's first language, labels in English beside it. */
function textsOf({ kernel: { words, config }, offices }: Pick<Parts, 'kernel' | 'offices'>, shown: Shown) {
  const [own] = offices.country.facts.languages as [string];
  const say = (language: string, key: string) => words.say(language, `cards.artwork.${key}`);
  const both = (key: string) =>
    own === 'en' || !words.languages.includes('en') ? say(own, key) : `${say(own, key)} / ${say('en', key)}`;
  const labels = LABELLED.map((id) => [`${id}Label`, both(`label.${id}`)]);
  return {
    ...Object.fromEntries(labels),
    ...{ country: say(own, 'country'), motto: say(own, 'motto'), authority: say(own, 'authority') },
    title: (shown.kindName[own] ?? '').toUpperCase(),
    titleInEnglish: (shown.kindName.en ?? '').toUpperCase(),
    ...(config.demonstration ? { specimen: say(own, 'specimen') } : {}),
    ...shown.fields,
  };
}
