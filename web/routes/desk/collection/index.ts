import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root.tsx';

const getParentRoute = () => rootRoute;

/** Texts of the address, the named ones only. */
const readTexts =
  <Name extends string>(...names: Name[]) =>
  (search: Record<string, unknown>) =>
    Object.fromEntries(names.flatMap((name) => (typeof search[name] === 'string' ? [[name, search[name]]] : []))) as {
      [Each in Name]?: string;
    };

/** Files of the localities: sent, watched, and what of them needs an officer. */
export const collectionRoutes = [
  createRoute({
    getParentRoute,
    path: '/desk/collection',
    component: lazyRouteComponent(() => import('./Runs.tsx'), 'RunsScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/desk/collection/new',
    component: lazyRouteComponent(() => import('./NewRun.tsx'), 'NewRunScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/desk/collection/runs/$run',
    validateSearch: readTexts('rows', 'rule', 'did'),
    component: lazyRouteComponent(() => import('./Run.tsx'), 'RunScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/desk/collection/board',
    validateSearch: readTexts('province'),
    component: lazyRouteComponent(() => import('./Board.tsx'), 'BoardScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/desk/collection/board/expect',
    validateSearch: readTexts('province', 'area'),
    component: lazyRouteComponent(() => import('./Expect.tsx'), 'ExpectScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/desk/rows',
    validateSearch: readTexts('state', 'order', 'of'),
    component: lazyRouteComponent(() => import('./Queue.tsx'), 'QueueScreen'),
  }),
];

/** One row beside the records it may be about: below the frame that says why the officer looks. */
export function rowRoutes<Parent extends AnyRoute>(getParentRoute: () => Parent) {
  return [
    createRoute({
      getParentRoute,
      path: '/desk/rows/$run/$row',
      validateSearch: readTexts('order', 'of'),
      component: lazyRouteComponent(() => import('./Review.tsx'), 'ReviewScreen'),
    }),
  ];
}
