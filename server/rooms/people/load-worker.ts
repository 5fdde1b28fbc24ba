import { parentPort, workerData } from 'node:worker_threads';
import { createGenerator, type PopulationPlan } from '#libs/population';

/** Makes chunks of the plan in its own thread, one for each number asked for; their memory is handed over, not copied. */
const port = parentPort;
if (!port) throw new Error('this module runs as a worker thread');
const generator = createGenerator(workerData as PopulationPlan);
port.on('message', (index: number) => {
  const chunk = generator.generate(index);
  port.postMessage(
    chunk,
    Object.values(chunk.tables).map((table) => table.buffer),
  );
});
