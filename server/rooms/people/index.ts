import type { Kernel, Room } from '#kernel';
import type { Offices } from '#rooms/offices';
import { osiaRoutes } from './osia.ts';
import { ownRoutes } from './ownRoutes.ts';
import { previewRoute } from './preview.ts';
import { peopleRoutes } from './routes.ts';

export { areaPath } from './acting.ts';
export { copyRegister } from './copyOut.ts';
export { writeDataset } from './dataset.ts';
export { EXTRACTS, type Extract, type ExtractKind, makeExtract } from './extracts.ts';
export { loadPopulation } from './load.ts';
export { findHolders, type Holder } from './lookup.ts';
export { ADULT, activePin, ageOn, type Life, lifeOf } from './model.ts';
export { formatDate } from './present.ts';
export { type Act, type Evidence, type Identifier, PersonRecord, type Place } from './record.ts';
export { createGivenNames, rankPersons, searchPersons } from './search.ts';
export { readActs, readPerson, readPersons, type StoredPerson } from './store.ts';
export { readRelations } from './storeRelations.ts';

export const peopleMigrations = { room: 'people', folder: new URL('./migrations/', import.meta.url) };

/** Who exists: the population register. */
export function openPeople(kernel: Kernel, offices: Offices): Room {
  return {
    name: 'people',
    routes: [
      ...peopleRoutes(kernel, offices),
      ...ownRoutes(kernel, offices),
      previewRoute(kernel, offices),
      ...osiaRoutes(kernel, offices),
    ],
  };
}
