import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';

/** @param getParentRoute the desk's frame: everybody in a household is looked at for a reason */
export function householdRoutes<Parent extends AnyRoute>(getParentRoute: () => Parent) {
  return [
    createRoute({
      getParentRoute,
      path: '/desk/household/$household',
      validateSearch: ({ from }: Record<string, unknown>): { from?: string } =>
        typeof from === 'string' ? { from } : {},
      component: lazyRouteComponent(() => import('./Household.tsx'), 'HouseholdScreen'),
    }),
  ];
}
