import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../root.tsx';
import type { EventFilter } from './account/data.ts';
import { EVENT_KINDS } from './account/eventKinds.ts';
import type { LookFilter } from './data.ts';

const getParentRoute = () => rootRoute;

export const citizenRoutes = [
  createRoute({
    getParentRoute,
    path: '/me',
    component: lazyRouteComponent(() => import('./Home.tsx'), 'HomeScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/record',
    component: lazyRouteComponent(() => import('./Record.tsx'), 'RecordScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/biometrics',
    component: lazyRouteComponent(() => import('./Biometrics.tsx'), 'OwnBiometricsScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/card',
    component: lazyRouteComponent(() => import('./Card.tsx'), 'OwnCardScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/card/appointment',
    component: lazyRouteComponent(() => import('./Appointment.tsx'), 'OwnAppointmentScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/correct/$field',
    validateSearch: readStep,
    component: lazyRouteComponent(() => import('./Correct.tsx'), 'CorrectScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/corrections',
    component: lazyRouteComponent(() => import('./Corrections.tsx'), 'CorrectionsScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/looks',
    validateSearch: readFilter,
    component: lazyRouteComponent(() => import('./Looks.tsx'), 'LooksScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/looks/$number/proof',
    component: lazyRouteComponent(() => import('./Proof.tsx'), 'ProofScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/applications',
    component: lazyRouteComponent(() => import('./Applications.tsx'), 'ApplicationsScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/approvals',
    component: lazyRouteComponent(() => import('./Approvals.tsx'), 'ApprovalsScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/services',
    component: lazyRouteComponent(() => import('./Consents.tsx'), 'ConsentsScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/security',
    component: lazyRouteComponent(() => import('./account/Security.tsx'), 'SecurityScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/security/passkey',
    component: lazyRouteComponent(() => import('./account/AddPasskey.tsx'), 'AddPasskeyScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/security/totp',
    component: lazyRouteComponent(() => import('./account/AddTotp.tsx'), 'AddTotpScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/security/codes',
    component: lazyRouteComponent(() => import('./account/RecoveryCodes.tsx'), 'RecoveryCodesScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/security/trusted',
    component: lazyRouteComponent(() => import('./account/NameTrusted.tsx'), 'NameTrustedScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/security/log',
    validateSearch: readEventFilter,
    component: lazyRouteComponent(() => import('./account/SecurityLog.tsx'), 'SecurityLogScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/security/close',
    component: lazyRouteComponent(() => import('./account/CloseAccount.tsx'), 'CloseAccountScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/settings',
    component: lazyRouteComponent(() => import('./account/Settings.tsx'), 'SettingsScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/settings/contact',
    component: lazyRouteComponent(() => import('./account/AddContact.tsx'), 'AddContactScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/settings/contact/$contact',
    component: lazyRouteComponent(() => import('./account/ProveContact.tsx'), 'ProveContactScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/acting',
    component: lazyRouteComponent(() => import('./acting/Acting.tsx'), 'ActingScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/acting/give',
    component: lazyRouteComponent(() => import('./acting/Give.tsx'), 'GiveScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/acting/organisations/ask',
    component: lazyRouteComponent(() => import('./acting/AskOrganisation.tsx'), 'AskOrganisationScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/acting/organisations/$organisation',
    component: lazyRouteComponent(() => import('./acting/Members.tsx'), 'MembersScreen'),
  }),
  createRoute({
    getParentRoute,
    path: '/me/acting/organisations/$organisation/give',
    component: lazyRouteComponent(() => import('./acting/Give.tsx'), 'GiveScreen'),
  }),
];

/** The questions of a correction, in order. */
export type CorrectStep = 'right' | 'note' | 'check' | 'sent';

function readStep(search: Record<string, unknown>): { step: CorrectStep } {
  const { step } = search;
  return { step: step === 'note' || step === 'check' || step === 'sent' ? step : 'right' };
}

function readFilter({ year, organisation, own }: Record<string, unknown>): LookFilter {
  return {
    ...readYear(year),
    ...(typeof organisation === 'string' && organisation !== '' ? { organisation } : {}),
    ...(own === true ? { own } : {}),
  };
}

function readEventFilter({ year, kind }: Record<string, unknown>): EventFilter {
  const known = EVENT_KINDS.find((one) => one === kind);
  return { ...readYear(year), ...(known ? { kind: known } : {}) };
}

function readYear(year: unknown): { year?: number } {
  const wanted = Number(year);
  return Number.isInteger(wanted) && wanted > 1999 && wanted < 9999 ? { year: wanted } : {};
}
