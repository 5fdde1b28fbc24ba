import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root.tsx';

/** Nobody is looked at. */
export const readerRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/desk/reader',
    component: lazyRouteComponent(() => import('./Reader.tsx'), 'ReaderScreen'),
  }),
];
