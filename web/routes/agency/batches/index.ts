import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root.tsx';

const getParentRoute = () => rootRoute;

/** Files of rows, each row answered. */
export const batchRoutes = [
  createRoute({
    getParentRoute,
    path: '/agency/batches',
    component: lazyRouteComponent(() => import('./Batches.tsx'), 'BatchesScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/agency/batches/new',
    component: lazyRouteComponent(() => import('./NewBatch.tsx'), 'NewBatchScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/agency/batches/$batch',
    component: lazyRouteComponent(() => import('./Batch.tsx'), 'BatchScreen'),
  }),
];
