import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root.tsx';

const getParentRoute = () => rootRoute;

export const subscriptionRoutes = [
  createRoute({
    getParentRoute,
    path: '/agency/subscriptions',
    component: lazyRouteComponent(() => import('./Subscriptions.tsx'), 'SubscriptionsScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/agency/subscriptions/new',
    component: lazyRouteComponent(() => import('./NewSubscription.tsx'), 'NewSubscriptionScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/agency/subscriptions/$subscription',
    component: lazyRouteComponent(() => import('./Subscription.tsx'), 'SubscriptionScreen'),
  }),
];
