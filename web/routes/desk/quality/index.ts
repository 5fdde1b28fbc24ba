import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../root.tsx';

const readUnit = ({ unit }: Record<string, unknown>): { unit?: string } =>
  typeof unit === 'string' || typeof unit === 'number' ? { unit: String(unit) } : {};

const readPair = ({
  left,
  right,
  ...list
}: Record<string, unknown>): { unit?: string; left?: string; right?: string } => ({
  ...readUnit(list),
  ...(typeof left === 'string' && typeof right === 'string' ? { left, right } : {}),
});

const open = { getParentRoute: () => rootRoute, validateSearch: readUnit };

/** Figures: nobody is looked at. */
export const qualityRoutes = [
  createRoute({
    ...open,
    path: '/desk/quality',
    component: lazyRouteComponent(() => import('./Overview.tsx'), 'QualityScreen'),
  }),
  createRoute({
    ...open,
    path: '/desk/quality/indicators/$indicator',
    component: lazyRouteComponent(() => import('./Indicator.tsx'), 'IndicatorScreen'),
  }),
  createRoute({
    ...open,
    path: '/desk/quality/rules',
    component: lazyRouteComponent(() => import('./Rules.tsx'), 'RulesScreen'),
  }),
  createRoute({
    ...open,
    path: '/desk/quality/samples',
    component: lazyRouteComponent(() => import('./Samples.tsx'), 'SamplesScreen'),
  }),
];

/** Lists of records, each a look for a reason. @param getParentRoute the desk's frame */
export function qualityRecordRoutes<Parent extends AnyRoute>(getParentRoute: () => Parent) {
  const framed = { getParentRoute, validateSearch: readUnit };
  return [
    createRoute({
      ...framed,
      path: '/desk/quality/records/$indicator',
      component: lazyRouteComponent(() => import('./Records.tsx'), 'RecordsScreen'),
    }),
    createRoute({
      ...framed,
      path: '/desk/quality/pairs/$indicator',
      validateSearch: readPair,
      component: lazyRouteComponent(() => import('./Pairs.tsx'), 'PairsScreen'),
    }),
    createRoute({
      ...framed,
      path: '/desk/quality/samples/$sample',
      component: lazyRouteComponent(() => import('./Sample.tsx'), 'SampleScreen'),
    }),
    createRoute({
      ...framed,
      path: '/desk/quality/campaigns',
      component: lazyRouteComponent(() => import('./Campaigns.tsx'), 'CampaignsScreen'),
    }),
    createRoute({
      ...framed,
      path: '/desk/quality/campaigns/$campaign',
      component: lazyRouteComponent(() => import('./Campaign.tsx'), 'CampaignScreen'),
    }),
  ];
}
