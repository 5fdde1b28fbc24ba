import { createRoute, createRouter, redirect } from '@tanstack/react-router';
import { markNavigated } from './kit/index.ts';
import { agencyRoutes } from './routes/agency/index.ts';
import { auditRoutes } from './routes/audit/index.ts';
import { citizenRoutes } from './routes/citizen/index.ts';
import { deskRoutes } from './routes/desk/index.ts';
import { pointRoutes } from './routes/point/index.ts';
import { type RouterContext, rootRoute } from './routes/root.tsx';
import { homeOf } from './session.ts';

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: ({ context }) => {
    throw redirect({ to: homeOf(context.session.caller), replace: true });
  },
});

const routeTree = rootRoute.addChildren([
  homeRoute,
  ...citizenRoutes,
  ...deskRoutes,
  ...agencyRoutes,
  ...auditRoutes,
  ...pointRoutes,
]);

export function createAppRouter(context: RouterContext) {
  const router = createRouter({ routeTree, context, scrollRestoration: true, defaultPreload: 'intent' });
  router.subscribe('onBeforeNavigate', ({ fromLocation, pathChanged }) => {
    if (fromLocation && pathChanged) markNavigated();
  });
  return router;
}
