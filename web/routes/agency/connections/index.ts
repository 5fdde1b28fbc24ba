import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root.tsx';

const getParentRoute = () => rootRoute;
const readTab = ({ tab }: Record<string, unknown>): { tab?: string } => (typeof tab === 'string' ? { tab } : {});
const one = lazyRouteComponent(() => import('./Service.tsx'), 'ServiceScreen');

/** Services that sign people in with us: for their organisations, and for the inspector. */
export const serviceRoutes = [
  createRoute({
    getParentRoute,
    path: '/agency/services',
    component: lazyRouteComponent(() => import('./Services.tsx'), 'ServicesScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/agency/services/new',
    component: lazyRouteComponent(() => import('./EditService.tsx'), 'NewServiceScreen'),
  }),
  createRoute({ getParentRoute, path: '/agency/services/$client', validateSearch: readTab, component: one }),
  createRoute({
    getParentRoute,
    path: '/agency/services/$client/change',
    component: lazyRouteComponent(() => import('./EditService.tsx'), 'ChangeServiceScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/desk/services',
    component: lazyRouteComponent(() => import('./Services.tsx'), 'InspectionScreen'),
  }),
  createRoute({ getParentRoute, path: '/desk/services/$client', validateSearch: readTab, component: one }),
];
