import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root.tsx';

const getParentRoute = () => rootRoute;

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
