import { useQuery } from '@tanstack/react-query';
import { Icon, type IconName, Loading, TextLink } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { ownCardsQuery } from '../desk/cards/data.ts';
import { ownAppointmentsQuery } from '../desk/enrolment/data.ts';
import { type Account, approvalsQuery, askedQuery, dataConsentsQuery, recoveriesQuery } from './account/data.ts';
import { mandatesQuery } from './acting/data.ts';
import { correctionsQuery } from './data.ts';
import classes from './Home.module.css';

interface Need {
  id: string;
  to: string;
  icon: IconName;
  title: string;
  text: string;
  /** What would be wise, and does not wait for anybody. */
  advice?: boolean;
}

const ANSWERED_DAYS = 30;

/** What waits for a decision of mine, most pressing first; then what would make the account safer. */
export function NeedsYou({ account }: { account: Account | undefined }) {
  const { say } = useWords();
  const { needs, pending, unknown } = useNeeds(account);
  return (
    <section className={classes.section} aria-labelledby="needs-you">
      <h2 id="needs-you">{say('screen.home.needs.title')}</h2>
      {unknown && <p>{say('screen.home.needs.unknown')}</p>}
      {pending && <Loading lines={2} />}
      {needs.length === 0 && !pending && !unknown && (
        <p className={classes.calm}>
          <Icon name="check" /> {say('screen.home.needs.none')}
        </p>
      )}
      {needs.length > 0 && (
        <ul className={classes.needs}>
          {needs.map(({ id, to, icon, title, text, advice }) => (
            <li key={id} className={classes.tile} data-tone={advice ? 'advice' : undefined}>
              <Icon name={icon} size={26} />
              <div>
                <TextLink to={to}>{title}</TextLink>
                <p>{text}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function useNeeds(account: Account | undefined): { needs: Need[]; pending: boolean; unknown: boolean } {
  const { say, day, moment } = useWords();
  const approvals = useQuery(approvalsQuery);
  const asked = useQuery(askedQuery);
  const recoveries = useQuery(recoveriesQuery);
  const mandates = useQuery(mandatesQuery);
  const corrections = useQuery(correctionsQuery);
  const consents = useQuery(dataConsentsQuery);
  const appointments = useQuery(ownAppointmentsQuery);
  const cards = useQuery(ownCardsQuery);
  const need = (id: string, to: string, icon: IconName, key: string, values = {}): Need => ({
    id,
    to,
    icon,
    title: say(`screen.home.needs.${key}.title`, values),
    text: say(`screen.home.needs.${key}.text`, values),
  });
  const recent = new Date(Date.now() - ANSWERED_DAYS * 86_400_000).toISOString();
  const asks = [approvals, asked, recoveries, mandates, corrections, consents, appointments, cards];
  const needs = [
    ...(approvals.data ?? []).map(({ id }) => need(id, '/me/approvals', 'bell', 'approval')),
    ...(recoveries.data ?? []).map(({ id }) => need(id, '/me/approvals', 'alert', 'recovery')),
    ...(asked.data ?? [])
      .filter(({ confirmed }) => !confirmed)
      .map(({ recovery, name }) => need(recovery, '/me/approvals', 'people', 'asked', { name })),
    ...(mandates.data?.held ?? [])
      .filter(({ canAccept }) => canAccept)
      .map(({ id, principalName }) => need(id, '/me/acting', 'certificate', 'mandate', { name: principalName })),
    ...(consents.data ?? [])
      .filter(({ answerable }) => answerable)
      .map(({ id, organisationName }) =>
        need(id, '/me/services', 'certificate', 'dataConsent', { organisation: organisationName }),
      ),
    ...(appointments.data?.appointments ?? [])
      .filter(({ state }) => state === 'booked')
      .map(({ appointment, at, officeName }) =>
        need(appointment, '/me/card/appointment', 'calendar', 'appointment', { at: moment(at), office: officeName }),
      ),
    ...(cards.data?.cards ?? [])
      .filter(({ state }) => state === 'received')
      .map(({ card, officeName }) => need(card, '/me/card', 'certificate', 'cardReady', { office: officeName })),
    ...(corrections.data ?? [])
      .filter(({ decidedAt }) => decidedAt !== undefined && decidedAt > recent)
      .map(({ id, fieldName, decidedAt }) =>
        need(id, '/me/corrections', 'correct', 'answered', { field: fieldName, date: day(decidedAt ?? '') }),
      ),
    ...adviceFor(account).map(({ key, to, icon }) => ({ ...need(key, to, icon, key), advice: true })),
  ];
  return { needs, pending: asks.some((ask) => ask.isPending), unknown: asks.some((ask) => ask.isError) };
}

function adviceFor(account: Account | undefined): { key: string; to: string; icon: IconName }[] {
  if (!account) return [];
  const has = (kind: string) => account.authenticators.some((one) => one.kind === kind && !one.locked);
  return [
    ...(has('passkey') ? [] : [{ key: 'passkey', to: '/me/security/passkey', icon: 'key' as const }]),
    ...(account.recoveryCodesLeft > 0 ? [] : [{ key: 'codes', to: '/me/security/codes', icon: 'document' as const }]),
    ...(account.contacts.some(({ proved }) => proved)
      ? []
      : [{ key: 'contact', to: '/me/settings', icon: 'device' as const }]),
  ];
}
