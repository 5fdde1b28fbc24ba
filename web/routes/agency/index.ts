import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root.tsx';

const getParentRoute = () => rootRoute;

export const agencyRoutes = [
  createRoute({
    getParentRoute,
    path: '/agency',
    component: lazyRouteComponent(() => import('./Home.tsx'), 'AgencyHomeScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/agency/keys',
    component: lazyRouteComponent(() => import('./Keys.tsx'), 'KeysScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/agency/agreements',
    component: lazyRouteComponent(() => import('./Agreements.tsx'), 'AgreementsScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/agency/try',
    component: lazyRouteComponent(() => import('./Try.tsx'), 'TryScreen'),
  }),
];
