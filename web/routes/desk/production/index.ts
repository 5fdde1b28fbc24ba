import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root.tsx';

const getParentRoute = () => rootRoute;

/** The line of production: no name stands in it, so that nobody is looked at. */
export const productionRoutes = [
  createRoute({
    getParentRoute,
    path: '/desk/production',
    component: lazyRouteComponent(() => import('./Batches.tsx'), 'BatchesScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/desk/production/$batch',
    component: lazyRouteComponent(() => import('./Batch.tsx'), 'BatchScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/desk/blanks',
    component: lazyRouteComponent(() => import('./Blanks.tsx'), 'BlanksScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/desk/parcels',
    component: lazyRouteComponent(() => import('./Parcels.tsx'), 'ParcelsScreen'),
  }),
];
