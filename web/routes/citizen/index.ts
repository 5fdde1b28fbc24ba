import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root.tsx';
import type { LookFilter } from './data.ts';

const getParentRoute = () => rootRoute;

export const citizenRoutes = [
  createRoute({
    getParentRoute,
    path: '/me',
    component: lazyRouteComponent(() => import('./Record.tsx'), 'RecordScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/correct/$field',
    validateSearch: readStep,
    component: lazyRouteComponent(() => import('./Correct.tsx'), 'CorrectScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/corrections',
    component: lazyRouteComponent(() => import('./Corrections.tsx'), 'CorrectionsScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/looks',
    validateSearch: readFilter,
    component: lazyRouteComponent(() => import('./Looks.tsx'), 'LooksScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/looks/$number/proof',
    component: lazyRouteComponent(() => import('./Proof.tsx'), 'ProofScreen'),
  }),
];

/** The questions of a correction, in order. */
export type CorrectStep = 'right' | 'note' | 'check' | 'sent';

function readStep(search: Record<string, unknown>): { step: CorrectStep } {
  const { step } = search;
  return { step: step === 'note' || step === 'check' || step === 'sent' ? step : 'right' };
}

function readFilter({ year, organisation, own }: Record<string, unknown>): LookFilter {
  const wanted = Number(year);
  return {
    ...(Number.isInteger(wanted) && wanted > 1900 && wanted < 10_000 ? { year: wanted } : {}),
    ...(typeof organisation === 'string' && organisation !== '' ? { organisation } : {}),
    ...(own === true ? { own } : {}),
  };
}
