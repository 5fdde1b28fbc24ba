export { type Drawing, drawArtwork } from './draw.ts';
export { type Artwork, ArtworkError, readArtwork } from './template.ts';
