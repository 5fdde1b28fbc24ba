import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root.tsx';

const getParentRoute = () => rootRoute;

/** Agreements for the platform's officers: nobody looks at a person here. */
export const decisionRoutes = [
  createRoute({
    getParentRoute,
    path: '/desk/agreements',
    validateSearch: ({ state }: Record<string, unknown>) => (typeof state === 'string' ? { state } : {}),
    component: lazyRouteComponent(() => import('./Queue.tsx'), 'AgreementQueueScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/desk/agreements/drafts/$draft',
    component: lazyRouteComponent(() => import('./Decision.tsx'), 'DecisionScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/desk/agreements/drafts/$draft/narrow',
    component: lazyRouteComponent(() => import('./Narrow.tsx'), 'NarrowScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/desk/agreements/systems/$system',
    component: lazyRouteComponent(() => import('./System.tsx'), 'OfficerSystemScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/desk/agreements/$agreement',
    component: lazyRouteComponent(() => import('./InForce.tsx'), 'AgreementInForceScreen'),
  }),
];
