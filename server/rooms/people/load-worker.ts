import { parentPort, workerData } from 'node:worker_threads';
import { createGenerator, type PopulationChunk, type PopulationPlan } from '#libs/population';

/** Makes chunks of the plan in its own thread, one for each number asked for, in memory that both threads see. */
const port = parentPort;
if (!port) throw new Error('this module runs as a worker thread');
const generator = createGenerator(workerData as PopulationPlan);
port.on('message', ({ index, spare }: { index: number; spare?: PopulationChunk }) => {
  port.postMessage(generator.generate(index, spare));
});
