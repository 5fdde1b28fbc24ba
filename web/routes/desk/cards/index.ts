import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root.tsx';

/** Cards, each opened for a reason. @param getParentRoute the desk's frame */
export function cardRoutes<Parent extends AnyRoute>(getParentRoute: () => Parent) {
  return [
    createRoute({
      getParentRoute,
      path: '/desk/cards',
      validateSearch: ({ state }: Record<string, unknown>): { state?: string } =>
        typeof state === 'string' ? { state } : {},
      component: lazyRouteComponent(() => import('./Queue.tsx'), 'CardQueueScreen'),
    }),
    createRoute({
      getParentRoute,
      path: '/desk/older-cards',
      component: lazyRouteComponent(() => import('./Older.tsx'), 'OlderCardsScreen'),
    }),
    createRoute({
      getParentRoute,
      path: '/desk/cards/$card',
      component: lazyRouteComponent(() => import('./Card.tsx'), 'CardScreen'),
    }),
  ];
}

/** Nobody is looked at. */
export const trustRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/desk/trust',
    component: lazyRouteComponent(() => import('./Trust.tsx'), 'TrustScreen'),
  }),
];
