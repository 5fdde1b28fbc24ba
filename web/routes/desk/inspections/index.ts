import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root.tsx';

// An inspector looks at systems, not at persons: no reason stands above these screens.
const getParentRoute = () => rootRoute;

export const inspectionRoutes = [
  createRoute({
    getParentRoute,
    path: '/desk/inspections',
    validateSearch: ({ state }: Record<string, unknown>): { state?: string } =>
      typeof state === 'string' ? { state } : {},
    component: lazyRouteComponent(() => import('./Inspections.tsx'), 'InspectionsScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/desk/inspections/$system',
    validateSearch: ({ tab }: Record<string, unknown>): { tab?: string } => (typeof tab === 'string' ? { tab } : {}),
    component: lazyRouteComponent(() => import('./Inspection.tsx'), 'InspectionScreen'),
  }),
];
