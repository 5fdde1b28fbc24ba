import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from '../../form/useForm.ts';
import {
  AreaField,
  announce,
  Button,
  Cluster,
  Drawer,
  Empty,
  FieldList,
  FieldRow,
  FormFrame,
  LoadedList,
  Notice,
  Panel,
  RadioField,
  TextLink,
} from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { useSession } from '../root.tsx';
import { Due } from './Due.tsx';
import { decideProposal, type Proposal, proposalScans, proposalsQuery } from './data.ts';
import { EvidenceList } from './EvidenceList.tsx';
import { QueuePage, useChosenState } from './QueuePage.tsx';
import { ScanPanel } from './scans/ScanPanel.tsx';

const STATES = ['open', 'approved', 'refused'] as const;

/** What waits for a second officer. Nobody decides what they proposed themselves. */
export function ProposalsScreen() {
  const { say } = useWords();
  const state = useChosenState(STATES);
  const proposals = useQuery(proposalsQuery(state));
  return (
    <QueuePage
      to="/desk/proposals"
      screen="screen.desk.proposals"
      words="value.proposalState"
      states={STATES}
      value={state}
      query={proposals}
    >
      <LoadedList
        query={proposals}
        lines={5}
        empty={<Empty title={say('screen.desk.proposals.none')}>{say('screen.desk.proposals.noneText')}</Empty>}
      >
        {(proposal) => <ProposalCard key={proposal.id} proposal={proposal} />}
      </LoadedList>
    </QueuePage>
  );
}

function ProposalCard({ proposal }: { proposal: Proposal }) {
  const { say, moment } = useWords();
  const { caller } = useSession();
  const [deciding, setDeciding] = useState(false);
  const [first, second] = proposal.persons;
  const open = proposal.state === 'open';
  return (
    <Panel
      title={`${say(`value.proposalKind.${proposal.kind}`)} – ${first?.name ?? ''}`}
      actions={open && <Due on={proposal.dueOn} />}
    >
      <FieldList>
        <FieldRow label={say('screen.desk.proposals.persons')}>
          {proposal.persons.map(({ person, name }, index) => (
            <span key={person}>
              {index > 0 && ' – '}
              <TextLink to="/desk/person/$person" params={{ person }}>
                {name}
              </TextLink>
            </span>
          ))}
        </FieldRow>
        <FieldRow label={say('screen.desk.proposals.proposed')} source={moment(proposal.proposedAt)}>
          {proposal.proposedByName}
        </FieldRow>
        <FieldRow label={say('screen.looks.law')}>{proposal.legalBasisTitle}</FieldRow>
        <FieldRow label={say('screen.desk.ground.evidence')}>
          <EvidenceList evidence={proposal.evidence} />
        </FieldRow>
        {proposal.reason && <FieldRow label={say('screen.desk.reasonLabel')}>{proposal.reason}</FieldRow>}
      </FieldList>
      {(open || proposal.scans.length > 0) && (
        <ScanPanel
          level={3}
          scans={proposal.scans}
          most={proposal.maxScans}
          closed={!open || !(proposal.mine || caller.scopes.includes('people.approve'))}
          door={proposalScans(proposal.id)}
          refresh={['desk', 'proposals']}
          about={first ? { person: first.person, name: first.name } : { name: '' }}
        />
      )}
      {open && proposal.mine && <Notice tone="plain" title={say('screen.desk.proposals.mine')} />}
      <Cluster>
        {first && second && (
          <Button icon="merge" to="/desk/merge" search={{ left: first.person, right: second.person }}>
            {say('screen.desk.proposals.compare')}
          </Button>
        )}
        {open && !proposal.mine && caller.scopes.includes('people.approve') && (
          <Button kind="primary" onClick={() => setDeciding(true)}>
            {say('screen.desk.proposals.decide')}
          </Button>
        )}
      </Cluster>
      <Drawer
        open={deciding}
        title={`${say('screen.desk.proposals.decide')} – ${say(`value.proposalKind.${proposal.kind}`)}`}
        onClose={() => setDeciding(false)}
      >
        <Decision proposal={proposal} onDone={() => setDeciding(false)} />
      </Drawer>
    </Panel>
  );
}

function Decision({ proposal, onDone }: { proposal: Proposal; onDone: () => void }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const form = useForm({
    initial: { approve: '', reason: '' },
    check: ({ approve, reason }) => ({
      ...(approve ? {} : { approve: say('screen.desk.proposals.chooseMissing') }),
      ...(reason.trim() ? {} : { reason: say('screen.desk.reasonMissing') }),
    }),
    send: async ({ approve, reason }, key) => {
      const { state, pin } = await decideProposal(
        proposal.id,
        { approve: approve === 'yes', reason: reason.trim() },
        key,
      );
      announce(pin ? say('screen.desk.proposals.newPin', { pin }) : say(`value.proposalState.${state}`));
      onDone();
      void queries.invalidateQueries({ queryKey: ['desk'] });
    },
  });
  return (
    <FormFrame form={form} send={say('screen.desk.proposals.send')}>
      <p>{say('screen.desk.proposals.effect')}</p>
      <RadioField
        label={say('screen.desk.proposals.choose')}
        choices={[
          { value: 'yes', label: say('screen.desk.proposals.approve') },
          { value: 'no', label: say('screen.desk.proposals.refuse') },
        ]}
        {...form.field('approve')}
      />
      <AreaField label={say('screen.desk.reasonLabel')} rows={3} maxLength={500} {...form.field('reason')} />
    </FormFrame>
  );
}
