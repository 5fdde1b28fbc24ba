import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Tabs } from '../../../kit/desk.ts';
import { Button, Drawer, Empty, LoadedList, More, Page, Stack, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { proposalsQuery, type StaffMember, staffQuery } from './data.ts';
import { ProposalPanel } from './ProposalPanel.tsx';
import { ProposeForm, type Proposing } from './ProposeForm.tsx';
import { StaffPanel } from './StaffPanel.tsx';

const VIEWS = ['staff', 'open', 'decided'] as const;

/** Who may do what where. One proposes, another confirms; to end something one is enough. */
export function OfficialsScreen() {
  const { say } = useWords();
  const navigate = useNavigate();
  const asked: { view?: string } = useSearch({ strict: false });
  const view = VIEWS.find((one) => one === asked.view) ?? 'staff';
  const [proposing, setProposing] = useState<Proposing>();
  return (
    <Page
      title={say('screen.officials.title')}
      lead={say('screen.officials.lead')}
      width="wide"
      actions={
        <Button kind="primary" icon="add" onClick={() => setProposing({ kind: 'official' })}>
          {say('screen.officials.propose.official')}
        </Button>
      }
    >
      <Tabs
        label={say('screen.officials.title')}
        value={view}
        onChange={(next) => void navigate({ to: '/desk/officials', search: { view: next }, replace: true })}
        tabs={[
          { id: 'staff', label: say('screen.officials.view.staff'), content: <Staff onPropose={setProposing} /> },
          { id: 'open', label: say('screen.officials.view.open'), content: <Proposals state="open" /> },
          { id: 'decided', label: say('screen.officials.view.decided'), content: <Proposals state="decided" /> },
        ]}
      />
      <Drawer
        open={proposing !== undefined}
        title={proposing ? say(`screen.officials.propose.${proposing.kind}`) : ''}
        onClose={() => setProposing(undefined)}
      >
        {proposing && <ProposeForm proposing={proposing} onDone={() => setProposing(undefined)} />}
      </Drawer>
    </Page>
  );
}

function Staff({ onPropose }: { onPropose: (proposing: Proposing) => void }) {
  const { say } = useWords();
  const [text, setText] = useState('');
  return (
    <Stack>
      <TextField
        id="staff-text"
        type="search"
        label={say('screen.officials.find')}
        hint={say('screen.officials.findHint')}
        maxLength={80}
        value={text}
        onChange={setText}
      />
      <StaffPages key={text.trim()} text={text.trim()} after="" onPropose={onPropose} />
    </Stack>
  );
}

interface StaffPagesProps {
  text: string;
  after: string;
  onPropose: (proposing: Proposing) => void;
}

/** Fifty at a time, each part below the last. */
function StaffPages({ text, after, onPropose }: StaffPagesProps) {
  const { say } = useWords();
  const [more, setMore] = useState(false);
  const page = useQuery(staffQuery(text, after));
  const next = page.data?.next;
  const officials = { ...page, data: page.data?.officials };
  return (
    <Stack>
      <LoadedList<StaffMember>
        query={officials}
        lines={8}
        empty={<Empty title={say('screen.officials.nobody')}>{say('screen.officials.nobodyText')}</Empty>}
      >
        {(one) => <StaffPanel key={one.official} official={one} onPropose={onPropose} />}
      </LoadedList>
      {next && !more && <More shown={50} busy={false} onMore={() => setMore(true)} />}
      {next && more && <StaffPages text={text} after={next} onPropose={onPropose} />}
    </Stack>
  );
}

function Proposals({ state }: { state: 'open' | 'decided' }) {
  const { say } = useWords();
  const proposals = useQuery(proposalsQuery(state));
  return (
    <LoadedList
      query={proposals}
      lines={5}
      empty={<Empty title={say(`screen.officials.none.${state}`)}>{say(`screen.officials.noneText.${state}`)}</Empty>}
    >
      {(proposal) => <ProposalPanel key={proposal.proposal} proposal={proposal} />}
    </LoadedList>
  );
}
