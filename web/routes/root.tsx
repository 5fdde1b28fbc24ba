import { createRootRouteWithContext, Outlet } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { type IconName, type NavigationItem, Shell } from '../kit/index.ts';
import { type Caller, homeOf, type Session } from '../session.ts';
import { useWords } from '../words.tsx';
import { ActingSwitch } from './citizen/acting/ActingSwitch.tsx';
import { Broken, Missing } from './Missing.tsx';

const DeskLine = lazy(() => import('./desk/outbox/DeskLine.tsx').then((loaded) => ({ default: loaded.DeskLine })));

export interface RouterContext {
  session: Session & { caller: Caller };
  onLanguage: (language: string) => void;
}

export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Root,
  notFoundComponent: Missing,
  errorComponent: Broken,
});

interface NavigationEntry {
  to: string;
  /** Word key. */
  label: string;
  icon: IconName;
  exact?: boolean;
  thumb?: boolean;
  /** Shown to callers who have it, or one of several; always where absent. */
  scope?: string | readonly string[];
  /** Not shown to callers who have it: another entry leads there. */
  without?: string;
}

/** What each kind of caller can go to. Only what exists. */
const navigation: Readonly<Record<string, readonly NavigationEntry[]>> = {
  '/me': [
    { to: '/me', label: 'screen.home.navigation', icon: 'home', exact: true, thumb: true },
    { to: '/me/record', label: 'screen.record.navigation', icon: 'record', scope: 'self.read' },
    { to: '/me/card', label: 'screen.card.navigation', icon: 'certificate', scope: 'self.read' },
    { to: '/me/biometrics', label: 'screen.biometrics.mine.navigation', icon: 'person', scope: 'self.read' },
    { to: '/me/looks', label: 'screen.looks.navigation', icon: 'look', scope: 'self.read', thumb: true },
    { to: '/me/corrections', label: 'screen.corrections.navigation', icon: 'correct', scope: 'self.read' },
    { to: '/me/services', label: 'screen.consents.navigation', icon: 'certificate', scope: 'self.read' },
    { to: '/me/acting', label: 'screen.acting.navigation', icon: 'people', scope: 'self.read' },
    { to: '/me/security', label: 'screen.security.navigation', icon: 'shield', thumb: true },
    { to: '/me/approvals', label: 'screen.approvals.navigation', icon: 'bell', scope: 'self.read', thumb: true },
    { to: '/me/settings', label: 'screen.settings.navigation', icon: 'settings', scope: 'self.read', thumb: true },
  ],
  '/desk': [
    { to: '/desk', label: 'screen.desk.navigation', icon: 'home', exact: true, scope: ['people.read', 'admin'] },
    { to: '/desk/agreements', label: 'screen.agreements.queue.navigation', icon: 'law', scope: 'connections.decide' },
    { to: '/desk/members', label: 'screen.members.navigation', icon: 'people', scope: 'memberships.approve' },
    { to: '/desk/search', label: 'screen.desk.search.navigation', icon: 'search', scope: 'people.search' },
    { to: '/desk/corrections', label: 'screen.desk.corrections.navigation', icon: 'correct', scope: 'people.read' },
    { to: '/desk/proposals', label: 'screen.desk.proposals.navigation', icon: 'merge', scope: 'people.read' },
    {
      to: '/desk/biometrics',
      label: 'screen.biometrics.queue.navigation',
      icon: 'people',
      scope: 'biometrics.adjudicate',
    },
    { to: '/desk/enrolment', label: 'screen.enrolment.day.title', icon: 'calendar', scope: 'enrolment.enrol' },
    { to: '/desk/cards', label: 'screen.cards.queue.navigation', icon: 'certificate', scope: 'cards.read' },
    { to: '/desk/older-cards', label: 'screen.cards.older.navigation', icon: 'document', scope: 'cards.older' },
    {
      to: '/desk/production',
      label: 'screen.production.batches.navigation',
      icon: 'list',
      scope: 'production.operate',
    },
    { to: '/desk/blanks', label: 'screen.production.blanks.navigation', icon: 'record', scope: 'production.operate' },
    {
      to: '/desk/parcels',
      label: 'screen.production.parcels.navigation',
      icon: 'document',
      scope: 'production.receive',
    },
    { to: '/desk/collection', label: 'screen.collection.navigation', icon: 'document', scope: 'collection.send' },
    {
      to: '/desk/rows',
      label: 'screen.collection.review.navigation',
      icon: 'queue',
      scope: 'collection.review',
    },
    { to: '/desk/outbox', label: 'screen.outbox.navigation', icon: 'device', scope: 'people.read' },
    { to: '/desk/books', label: 'screen.books.navigation', icon: 'record', scope: 'books.key' },
    {
      to: '/desk/organisations',
      label: 'screen.desk.organisations.navigation',
      icon: 'building',
      scope: 'mandates.register',
    },
    { to: '/desk/services', label: 'screen.services.inspection.navigation', icon: 'proof', scope: 'services.inspect' },
    { to: '/desk/apis', label: 'screen.apis.inspection.navigation', icon: 'certificate', scope: 'services.inspect' },
    {
      to: '/desk/inspections',
      label: 'screen.inspections.navigation',
      icon: 'shield',
      scope: 'connections.inspect',
    },
    { to: '/desk/birth', label: 'screen.desk.birth.navigation', icon: 'add', scope: 'people.act.birth' },
    { to: '/desk/counter', label: 'screen.counter.navigation', icon: 'key', scope: 'accounts.prove' },
    { to: '/desk/workload', label: 'screen.desk.workload.navigation', icon: 'history', scope: 'people.read' },
    { to: '/desk/quality', label: 'screen.quality.title', icon: 'proof', scope: 'quality.read' },
    {
      to: '/desk/quality/campaigns',
      label: 'screen.quality.campaigns.title',
      icon: 'list',
      scope: 'people.read',
      without: 'quality.read',
    },
    { to: '/desk/reader', label: 'screen.reader.navigation', icon: 'device', scope: 'readers.use' },
    { to: '/desk/biometrics/engine', label: 'screen.biometrics.engine.navigation', icon: 'device', scope: 'admin' },
    { to: '/desk/trust', label: 'screen.cards.trust.navigation', icon: 'key', scope: 'admin' },
    { to: '/desk/officials', label: 'screen.officials.navigation', icon: 'people', scope: 'officials.manage' },
  ],
  '/agency': [
    { to: '/agency', label: 'screen.agency.navigation', icon: 'building', exact: true },
    { to: '/agency/try', label: 'screen.agency.try.navigation', icon: 'terminal', scope: 'exchange.try' },
    { to: '/agency/systems', label: 'screen.systems.navigation', icon: 'key', scope: 'exchange.try' },
    { to: '/agency/batches', label: 'screen.batches.navigation', icon: 'list', scope: 'exchange.try' },
    { to: '/agency/subscriptions', label: 'screen.subscriptions.navigation', icon: 'bell', scope: 'exchange.try' },
    { to: '/agency/desks', label: 'screen.desks.navigation', icon: 'building', scope: 'checkpoints.manage' },
    { to: '/agency/members', label: 'screen.members.navigation', icon: 'people', scope: 'memberships.manage' },
    { to: '/agency/services', label: 'screen.services.navigation', icon: 'person', scope: 'services.manage' },
    { to: '/agency/apis', label: 'screen.apis.navigation', icon: 'certificate', scope: 'services.manage' },
    { to: '/desk/collection', label: 'screen.collection.navigation', icon: 'document', scope: 'collection.send' },
    {
      to: '/agency/agreements',
      label: 'screen.agency.agreements.navigation',
      icon: 'law',
      scope: ['exchange.try', 'connections.sign'],
    },
  ],
  '/point': [
    { to: '/point', label: 'screen.point.navigation', icon: 'proof', exact: true, scope: 'checkpoints.use' },
    { to: '/point/members', label: 'screen.members.check.navigation', icon: 'people', scope: 'memberships.check' },
    { to: '/point/listings', label: 'screen.listings.navigation', icon: 'list', scope: 'checkpoints.list' },
    { to: '/desk/reader', label: 'screen.reader.navigation', icon: 'device', scope: 'readers.use' },
  ],
  '/audit': [
    { to: '/audit', label: 'screen.audit.navigation', icon: 'list', exact: true },
    { to: '/audit/objections', label: 'screen.audit.objections.navigation', icon: 'queue' },
    { to: '/audit/log', label: 'screen.audit.log.navigation', icon: 'proof' },
    { to: '/audit/review', label: 'screen.review.navigation', icon: 'people', scope: 'officials.review' },
  ],
};

/** Where a caller can go, the most usual place first. */
function placesOf(caller: Caller): readonly NavigationEntry[] {
  return (navigation[homeOf(caller)] ?? []).filter(
    ({ scope, without }) =>
      (scope === undefined || [scope].flat().some((one) => caller.scopes.includes(one))) &&
      (without === undefined || !caller.scopes.includes(without)),
  );
}

/** Where the work of a caller begins whose home shows them nothing. */
export function firstPlaceOf(caller: Caller): string | undefined {
  return placesOf(caller)[0]?.to;
}

function Root() {
  const { session, onLanguage }: RouterContext = rootRoute.useRouteContext();
  const { say } = useWords();
  const { caller } = session;
  const home = homeOf(caller);
  const items: NavigationItem[] = placesOf(caller).map(({ to, label, icon, exact = false, thumb = false }) => ({
    ...{ to, label: say(label), icon, exact, thumb },
  }));
  return (
    <Shell
      country={session.country.name}
      home={home}
      person={{ name: caller.name, role: caller.roleName, place: caller.organisationName ?? caller.areaName }}
      navigation={items}
      languages={session.languages}
      onLanguage={onLanguage}
      demonstration={session.demonstration}
      acting={<ActingSwitch caller={caller} />}
      {...(home === '/desk' && {
        line: (
          <Suspense>
            <DeskLine />
          </Suspense>
        ),
      })}
      represents={caller.acting !== undefined && caller.acting.kind !== 'post'}
    >
      <Outlet />
    </Shell>
  );
}

/** Who is signed in and as what; every screen of the application has one. */
export function useSession(): RouterContext['session'] {
  return rootRoute.useRouteContext().session;
}

/** The session, and what changes the language of every screen. */
export function useFrame(): RouterContext {
  return rootRoute.useRouteContext();
}
