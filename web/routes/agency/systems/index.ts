import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root.tsx';

const getParentRoute = () => rootRoute;

/** Systems that ask, from their first key to production. */
export const systemRoutes = [
  createRoute({
    getParentRoute,
    path: '/agency/systems',
    component: lazyRouteComponent(() => import('./Systems.tsx'), 'SystemsScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/agency/systems/$system',
    validateSearch: ({ tab }: Record<string, unknown>): { tab?: string } => (typeof tab === 'string' ? { tab } : {}),
    component: lazyRouteComponent(() => import('./System.tsx'), 'SystemScreen'),
  }),
];
