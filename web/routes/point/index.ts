import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root.tsx';

const getParentRoute = () => rootRoute;

/** The policy of a document of the desks lets its page speak to the agent on the officer’s machine; no other document’s does. */
const isDesksDocument = location.pathname.startsWith('/point');

/** Who stands before a desk is in no address. */
export const pointRoutes = [
  createRoute({
    getParentRoute,
    path: '/point',
    component: lazyRouteComponent(() => import('./Desks.tsx'), 'DesksScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/point/desks/$desk',
    beforeLoad({ preload, location: { href } }) {
      if (isDesksDocument || preload) return;
      location.assign(href);
      // What is shown until then stays.
      return new Promise<void>(() => {});
    },
    component: lazyRouteComponent(() => import('./Desk.tsx'), 'DeskScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/point/desks/$desk/day',
    component: lazyRouteComponent(() => import('./Day.tsx'), 'DayScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/point/listings',
    component: lazyRouteComponent(() => import('./Listings.tsx'), 'ListingsScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/agency/desks',
    component: lazyRouteComponent(() => import('./Manage.tsx'), 'ManageScreen'),
  }),
];
