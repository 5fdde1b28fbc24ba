import { parentPort } from 'node:worker_threads';
import { compareFingers, type ProbeFinger, prepareProbe } from './compareFingers.ts';
import type { FingerTask } from './fingerCrew.ts';

/** Of the search that this thread worked at last: preparing a probe costs as much as twenty comparisons. */
let prepared: { search: number; probe: ProbeFinger[] } = { search: 0, probe: [] };

parentPort!.on('message', ({ search, probe, candidates }: FingerTask) => {
  if (prepared.search !== search) prepared = { search, probe: prepareProbe(probe) };
  parentPort!.postMessage(candidates.map((candidate) => compareFingers(prepared.probe, candidate)));
});
