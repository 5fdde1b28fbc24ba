import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root.tsx';

// Why a page is looked at lies in the kind of book: no reason stands above these screens.
const getParentRoute = () => rootRoute;
const readBook = ({ book }: Record<string, unknown>): { book?: string } => (typeof book === 'string' ? { book } : {});

export const bookRoutes = [
  createRoute({
    getParentRoute,
    path: '/desk/books',
    component: lazyRouteComponent(() => import('./Books.tsx'), 'BooksScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/desk/books/$book',
    component: lazyRouteComponent(() => import('./Book.tsx'), 'BookScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/desk/books/key',
    validateSearch: readBook,
    component: lazyRouteComponent(() => import('./Keying.tsx'), 'KeyingScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/desk/books/review',
    validateSearch: readBook,
    component: lazyRouteComponent(() => import('./Review.tsx'), 'ReviewScreen'),
  }),
];
