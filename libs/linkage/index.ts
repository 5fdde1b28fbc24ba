/** Probabilistic record linkage: who is the same person, how sure, and why. Pure: the SQL it writes is run by the caller. */
export { type Clean, cleanRow, foldDate, foldText } from './clean.ts';
export { assignOneToOne, type ClusterOptions, cluster, type Edge, type WeightOf } from './cluster.ts';
export { type Costs, type Decision, decide, linkProbability, reviewBetween, weightAt } from './decide.ts';
export { type Estimate, estimateParameters, makeMonotone, type Pattern } from './estimate.ts';
export { describeRule } from './keys.ts';
export {
  countFrequencies,
  type Deduplication,
  deduplicateRows,
  type Link,
  type Linkage,
  type LinkOptions,
  linkRows,
} from './link.ts';
export {
  type BlockingKey,
  type BlockingRule,
  type Comparison,
  type Field,
  type FieldKind,
  type Form,
  type Level,
  type LevelShares,
  LinkageError,
  type LinkageErrorCode,
  type Model,
  type Parameters,
  type Row,
  type Test,
} from './model.ts';
export { vietnamesePerson } from './profiles/vietnamese.ts';
export { fitModel, type Proposal, proposeModel, withColumns } from './propose.ts';
export type { CountedRule } from './rules.ts';
export { createScorer, probabilityOf, type Reason, type Score, type Scorer, scorePair } from './score.ts';
export { jaroWinkler } from './similarity.ts';
export { cleanSql } from './sql/clean.ts';
export { levelsSql, weightsSql } from './sql/compare.ts';
export { type LinkStep, linkTables, type TableLinkage, type TableOptions } from './sql/link.ts';
export type { Database } from './sql/tables.ts';
