import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root.tsx';

/** Who comes, and the enrolment itself. @param getParentRoute the desk's frame */
export function enrolmentRoutes<Parent extends AnyRoute>(getParentRoute: () => Parent) {
  return [
    createRoute({
      getParentRoute,
      path: '/desk/enrolment',
      validateSearch: ({ day }: Record<string, unknown>): { day?: string } => (typeof day === 'string' ? { day } : {}),
      component: lazyRouteComponent(() => import('./Day.tsx'), 'EnrolmentDayScreen'),
    }),
    createRoute({
      getParentRoute,
      path: '/desk/enrolment/persons/$person',
      validateSearch: ({ appointment }: Record<string, unknown>): { appointment?: string } =>
        typeof appointment === 'string' ? { appointment } : {},
      component: lazyRouteComponent(() => import('./Session.tsx'), 'EnrolmentScreen'),
    }),
    createRoute({
      getParentRoute,
      path: '/desk/enrolment/away',
      component: lazyRouteComponent(() => import('./Away.tsx'), 'AwayScreen'),
    }),
  ];
}

/** Nobody is looked at. */
export const hoursRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/desk/enrolment/hours',
    component: lazyRouteComponent(() => import('./HoursScreen.tsx'), 'HoursScreen'),
  }),
];
