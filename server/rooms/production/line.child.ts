import { openTestHouse } from '#test';

/** A server that makes what waits, and is killed in its work: `node line.child.ts <database> <home>`. It says when it begins. */
const [databaseUrl, home] = process.argv.slice(2) as [string, string];
const house = await openTestHouse({ databaseUrl, home });
process.stdout.write('begun\n');
await house.production.run();
process.stdout.write('rests\n');
await house.close();
