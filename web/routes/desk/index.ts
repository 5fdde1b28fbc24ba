import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root.tsx';
import { decisionRoutes } from './agreements/index.ts';
import { alikeRoutes, engineRoutes } from './biometrics/index.ts';
import { bookRoutes } from './books/index.ts';
import { cardRoutes, trustRoutes } from './cards/index.ts';
import { collectionRoutes, rowRoutes } from './collection/index.ts';
import { enrolmentRoutes, hoursRoutes } from './enrolment/index.ts';
import { householdRoutes } from './household/index.ts';
import { inspectionRoutes } from './inspections/index.ts';
import { productionRoutes } from './production/index.ts';
import { qualityRecordRoutes, qualityRoutes } from './quality/index.ts';
import { readerRoutes } from './reader/index.ts';

/** Why the officer looks stands above every screen of the desk. */
const frame = createRoute({
  getParentRoute: () => rootRoute,
  id: 'desk',
  component: lazyRouteComponent(() => import('./DeskFrame.tsx'), 'DeskFrame'),
});

const getParentRoute = () => frame;

export const deskRoutes = [
  ...decisionRoutes,
  ...bookRoutes,
  ...collectionRoutes,
  ...trustRoutes,
  ...productionRoutes,
  ...hoursRoutes,
  frame.addChildren([
    ...rowRoutes(getParentRoute),
    ...qualityRecordRoutes(getParentRoute),
    ...householdRoutes(getParentRoute),
    ...alikeRoutes(getParentRoute),
    ...cardRoutes(getParentRoute),
    ...enrolmentRoutes(getParentRoute),
    createRoute({
      getParentRoute,
      path: '/desk',
      component: lazyRouteComponent(() => import('./Home.tsx'), 'DeskHomeScreen'),
    }),
    createRoute({
      getParentRoute,
      path: '/desk/search',
      component: lazyRouteComponent(() => import('./Search.tsx'), 'SearchScreen'),
    }),
    createRoute({
      getParentRoute,
      path: '/desk/person/$person',
      validateSearch: readTexts('tab', 'edit'),
      component: lazyRouteComponent(() => import('./Person.tsx'), 'PersonScreen'),
    }),
    createRoute({
      getParentRoute,
      path: '/desk/birth',
      validateSearch: readTexts('question', 'edit'),
      component: lazyRouteComponent(() => import('./birth/Birth.tsx'), 'BirthScreen'),
    }),
    createRoute({
      getParentRoute,
      path: '/desk/merge',
      validateSearch: readTexts('left', 'right'),
      component: lazyRouteComponent(() => import('./Merge.tsx'), 'MergeScreen'),
    }),
    createRoute({
      getParentRoute,
      path: '/desk/proposals',
      validateSearch: readTexts('state'),
      component: lazyRouteComponent(() => import('./Proposals.tsx'), 'ProposalsScreen'),
    }),
    createRoute({
      getParentRoute,
      path: '/desk/outbox',
      component: lazyRouteComponent(() => import('./outbox/Outbox.tsx'), 'OutboxScreen'),
    }),
    createRoute({
      getParentRoute,
      path: '/desk/counter',
      component: lazyRouteComponent(() => import('./counter/Find.tsx'), 'CounterScreen'),
    }),
    createRoute({
      getParentRoute,
      path: '/desk/counter/$person',
      component: lazyRouteComponent(() => import('./counter/Counter.tsx'), 'CounterPersonScreen'),
    }),
    createRoute({
      getParentRoute,
      path: '/desk/organisations',
      validateSearch: readTexts('state'),
      component: lazyRouteComponent(() => import('./organisations/Organisations.tsx'), 'OrganisationsScreen'),
    }),
    createRoute({
      getParentRoute,
      path: '/desk/organisations/new',
      component: lazyRouteComponent(() => import('./organisations/OpenOrganisation.tsx'), 'OpenOrganisationScreen'),
    }),
    createRoute({
      getParentRoute,
      path: '/desk/organisations/$organisation',
      component: lazyRouteComponent(() => import('./organisations/Organisation.tsx'), 'OrganisationScreen'),
    }),
    createRoute({
      getParentRoute,
      path: '/desk/corrections',
      validateSearch: readTexts('state', 'edit'),
      component: lazyRouteComponent(() => import('./Corrections.tsx'), 'CorrectionsQueueScreen'),
    }),
  ]),
  ...engineRoutes,
  ...readerRoutes,
  ...inspectionRoutes,
  ...qualityRoutes,
  // Staff, their review and what an office has done need no reason for looking at a person.
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/desk/officials',
    validateSearch: readView,
    component: lazyRouteComponent(() => import('./officials/Officials.tsx'), 'OfficialsScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/desk/workload',
    validateSearch: readWork,
    component: lazyRouteComponent(() => import('./workload/Workload.tsx'), 'WorkloadScreen'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/audit/review',
    validateSearch: readView,
    component: lazyRouteComponent(() => import('./review/Review.tsx'), 'ReviewScreen'),
  }),
];

function readWork({ of, days }: Record<string, unknown>): { of?: string; days?: number } {
  return { ...(typeof of === 'string' ? { of } : {}), ...(typeof days === 'number' ? { days } : {}) };
}

function readView({ view }: Record<string, unknown>): { view?: string } {
  return typeof view === 'string' ? { view } : {};
}

/** Texts of an address, of the names that a screen knows. */
function readTexts<const Name extends string>(...names: readonly Name[]) {
  return (search: Record<string, unknown>) =>
    Object.fromEntries(
      names.filter((name) => typeof search[name] === 'string').map((name) => [name, search[name]]),
    ) as {
      [Each in Name]?: string;
    };
}
