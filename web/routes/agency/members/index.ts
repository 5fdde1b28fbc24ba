import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root.tsx';

const getParentRoute = () => rootRoute;

/** Card programmes; a member is in no address. */
export const memberRoutes = [
  createRoute({
    getParentRoute,
    path: '/agency/members',
    component: lazyRouteComponent(() => import('./Programmes.tsx'), 'ProgrammesScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/agency/members/new',
    component: lazyRouteComponent(() => import('./ProgrammeForm.tsx'), 'NewProgrammeScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/agency/members/$programme',
    component: lazyRouteComponent(() => import('./Programme.tsx'), 'ProgrammeScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/agency/members/$programme/list',
    validateSearch: ({ show }: Record<string, unknown>) => (typeof show === 'string' ? { show } : {}),
    component: lazyRouteComponent(() => import('./MemberTable.tsx'), 'MemberListScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/agency/members/$programme/change',
    component: lazyRouteComponent(() => import('./ProgrammeForm.tsx'), 'ChangeProgrammeScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/desk/members',
    component: lazyRouteComponent(() => import('../../desk/members/Proposed.tsx'), 'ProposedScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/point/members',
    component: lazyRouteComponent(() => import('../../point/MemberCheck.tsx'), 'MemberCheckScreen'),
  }),
];
