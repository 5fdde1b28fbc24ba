import { join } from 'node:path';
import { type Kernel, openSealedFiles, type Room } from '#kernel';
import type { Offices } from '#rooms/offices';
import { caseScanRoutes } from './caseScanRoutes.ts';
import { householdRoutes } from './householdRoutes.ts';
import { osiaRoutes } from './osia.ts';
import { ownRoutes } from './ownRoutes.ts';
import { previewRoute } from './preview.ts';
import { reportRoutes } from './reportRoutes.ts';
import { peopleRoutes } from './routes.ts';

export { areaPath, type Ground } from './acting.ts';
export {
  type Completed,
  type Completion,
  completePersons,
  type Entered,
  enterPersons,
  type NewPerson,
} from './collecting.ts';
export { copyRegister } from './copyOut.ts';
export { writeDataset } from './dataset.ts';
export { EXTRACTS, type Extract, type ExtractKind, makeExtract } from './extracts.ts';
export { BLOCKS, type FactsOf, selectFacts, TWINS } from './facts.ts';
export { findLikely, type Sought } from './likely.ts';
export { loadPopulation } from './load.ts';
export { findHolders, type Holder } from './lookup.ts';
export { ADULT, activePin, ageOn, type Life, lifeOf } from './model.ts';
export { fieldText, formatDate } from './present.ts';
export { findProposedMerges } from './proposals.ts';
export { type Act, type Evidence, type Identifier, PersonRecord, type Place, type RecordChanges } from './record.ts';
export { createGivenNames, rankPersons, searchPersons } from './search.ts';
export { countPersons, readActs, readPerson, readPersons, type StoredPerson } from './store.ts';
export { readRelations } from './storeRelations.ts';
export { findStanding, type Kept, type TakenBack, takeBack } from './takingBack.ts';

export const peopleMigrations = { room: 'people', folder: new URL('./migrations/', import.meta.url) };

/** Who exists: the population register. */
export function openPeople(kernel: Kernel, offices: Offices): Room {
  const scans = openSealedFiles(join(kernel.config.home, 'people', 'scans'), 'case-scan', kernel.keys);
  return {
    name: 'people',
    routes: [
      ...peopleRoutes(kernel, offices),
      ...householdRoutes(kernel, offices),
      ...ownRoutes(kernel, offices),
      previewRoute(kernel, offices),
      ...reportRoutes(kernel, offices),
      ...caseScanRoutes({ kernel, offices, scans }),
      ...osiaRoutes(kernel, offices),
    ],
  };
}
