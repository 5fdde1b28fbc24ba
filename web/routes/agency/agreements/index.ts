import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root.tsx';

const getParentRoute = () => rootRoute;

/** Agreements for the organisation that asks. */
export const agreementRoutes = [
  createRoute({
    getParentRoute,
    path: '/agency/agreements',
    component: lazyRouteComponent(() => import('./Agreements.tsx'), 'AgreementsScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/agency/agreements/new',
    component: lazyRouteComponent(() => import('./EditDraft.tsx'), 'NewDraftScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/agency/agreements/drafts/$draft',
    component: lazyRouteComponent(() => import('./Draft.tsx'), 'DraftScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/agency/agreements/drafts/$draft/edit',
    component: lazyRouteComponent(() => import('./EditDraft.tsx'), 'EditDraftScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/agency/agreements/$agreement',
    component: lazyRouteComponent(() => import('./Agreement.tsx'), 'AgreementScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/agency/agreements/$agreement/change',
    component: lazyRouteComponent(() => import('./EditDraft.tsx'), 'ChangeAgreementScreen'),
  }),
];
