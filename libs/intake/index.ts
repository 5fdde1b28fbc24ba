/** From the rows of a sender's file to claims about persons: columns recognised, values read, what was wrong told. */
export type { Claims, Finding, NormalisedRow, PlaceClaim, RelativeClaim, Rule, Severity } from './claims.ts';
export { RULES } from './claims.ts';
export { type RecordDraft, toRecordDraft } from './draft.ts';
export { type Mapping, type Match, type SavedMapping, saveMapping, suggestMapping, type Why } from './mapping.ts';
export { createNormaliser, type NormaliseOptions, type Normaliser, normaliseRow } from './normalise.ts';
export { TARGETS, type Target } from './target.ts';
