/** Fingerprints: images in, minutiae, quality, ISO templates, comparison; and synthetic fingers to try it on. Pure: no I/O. */
export { FingerprintError, type FingerprintErrorCode } from './errors.ts';
export { extractTemplate } from './extract.ts';
export { detectFormat, type ImageFormat, imageFormats, readImage } from './images/read.ts';
export { type ImageRecord, type ImageView, readImageRecord } from './iso/imageRecord.ts';
export { writeImageRecord } from './iso/writeImageRecord.ts';
export { type FingerView, type IsoEdition, type IsoRecord, readIsoRecord, writeIsoRecord } from './iso.ts';
export { createMatcher, MATCH_THRESHOLD, type Matcher, type Prepared, prepareTemplate } from './match.ts';
export { type GreyImage, readRaw, STANDARD_DPI } from './raster.ts';
export type { ConditionOptions, Conditions } from './synthetic/conditions.ts';
export { type Finger, type FingerOptions, growFinger } from './synthetic/finger.ts';
export { type ImpressionOptions, takeImpression } from './synthetic/impression.ts';
export { type Pattern, patterns } from './synthetic/orientation.ts';
export type { Minutia, MinutiaType, Template } from './template.ts';
