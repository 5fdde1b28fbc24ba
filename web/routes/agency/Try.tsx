import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Empty, Loading, Page, ProblemNotice, Stack, TextLink } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { listsQuery } from '../desk/data.ts';
import { DeskContext, dayOf } from '../desk/desk.ts';
import { useSession } from '../root.tsx';
import { agreementsQuery, systemsQuery } from './data.ts';
import { ExchangeResult } from './ExchangeResult.tsx';
import type { Exchange } from './exchange.ts';
import { type KeptKey, readKeys } from './keyStore.ts';
import { QuestionForm } from './QuestionForm.tsx';

/** Ask about a person as a system would: signed by this browser's own key, the answer checked here, everything shown. */
export function TryScreen() {
  const { say } = useWords();
  const { now, country } = useSession();
  const agreements = useQuery(agreementsQuery);
  const systems = useQuery(systemsQuery);
  const lists = useQuery(listsQuery);
  const kept = useQuery({ queryKey: ['agency', 'kept', 'keys'], queryFn: readKeys, staleTime: 0 });
  const [exchange, setExchange] = useState<Exchange>();
  const failed = [agreements, systems, lists, kept].find(({ isError }) => isError);
  const keys = usableKeys(kept.data ?? [], systems.data ?? []);
  const inForce = agreements.data?.filter(({ state }) => state === 'active') ?? [];
  const ready = agreements.data && systems.data && lists.data && kept.data;
  return (
    <Page
      title={say('screen.agency.try.title')}
      lead={say('screen.agency.try.lead')}
      width="wide"
      error={failed !== undefined}
      back={{ to: '/agency', label: say('screen.agency.back') }}
    >
      {failed && <ProblemNotice error={failed.error} onRetry={() => void failed.refetch()} />}
      {!ready && !failed && <Loading lines={6} />}
      {ready && inForce.length === 0 && (
        <Empty title={say('screen.agency.try.noAgreement')}>
          <TextLink to="/agency/agreements">{say('screen.agency.agreements.title')}</TextLink>
        </Empty>
      )}
      {ready && inForce.length > 0 && keys.length === 0 && (
        <Empty
          title={say('screen.agency.try.noKey.title')}
          action={<TextLink to="/agency/systems">{say('screen.systems.title')}</TextLink>}
        >
          {say('screen.agency.try.noKey.text')}
        </Empty>
      )}
      {ready && inForce.length > 0 && keys.length > 0 && lists.data && (
        <Stack gap="large">
          <DeskContext
            value={{ reason: { purpose: '', legalBasis: '' }, lists: lists.data, today: dayOf(now, country.timeZone) }}
          >
            <QuestionForm agreements={inForce} keys={keys} onAnswered={setExchange} />
          </DeskContext>
          {exchange && <ExchangeResult key={exchange.base} exchange={exchange} />}
        </Stack>
      )}
    </Page>
  );
}

export interface NamedKey {
  key: KeptKey;
  system: { id: string; name: string; stage: string };
}

/** Keys of this browser that the platform still takes, with the system they speak for. */
function usableKeys(
  kept: readonly KeptKey[],
  systems: readonly (NamedKey['system'] & { keys: { kid: string; state: string }[] })[],
): NamedKey[] {
  return kept.flatMap((key) => {
    const system = systems.find((each) => each.keys.some(({ kid, state }) => kid === key.kid && state === 'active'));
    return system ? [{ key, system }] : [];
  });
}
