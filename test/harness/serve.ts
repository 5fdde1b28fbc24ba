import { startTestServer } from './database.ts';

/** The database of one test run: prints its address, and stops when its input ends (also when the parent dies). */
const server = await startTestServer(process.argv[2]!);
process.stdout.write(`${server.url('postgres')}\n`);
process.stdin.resume();
process.stdin.on('end', async () => {
  await server.stop();
  process.exit(0);
});
