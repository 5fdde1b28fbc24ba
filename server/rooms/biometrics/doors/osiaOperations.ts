import { Type } from 'typebox';
import { newId } from '#kernel';
import { type Abis, appendLine } from './abis.ts';
import { readGalleries, readGalleryContent } from './encounterStore.ts';
import * as acts from './encounters.ts';
import { type Operation, operation } from './osia.ts';
import * as form from './osiaForms.ts';
import { searchOperations } from './osiaSearches.ts';
import { presentCsv } from './personList.ts';
import { requireGallery } from './searching.ts';

const write = { scope: 'abis.encounter.write' } as const;
const read = { scope: 'abis.encounter.read', method: 'GET' } as const;
const galleries = { scope: 'abis.gallery.read', method: 'GET' } as const;
const create = {
  ...write,
  method: 'POST',
  query: form.WriteQuery,
  body: form.EncounterBody,
  answer: form.Ids,
} as const;

/** OSIA ABIS 1.6 by the names of its operations. */
export function osiaOperations(abis: Abis): Record<string, Operation> {
  return {
    createEncounterNoIds: operation({
      ...create,
      path: '/v1/persons',
      summary: 'Add an encounter of a new person; both ids are made',
      work: (asker, { body }, settle) =>
        acts.createEncounter(abis, asker, { person: newId(), encounter: newId() }, body, settle),
    }),
    createEncounterNoId: operation({
      ...create,
      path: '/v1/persons/:person/encounters',
      params: form.PersonParams,
      summary: 'Add an encounter; its id is made',
      work: (asker, { params, body }, settle) =>
        acts.createEncounter(abis, asker, { ...params, encounter: newId() }, body, settle),
    }),
    readAllEncounters: operation({
      ...read,
      path: '/v1/persons/:person/encounters',
      params: form.PersonParams,
      query: form.RankedQuery,
      summary: 'All encounters of a person',
      answer: form.Encounters,
      work: (asker, { params }, settle) => acts.showEncounters(abis, asker, params, settle),
    }),
    createEncounter: operation({
      ...create,
      path: '/v1/persons/:person/encounters/:encounter',
      params: form.EncounterParams,
      summary: 'Add an encounter under a given id',
      work: (asker, { params, body }, settle) => acts.createEncounter(abis, asker, params, body, settle),
    }),
    readEncounter: operation({
      ...read,
      path: '/v1/persons/:person/encounters/:encounter',
      params: form.EncounterParams,
      query: form.RankedQuery,
      summary: 'One encounter',
      answer: form.Encounter,
      work: (asker, { params }, settle) => acts.showEncounters(abis, asker, params, settle),
    }),
    updateEncounter: operation({
      ...create,
      method: 'PUT',
      path: '/v1/persons/:person/encounters/:encounter',
      params: form.EncounterParams,
      summary: 'Put another encounter in the place of one',
      work: (asker, { params, body }, settle) => acts.updateEncounter(abis, asker, params, body, settle),
    }),
    deleteEncounter: operation({
      ...write,
      method: 'DELETE',
      path: '/v1/persons/:person/encounters/:encounter',
      params: form.EncounterParams,
      query: form.RankedQuery,
      summary: 'Delete an encounter',
      answer: 204,
      work: (asker, { params }, settle) => acts.deleteNamed(abis, asker, params, settle),
    }),
    deleteAll: operation({
      ...write,
      method: 'DELETE',
      path: '/v1/persons/:person',
      params: form.PersonParams,
      query: form.RankedQuery,
      summary: 'Delete a person with all encounters',
      answer: 204,
      work: (asker, { params }, settle) => acts.deleteNamed(abis, asker, params, settle),
    }),
    mergeEncounter: operation({
      ...write,
      method: 'POST',
      path: '/v1/persons/:person/merge/:source',
      params: form.PairParams,
      query: form.RankedQuery,
      summary: 'Give all encounters of the second person to the first',
      answer: 204,
      work: (asker, { params }, settle) => acts.mergePersons(abis, asker, params, settle),
    }),
    moveEncounter: operation({
      ...write,
      method: 'POST',
      path: '/v1/persons/:person/move/:source/encounters/:encounter',
      params: form.MoveParams,
      query: form.RankedQuery,
      summary: 'Give one encounter of the second person to the first',
      answer: 204,
      work: (asker, { params }, settle) => acts.moveEncounter(abis, asker, params, settle),
    }),
    updateEncounterStatus: operation({
      ...write,
      method: 'PUT',
      path: '/v1/persons/:person/encounters/:encounter/status',
      params: form.EncounterParams,
      query: form.StatusQuery,
      summary: 'Set whether an encounter takes part in searches',
      answer: 204,
      work: (asker, { params, query }, settle) =>
        acts.changeEncounter(abis, asker, params, { status: query.status }, settle),
    }),
    updateEncounterGalleries: operation({
      ...write,
      method: 'PUT',
      path: '/v1/persons/:person/encounters/:encounter/galleries',
      params: form.EncounterParams,
      query: form.LaterQuery,
      body: form.Galleries,
      summary: 'Set the galleries of an encounter',
      answer: 204,
      work: (asker, { params, body }, settle) => acts.changeEncounter(abis, asker, params, { galleries: body }, settle),
    }),
    readTemplate: operation({
      ...read,
      path: '/v1/persons/:person/encounters/:encounter/templates',
      params: form.EncounterParams,
      query: form.TemplateQuery,
      summary: 'The templates of an encounter, as they were sent',
      answer: form.Computed,
      work: (asker, { params, query }, settle) => {
        const { biometricType, biometricSubType, instance, templateFormat, qualityFormat } = query;
        const wanted = { biometricType, biometricSubType, instance, templateFormat, qualityFormat };
        return acts.showTemplates(abis, asker, params, wanted, settle);
      },
    }),
    ...searchOperations(abis),
    readGalleries: operation({
      ...galleries,
      path: '/v1/galleries',
      query: form.RankedQuery,
      summary: 'The names of all galleries',
      answer: Type.Array(Type.String()),
      work: (asker, _given, settle) =>
        settle(async (transaction) => {
          appendLine(transaction, asker, { kind: 'look', type: 'read-galleries', references: [] });
          return readGalleries(transaction.client, asker.owner);
        }),
    }),
    readGalleryContent: operation({
      ...galleries,
      path: '/v1/galleries/:gallery',
      params: form.GalleryParams,
      query: form.PageQuery,
      summary: 'The ids in a gallery, or with ALL in every one; as CSV where `Accept` asks for it',
      answer: form.IdList,
      async work(asker, { params, query }, settle) {
        const gallery = params.gallery === 'ALL' ? undefined : params.gallery;
        await requireGallery(abis, asker, gallery);
        await settle(async (transaction) => {
          appendLine(transaction, asker, { kind: 'look', type: 'read-gallery', references: [] });
          return readGalleryContent(transaction.client, { owner: asker.owner, gallery, ...query });
        });
      },
      present: presentCsv,
    }),
  };
}
