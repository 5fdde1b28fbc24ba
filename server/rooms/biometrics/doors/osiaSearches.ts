import type { Static } from 'typebox';
import { type Abis, readSearch } from './abis.ts';
import { readFilter } from './filter.ts';
import { type Operation, operation } from './osia.ts';
import * as form from './osiaForms.ts';
import { doorProblems as problems } from './problems.ts';
import { identify, identifyKnown, THRESHOLD, verifyBoth, verifyKnown, type Wanted } from './searching.ts';

/** Where none is asked for. */
const CANDIDATES = 10;
const identifying = {
  method: 'POST',
  scope: 'abis.identify',
  query: form.IdentifyQuery,
  answer: form.Candidates,
} as const;
const verifying = { method: 'POST', scope: 'abis.verify', query: form.VerifyQuery, answer: form.Decision } as const;
const galleryOf = (name: string) => (name === 'ALL' ? undefined : name);

function wantedOf(
  gallery: string,
  query: Static<typeof form.IdentifyQuery>,
  filter: Readonly<Record<string, unknown>>,
): Wanted {
  return {
    gallery: galleryOf(gallery),
    best: query.maxNbCand ?? CANDIDATES,
    threshold: query.threshold ?? THRESHOLD,
    ...(Object.keys(filter).length > 0 && { filter: readFilter(filter) }),
  };
}

function requireOpen({ encryption, integrity }: { encryption?: unknown; integrity?: unknown }): void {
  if (encryption || integrity) throw problems['abis-sealed']();
}

/** OSIA ABIS 1.6: searches and comparisons. */
export function searchOperations(abis: Abis): Record<string, Operation> {
  return {
    identify: operation({
      ...identifying,
      path: '/v1/identify/:gallery',
      params: form.GalleryParams,
      body: form.IdentifyBody,
      summary: 'Whose samples are these?',
      async work(asker, { params, query, body }, settle) {
        requireOpen(body);
        const wanted = wantedOf(params.gallery, query, body.filter);
        await identify(abis, asker, await readSearch(abis, body.biometricData), wanted, settle);
      },
    }),
    identifyFromId: operation({
      ...identifying,
      path: '/v1/identify/:gallery/:person',
      params: form.GalleryPersonParams,
      body: form.MaybeFilter,
      summary: 'Who else has the samples of this person?',
      work: (asker, { params: { gallery, person }, query, body }, settle) =>
        identifyKnown(abis, asker, { person }, wantedOf(gallery, query, body ?? {}), settle),
    }),
    identifyFromEncounterId: operation({
      ...identifying,
      path: '/v1/identify/:gallery/:person/encounters/:encounter',
      params: form.GalleryEncounterParams,
      body: form.MaybeFilter,
      summary: 'Who else has the samples of this encounter?',
      work: (asker, { params: { gallery, person, encounter }, query, body }, settle) =>
        identifyKnown(abis, asker, { person, encounter }, wantedOf(gallery, query, body ?? {}), settle),
    }),
    verifyFromId: operation({
      ...verifying,
      path: '/v1/verify/:gallery/:person',
      params: form.GalleryPersonParams,
      body: form.VerifyBody,
      summary: 'Are these the samples of this person?',
      async work(asker, { params: { gallery, person }, query, body }, settle) {
        requireOpen(body);
        const asked = { probe: await readSearch(abis, body.biometricData), threshold: query.threshold ?? THRESHOLD };
        await verifyKnown(abis, asker, { gallery: galleryOf(gallery), person }, asked, settle);
      },
    }),
    verifyFromBio: operation({
      ...verifying,
      path: '/v1/verify',
      body: form.VerifyBothBody,
      summary: 'Are these two sets of samples of one person?',
      async work(asker, { query, body }, settle) {
        requireOpen(body);
        const one = await readSearch(abis, body.biometricData1, '/biometricData1');
        const other = await readSearch(abis, body.biometricData2, '/biometricData2');
        await verifyBoth(abis, asker, { one, other, threshold: query.threshold ?? THRESHOLD }, settle);
      },
    }),
  };
}
