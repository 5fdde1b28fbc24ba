import { useQuery } from '@tanstack/react-query';
import {
  Button,
  Cluster,
  Disclosure,
  Empty,
  FieldList,
  FieldRow,
  LoadedList,
  Page,
  Panel,
  ProblemNotice,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useSession } from '../../root.tsx';
import { type Agreement, agreementsQuery } from '../data.ts';
import { DraftTable } from './DraftTable.tsx';
import { draftsQuery, isOpen } from './data.ts';
import { ItemList } from './ItemList.tsx';
import { AgreementState, Usage } from './Usage.tsx';

/** What the organisation may ask, how much of it is used, and what is on its way to an agreement. */
export function AgreementsScreen() {
  const { say } = useWords();
  const { caller } = useSession();
  const agreements = useQuery(agreementsQuery);
  const drafts = useQuery(draftsQuery);
  const open = drafts.data?.filter(isOpen) ?? [];
  const over = drafts.data?.filter((draft) => !isOpen(draft)) ?? [];
  const drafting = caller.scopes.includes('exchange.manage');
  const changing = new Set(open.map(({ agreement }) => agreement));
  return (
    <Page
      title={say('screen.agency.agreements.title')}
      lead={say('screen.agency.agreements.lead')}
      width="wide"
      error={agreements.isError || drafts.isError}
      back={{ to: '/agency', label: say('screen.agency.back') }}
      actions={
        drafting && (
          <Button kind="primary" icon="add" to="/agency/agreements/new">
            {say('screen.agreements.new')}
          </Button>
        )
      }
    >
      {drafts.isError && <ProblemNotice error={drafts.error} onRetry={() => void drafts.refetch()} />}
      {open.length > 0 && (
        <Panel title={say('screen.agreements.onTheirWay')}>
          <DraftTable side="agency" caption={say('screen.agreements.onTheirWay')} drafts={open} />
        </Panel>
      )}
      <LoadedList
        query={agreements}
        lines={8}
        empty={<Empty title={say('screen.agency.agreements.none')}>{say('screen.agency.agreements.noneText')}</Empty>}
      >
        {(agreement) => (
          <AgreementPanel key={agreement.id} agreement={agreement} changes={drafting && !changing.has(agreement.id)} />
        )}
      </LoadedList>
      {over.length > 0 && (
        <Disclosure summary={say('screen.agreements.over', { count: over.length })}>
          <DraftTable side="agency" caption={say('screen.agreements.over', { count: over.length })} drafts={over} />
        </Disclosure>
      )}
    </Page>
  );
}

/** @param changes the reader can begin a change of it */
function AgreementPanel({ agreement, changes }: { agreement: Agreement; changes: boolean }) {
  const { say, date, number } = useWords();
  const { id } = agreement;
  return (
    <Panel title={id} actions={<AgreementState state={agreement.state} />}>
      <FieldList>
        <FieldRow label={say('screen.agreements.part.purposes')}>
          <ItemList items={agreement.purposes.map((one) => ({ id: one.id, name: one.sentence }))} />
        </FieldRow>
        <FieldRow label={say('screen.agreements.part.fields')}>
          <ItemList items={agreement.fields} short />
        </FieldRow>
        <FieldRow label={say('screen.agreements.part.valid')}>
          {say('screen.agency.agreements.fromTo', { from: date(agreement.validFrom), to: date(agreement.validTo) })}
        </FieldRow>
        <FieldRow label={say('screen.agency.agreements.quota')}>
          <Usage agreement={agreement} />
        </FieldRow>
      </FieldList>
      <Cluster>
        <Button
          to="/agency/agreements/$agreement"
          params={{ agreement: id }}
          label={`${say('screen.agreements.open', { version: number(agreement.version) })}: ${id}`}
        >
          {say('screen.agreements.open', { version: number(agreement.version) })}
        </Button>
        {changes && (
          <Button
            to="/agency/agreements/$agreement/change"
            params={{ agreement: id }}
            label={`${say('screen.agreements.changeTitle')}: ${id}`}
          >
            {say('screen.agreements.changeTitle')}
          </Button>
        )}
      </Cluster>
    </Panel>
  );
}
