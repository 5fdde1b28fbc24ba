import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root.tsx';

const getParentRoute = () => rootRoute;
const readTab = ({ tab }: Record<string, unknown>): { tab?: string } => (typeof tab === 'string' ? { tab } : {});
const one = lazyRouteComponent(() => import('./Api.tsx'), 'ApiScreen');

/** APIs that tokens are made for: for their owners, and for the inspector. */
export const apiRoutes = [
  createRoute({
    getParentRoute,
    path: '/agency/apis',
    component: lazyRouteComponent(() => import('./Apis.tsx'), 'ApisScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/agency/apis/new',
    component: lazyRouteComponent(() => import('./EditApi.tsx'), 'NewApiScreen'),
  }),
  createRoute({ getParentRoute, path: '/agency/apis/$api', validateSearch: readTab, component: one }),
  createRoute({
    getParentRoute,
    path: '/agency/apis/$api/change',
    component: lazyRouteComponent(() => import('./EditApi.tsx'), 'ChangeApiScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/desk/apis',
    component: lazyRouteComponent(() => import('./Apis.tsx'), 'ApiInspectionScreen'),
  }),
  createRoute({ getParentRoute, path: '/desk/apis/$api', validateSearch: readTab, component: one }),
];
