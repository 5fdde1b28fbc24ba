import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Prometheus metrics of this process. Labels are routes and codes, never persons or numbers. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  return {
    registry,
    requests: new Histogram({
      name: 'dancu_http_request_seconds',
      help: 'Time from the request to its answer, by route and status',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
    journalled: new Counter({
      name: 'dancu_journal_lines_total',
      help: 'Journal lines made durable',
      labelNames: ['kind'],
      registers,
    }),
    sealed: new Gauge({ name: 'dancu_log_size', help: 'Lines sealed into the Merkle log', registers }),
    verdicts: new Counter({
      name: 'dancu_exchange_answers_total',
      help: 'Answers of the exchange by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    batch: new Histogram({
      name: 'dancu_exchange_batch_size',
      help: 'Requests answered in one flush',
      buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;
