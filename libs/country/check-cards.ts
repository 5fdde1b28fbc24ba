import { ArtworkError, readArtwork } from '#libs/artwork';
import type { Country } from './country.ts';

/** The rules of cards: every reference has its end, every class follows the one before. */
export function checkCards({ cards, artworks, facts, legalBases, purposes }: Country): string[] {
  const { enrolment, renewal, loss, revocation, kinds, programmes } = cards;
  const again = kinds.map((kind) => ({ legalBasis: kind.again }));
  const ids = kinds.map(({ id }) => id);
  return [
    ...(purposes.has(cards.purpose) ? [] : [`cards.yaml: no purpose ${cards.purpose}`]),
    ...(facts.deadlines.some(({ id }) => id === cards.deadline) ? [] : [`cards.yaml: no deadline ${cards.deadline}`]),
    ...[enrolment, renewal, loss, revocation, cards.older, ...kinds, ...again]
      .filter(({ legalBasis }) => !legalBases.has(legalBasis))
      .map(({ legalBasis }) => `cards.yaml: no legal basis ${legalBasis}`),
    ...ids.filter((id, index) => ids.indexOf(id) < index).map((id) => `cards.yaml: ${id} is there twice`),
    ...kinds.flatMap(({ id, name, classes }) => [
      ...facts.languages
        .filter((language) => !name[language])
        .map((language) => `cards.yaml ${id}: no words in ${language}`),
      ...(classes[0]!.from === 0 ? [] : [`cards.yaml ${id}: no class from birth on`]),
      ...classes
        .filter(({ from }, index) => index > 0 && from <= classes[index - 1]!.from)
        .map(({ from }) => `cards.yaml ${id}: the class from ${from} does not follow the one before`),
    ]),
    ...(purposes.has(programmes.purpose) ? [] : [`cards.yaml: no purpose ${programmes.purpose}`]),
    ...[...kinds, { id: 'programmes', artwork: programmes.artwork }].flatMap(({ id, artwork }) =>
      ['front', 'back']
        .filter((side) => !artworks.has(`${artwork}-${side}`))
        .map((side) => `cards.yaml ${id}: no cards/${artwork}-${side}.svg`),
    ),
    ...[...artworks].flatMap(([name, svg]) => complainOf(svg).map((problem) => `cards/${name}.svg: ${problem}`)),
    ...cards.older.systems.flatMap(({ id, kind, name }) => [
      ...(ids.includes(kind) ? [] : [`cards.yaml older ${id}: no kind ${kind}`]),
      ...(kinds.some(({ classes }) => classes.some(({ template }) => template === id))
        ? [`cards.yaml older ${id}: a template has this name`]
        : []),
      ...facts.languages
        .filter((language) => !name[language])
        .map((language) => `cards.yaml older ${id}: no words in ${language}`),
    ]),
    ...(cards.signer.holdYears < cards.authority.holdYears
      ? []
      : ['cards.yaml: a signer’s certificate outlives its authority’s']),
  ];
}

function complainOf(svg: string): readonly string[] {
  try {
    readArtwork(svg);
    return [];
  } catch (error) {
    if (error instanceof ArtworkError) return error.problems;
    throw error;
  }
}
