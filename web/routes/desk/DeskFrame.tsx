import { useQuery } from '@tanstack/react-query';
import { Navigate, Outlet, useLocation } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Empty, Loading, Page, ProblemNotice } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { firstPlaceOf, useSession } from '../root.tsx';
import { ClockPanel } from './ClockPanel.tsx';
import { listsQuery } from './data.ts';
import { DeskContext, dayOf } from './desk.ts';
import { QuickFind } from './QuickFind.tsx';
import { ReasonBar } from './ReasonBar.tsx';
import { reasonFor, useKeptReason, usualReason } from './reason.ts';

/** Whoever stands at the counter is there for the electronic identity; whoever decides on collected rows looks for the register's sake; samples are taken for a card. */
const FIXED = [
  ['/desk/counter', 'electronic-identity'],
  ['/desk/rows/', 'register-quality'],
  ['/desk/biometrics', 'card-issue'],
  ['/desk/cards', 'card-issue'],
  ['/desk/enrolment', 'card-issue'],
] as const;

/** Lists, today and the reason for looking are settled before any screen asks about a person. */
export function DeskFrame() {
  const { say } = useWords();
  const { caller, now, country, demonstration } = useSession();
  const lists = useQuery(listsQuery);
  const kept = useKeptReason();
  const { pathname } = useLocation();
  const searches = pathname.endsWith('/search');
  const [, fixed] = FIXED.find(([path]) => pathname.startsWith(path)) ?? [];
  const desk = useMemo(() => {
    const usual = kept ?? (lists.data && usualReason(lists.data, caller.role));
    if (!lists.data || !usual) return undefined;
    const reason = fixed ? reasonFor(fixed, usual, lists.data) : usual;
    return { reason, lists: lists.data, today: dayOf(now, country.timeZone) };
  }, [kept, lists.data, caller.role, now, country.timeZone, fixed]);
  if (!caller.scopes.includes('people.read')) {
    const first = firstPlaceOf(caller);
    // Whoever decides on connections works elsewhere on the desk.
    if (pathname === '/desk' && first !== undefined && first !== '/desk') return <Navigate to={first} replace />;
    return (
      <Page title={say('screen.desk.title')}>
        <Empty title={say('screen.desk.noRecords.title')}>{say('screen.desk.noRecords.text')}</Empty>
        {demonstration && caller.scopes.includes('admin') && <ClockPanel now={now} />}
      </Page>
    );
  }
  if (!desk) {
    return (
      <Page title={say('screen.desk.title')} error={lists.isError}>
        {lists.isError ? <ProblemNotice error={lists.error} onRetry={() => void lists.refetch()} /> : <Loading />}
      </Page>
    );
  }
  return (
    <DeskContext value={desk}>
      <ReasonBar reason={desk.reason} lists={desk.lists} fixed={fixed !== undefined}>
        {!searches && !fixed && caller.scopes.includes('people.search') && <QuickFind />}
      </ReasonBar>
      <Outlet />
    </DeskContext>
  );
}
