import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root.tsx';

/** Records whose samples are alike, each opened for a reason. @param getParentRoute the desk's frame */
export function alikeRoutes<Parent extends AnyRoute>(getParentRoute: () => Parent) {
  return [
    createRoute({
      getParentRoute,
      path: '/desk/biometrics',
      validateSearch: ({ state }: Record<string, unknown>): { state?: string } =>
        typeof state === 'string' ? { state } : {},
      component: lazyRouteComponent(() => import('./Queue.tsx'), 'AlikeQueueScreen'),
    }),
    createRoute({
      getParentRoute,
      path: '/desk/biometrics/pairs/$one/$other',
      component: lazyRouteComponent(() => import('./Pair.tsx'), 'AlikePairScreen'),
    }),
  ];
}

/** Nobody is looked at. */
export const engineRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/desk/biometrics/engine',
    component: lazyRouteComponent(() => import('./Engine.tsx'), 'MatchingEngineScreen'),
  }),
];
