export { performAct } from './act.ts';
export { type Clock, createClock, type MovableClock } from './clock.ts';
export { type Config, ConfigError, readConfig } from './config.ts';
export { copyRows, copyTable, copyText, copyValues } from './database/copyRows.ts';
export {
  appRole,
  type Client,
  type Database,
  insertBlock,
  openDatabase,
  type ReservedLine,
  type Transaction,
} from './database/database.ts';
export { type EmbeddedServer, startEmbedded } from './database/embedded.ts';
export { gather } from './database/gather.ts';
export { type MigrationSet, migrate } from './database/migrate.ts';
export { createEvents, type Events, type Listener } from './events.ts';
export {
  type Caller,
  type Context,
  createContext,
  describeEntry,
  type EntryMatter,
  requireArea,
  requirePurpose,
  requireScope,
} from './guard.ts';
export { Answer, type Contract, contract } from './http/contract.ts';
export { refuseCrossSite } from './http/crossSite.ts';
export { describeProblem, problemBody } from './http/errors.ts';
export { type Form, parseForm, readForms } from './http/forms.ts';
export { escapeHtml, Html, type HtmlPart, html, trustHtml } from './http/html.ts';
export {
  type Authenticator,
  addContracts,
  createHttp,
  type HttpParts,
  isProblem,
  ProblemBody,
  sendAnswer,
} from './http/server.ts';
export { type Id, isId, newId } from './ids.ts';
export { createJobs, type Jobs } from './jobs.ts';
export * from './journal/index.ts';
export { createKernel, type Kernel, kernelMigrations } from './kernel.ts';
export { type KeyStore, openFileKeyStore, type SigningKey, thumbprint } from './keys.ts';
export { createLeasedRunner, type LeasedRunner } from './leasedRunner.ts';
export { createLog, type Logger } from './log.ts';
export { createMetrics, type Metrics } from './metrics.ts';
export { type Fault, renderButton, renderCards, renderField, renderForm, type Sending } from './pages/formParts.ts';
export { type Frame, type Page, policyOf, renderPage, type Say, speak, styleHash } from './pages/page.ts';
export { addPages, createPageServer, type PageServer, type SendProblem } from './pages/pageServer.ts';
export { defineProblems, Problem, type ProblemOptions, problems } from './problem.ts';
export type { Room } from './room.ts';
export { type AppendLine, openRoomLines } from './roomLines.ts';
export {
  createScanShelf,
  presentScan,
  SCAN_PROBLEMS,
  ScanBody,
  ScanGone,
  ScanMade,
  ScanView,
} from './scanShelf.ts';
export { LARGEST_SCAN, readScan, recogniseScan, SCAN_BODY_LIMIT, type Scan, ScanContent } from './scans.ts';
export { openSealedFiles, type SealedFiles } from './sealedFiles.ts';
export { readFonts, splitRuns, type Weight } from './typeface.ts';
export { createUploads, type Uploads } from './uploads.ts';
export { answerProvably, type Witness } from './witness.ts';
export { fillIn, readWords, type Words } from './words.ts';
