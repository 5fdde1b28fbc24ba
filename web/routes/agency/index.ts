import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root.tsx';
import { agreementRoutes } from './agreements/index.ts';
import { apiRoutes } from './apis/index.ts';
import { batchRoutes } from './batches/index.ts';
import { serviceRoutes } from './connections/index.ts';
import { memberRoutes } from './members/index.ts';
import { subscriptionRoutes } from './subscriptions/index.ts';
import { systemRoutes } from './systems/index.ts';

const getParentRoute = () => rootRoute;

export const agencyRoutes = [
  ...agreementRoutes,
  ...apiRoutes,
  ...batchRoutes,
  ...memberRoutes,
  ...serviceRoutes,
  ...subscriptionRoutes,
  ...systemRoutes,
  createRoute({
    getParentRoute,
    path: '/agency',
    component: lazyRouteComponent(() => import('./Home.tsx'), 'AgencyHomeScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/agency/try',
    component: lazyRouteComponent(() => import('./Try.tsx'), 'TryScreen'),
  }),
];
