import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from '../../../form/useForm.ts';
import { CopyBlock } from '../../../kit/desk.ts';
import {
  AreaField,
  announce,
  Button,
  Cluster,
  Drawer,
  FieldList,
  FieldRow,
  FormFrame,
  Notice,
  Panel,
  RadioField,
  Stack,
  Status,
  type Tone,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { type Decided, decideProposal, type StaffProposal } from './data.ts';
import { describeHours } from './PostLine.tsx';

const TONES: Readonly<Record<string, Tone>> = {
  open: 'wait',
  confirmed: 'good',
  used: 'good',
  refused: 'bad',
  expired: 'plain',
};

/** What one proposed and another decides; never both the same, never the one concerned. */
export function ProposalPanel({ proposal }: { proposal: StaffProposal }) {
  const { say, moment, date } = useWords();
  const queries = useQueryClient();
  const [deciding, setDeciding] = useState(false);
  const [decided, setDecided] = useState<Decided>();
  const { kind, name, official, post, state } = proposal;
  const open = state === 'open';
  const close = () => {
    setDeciding(false);
    setDecided(undefined);
    // Only now: the list without this proposal would take the code away with it.
    void queries.invalidateQueries({ queryKey: ['officials'] });
  };
  return (
    <Panel
      title={`${say(`value.staffProposal.${kind}`)}: ${name}\u00a0· ${official}`}
      actions={<Status tone={TONES[state] ?? 'plain'}>{say(`value.staffProposalState.${state}`)}</Status>}
    >
      <FieldList>
        {post && (
          <FieldRow label={say('screen.officials.post')} source={describeHours(say, post.hours) || undefined}>
            {[
              [post.roleName, post.placeName].filter(Boolean).join(', '),
              post.validFrom && say('screen.officials.from', { from: date(post.validFrom) }),
              post.validTo && say('screen.officials.to', { to: date(post.validTo) }),
            ]
              .filter(Boolean)
              .join(' · ')}
          </FieldRow>
        )}
        <FieldRow label={say('screen.officials.proposedBy')} source={moment(proposal.proposedAt)}>
          {proposal.proposedBy}
        </FieldRow>
        {proposal.note && <FieldRow label={say('screen.officials.why')}>{proposal.note}</FieldRow>}
        {proposal.decidedBy && (
          <FieldRow
            label={say('screen.officials.decidedBy')}
            source={proposal.decidedAt ? moment(proposal.decidedAt) : undefined}
          >
            {[proposal.decidedBy, proposal.decidedNote].filter(Boolean).join(': ')}
          </FieldRow>
        )}
        {open && <FieldRow label={say('screen.officials.until')}>{moment(proposal.expiresAt)}</FieldRow>}
      </FieldList>
      {open && proposal.mine && <Notice tone="plain" title={say('screen.officials.mine')} />}
      {open && proposal.aboutMe && <Notice tone="plain" title={say('screen.officials.aboutMe')} />}
      {open && !proposal.mine && !proposal.aboutMe && (
        <Cluster>
          <Button kind="primary" label={`${say('screen.officials.decide')}: ${name}`} onClick={() => setDeciding(true)}>
            {say('screen.officials.decide')}
          </Button>
        </Cluster>
      )}
      <Drawer
        open={deciding}
        title={`${say('screen.officials.decide')}: ${say(`value.staffProposal.${kind}`)}, ${name}`}
        onClose={close}
      >
        {decided?.code ? (
          <Stack>
            <Notice tone="good" title={say('screen.officials.code.title', { name })}>
              {say('screen.officials.code.text')}
            </Notice>
            <CopyBlock label={say('screen.officials.code.label')} text={decided.code} />
            <p>
              {say('screen.officials.code.where', {
                page: `${location.origin}/enrol`,
                until: moment(decided.codeExpiresAt ?? ''),
              })}
            </p>
            <Cluster>
              <Button kind="primary" onClick={close}>
                {say('screen.officials.code.handed')}
              </Button>
            </Cluster>
          </Stack>
        ) : (
          <DecisionForm
            proposal={proposal}
            onDecided={(answer) => {
              if (answer.code) return setDecided(answer);
              announce(say(`value.staffProposalState.${answer.state}`));
              close();
            }}
          />
        )}
      </Drawer>
    </Panel>
  );
}

interface DecisionFormProps {
  proposal: StaffProposal;
  onDecided: (answer: Decided) => void;
}

function DecisionForm({ proposal, onDecided }: DecisionFormProps) {
  const { say } = useWords();
  const form = useForm({
    initial: { confirm: '', note: '' },
    check: ({ confirm, note }): { confirm?: string; note?: string } => ({
      ...(confirm ? {} : { confirm: say('screen.officials.choose.missing') }),
      ...(confirm === 'no' && !note.trim() ? { note: say('screen.officials.whyMissing') } : {}),
    }),
    send: async ({ confirm, note }) =>
      onDecided(await decideProposal(proposal.proposal, { confirm: confirm === 'yes', note: note.trim() })),
  });
  return (
    <FormFrame form={form} send={say('screen.officials.choose.send')}>
      <p>{say(`screen.officials.effect.${proposal.kind}`)}</p>
      <RadioField
        label={say('screen.officials.choose.label')}
        choices={[
          { value: 'yes', label: say('screen.officials.choose.yes') },
          { value: 'no', label: say('screen.officials.choose.no') },
        ]}
        {...form.field('confirm')}
      />
      <AreaField optional label={say('screen.officials.note')} rows={3} maxLength={500} {...form.field('note')} />
    </FormFrame>
  );
}
