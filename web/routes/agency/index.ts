import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root.tsx';
import { serviceRoutes } from './connections/index.ts';

const getParentRoute = () => rootRoute;

export const agencyRoutes = [
  ...serviceRoutes,
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
