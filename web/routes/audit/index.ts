import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root.tsx';

const getParentRoute = () => rootRoute;

export const auditRoutes = [
  createRoute({
    getParentRoute,
    path: '/audit',
    validateSearch: readFilter,
    component: lazyRouteComponent(() => import('./Journal.tsx'), 'JournalScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/audit/objections',
    validateSearch: ({ state }: Record<string, unknown>) => (typeof state === 'string' ? { state } : {}),
    component: lazyRouteComponent(() => import('./Objections.tsx'), 'ObjectionsScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/audit/log',
    component: lazyRouteComponent(() => import('./Log.tsx'), 'LogScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/audit/lines/$number/proof',
    component: lazyRouteComponent(() => import('./Proof.tsx'), 'LineProofScreen'),
  }),
];

function readFilter({ subject, organisation }: Record<string, unknown>): { subject?: string; organisation?: string } {
  return {
    ...(typeof subject === 'string' && subject !== '' ? { subject } : {}),
    ...(typeof organisation === 'string' && organisation !== '' ? { organisation } : {}),
  };
}
