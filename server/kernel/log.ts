import { type DestinationStream, type Logger, pino } from 'pino';

export type { Logger };

/**
 * The only fields that a log line may carry. Names, numbers, addresses, bodies and query strings of persons are not
 * among them, so that no call by mistake can write personal data to a log.
 */
const allowed = new Set([
  'code',
  'component',
  'count',
  'durationMs',
  'err',
  'event',
  'file',
  'home',
  'host',
  'job',
  'key',
  'level',
  'listener',
  'method',
  'migration',
  'number',
  'persons',
  'pid',
  'port',
  'rate',
  'requestId',
  'room',
  'route',
  'signal',
  'size',
  'status',
  'stream',
  'url',
  'version',
]);

/** A structured log whose fields pass an allow-list; errors are kept as type, code and stack without their message's values. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: { pid: process.pid },
    formatters: { level: (label: string) => ({ level: label }), log: keepAllowed },
    // What keepAllowed made of an error is what is written; the library's own serializer would take it apart again.
    serializers: { err: (described: unknown) => described },
  };
  const log = destination ? pino(options, destination) : pino(options);
  const { child } = log;
  // What a child logger is bound to passes no formatter.
  log.child = function (this: Logger, bindings: Record<string, unknown>, more?: object) {
    return child.call(this, keepAllowed(bindings), more);
  } as typeof child;
  return log;
}

/** Plain values of the allowed names: an object under one of them could hold anything. */
function keepAllowed(fields: Record<string, unknown>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'err' && value instanceof Error) kept.err = describeError(value);
    else if (allowed.has(name) && ['string', 'number', 'boolean'].includes(typeof value)) kept[name] = value;
  }
  return kept;
}

/** A database's message may quote a row ("Key (value)=(…) already exists"), so only its code and the place leave. */
function describeError(error: Error) {
  const code = 'code' in error ? String(error.code) : undefined;
  const fromDatabase = 'severity' in error;
  const places = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 8);
  return {
    type: error.name,
    code,
    message: fromDatabase ? undefined : error.message,
    at: places.map((line) => line.trim()),
  };
}
