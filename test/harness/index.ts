export { cloneDatabase, startTestServer, stopTestServer } from './database.ts';
export { country, openTestHouse, purpose, type TestHouse, type TestOptions, today } from './house.ts';
export { insertPersona, type PersonaName, testPersonas } from './personas.ts';
export { openRunningHouse, type RunningHouse } from './running.ts';
export { signInThroughPages } from './signIn.ts';
