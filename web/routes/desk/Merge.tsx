import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useForm } from '../../form/useForm.ts';
import { Table } from '../../kit/desk.ts';
import {
  announce,
  FormFrame,
  Loaded,
  Notice,
  Page,
  Panel,
  RadioField,
  Stack,
  Status,
  TextLink,
  type Tone,
} from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { checkGround, GroundFields, groundOf, startGround } from './acts/ground.tsx';
import { type Comparison, compareQuery, sendProposal } from './data.ts';
import { useDesk } from './desk.ts';
import { PersonField } from './fields/PersonField.tsx';
import { type PersonDraft, readDraft } from './fields/values.ts';
import classes from './Merge.module.css';

const TONES: Readonly<Record<string, Tone>> = { same: 'good', close: 'wait', differs: 'bad', 'one-empty': 'plain' };
const LAWS = ['identification-law-10', 'identification-law-12'];

/** Two records side by side, to be proposed as one person's; a merged pair is proposed to be parted again. */
export function MergeScreen() {
  const { say } = useWords();
  const navigate = useNavigate();
  const { left = '', right = '' }: { left?: string; right?: string } = useSearch({ strict: false });
  const choose = (side: 'left' | 'right', text: string) => {
    const { person } = readDraft<PersonDraft>(text);
    if (person) void navigate({ to: '/desk/merge', search: { left, right, [side]: person }, replace: true });
  };
  const missing = !left ? 'left' : !right ? 'right' : undefined;
  return (
    <Page
      title={say('screen.desk.merge.title')}
      lead={say('screen.desk.merge.lead')}
      width={missing ? 'reading' : 'wide'}
      back={
        left
          ? { to: '/desk/person/$person', params: { person: left }, label: say('screen.desk.merge.back') }
          : { to: '/desk', label: say('screen.desk.back') }
      }
    >
      {missing ? (
        <PersonField
          key={missing}
          id={missing}
          label={say(`screen.desk.merge.${missing}`)}
          value=""
          except={missing === 'right' ? left : right}
          onChange={(text) => choose(missing, text)}
        />
      ) : (
        <Compared key={`${left} ${right}`} left={left} right={right} />
      )}
    </Page>
  );
}

function Compared({ left, right }: { left: string; right: string }) {
  const { reason } = useDesk();
  const comparison = useQuery(compareQuery(left, right, reason));
  return (
    <Loaded query={comparison} lines={9}>
      {(data) => <Comparing comparison={data} />}
    </Loaded>
  );
}

function Comparing({ comparison }: { comparison: Comparison }) {
  const { say } = useWords();
  const { differences } = comparison;
  const counted = (verdict: string) => differences.filter((each) => each.verdict === verdict).length;
  return (
    <Stack gap="large">
      <p className={classes.sum}>
        {say('screen.desk.merge.sum', { same: counted('same'), close: counted('close'), differs: counted('differs') })}
      </p>
      <Differences comparison={comparison} />
      <Panel title={say(isMerged(comparison) ? 'screen.desk.merge.undo' : 'screen.desk.merge.propose')}>
        <ProposalForm comparison={comparison} />
      </Panel>
    </Stack>
  );
}

/** Field by field, what both leave empty left out. */
export function Differences({ comparison }: { comparison: Comparison }) {
  const { say } = useWords();
  const { left, right, differences } = comparison;
  // What both leave empty says nothing about whether they are one person.
  const rows = differences.filter(({ verdict }) => verdict !== 'empty');
  const text = (side: Comparison['left'], id: string) =>
    side.fields.find((field) => field.id === id)?.text || say('screen.record.none');
  const head = (side: Comparison['left']) => `${side.name} · ${side.pin ?? say('screen.desk.search.noNumber')}`;
  return (
    <Table
      caption={say('screen.desk.merge.title')}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: 'field', head: say('screen.desk.merge.field'), main: true, cell: ({ id }) => say(`field.${id}`) },
        { key: 'left', head: head(left), cell: ({ id }) => text(left, id) },
        { key: 'right', head: head(right), cell: ({ id }) => text(right, id) },
        {
          key: 'verdict',
          head: say('screen.desk.merge.difference'),
          cell: ({ verdict }) => <Status tone={TONES[verdict] ?? 'plain'}>{say(`value.difference.${verdict}`)}</Status>,
        },
      ]}
    />
  );
}

const isMerged = ({ left, right }: Comparison) => left.mergedInto === right.person || right.mergedInto === left.person;

interface ProposalFormProps {
  comparison: Comparison;
  /** Goes on elsewhere; without it the form says until when the proposal is decided. */
  onProposed?: () => void;
}

/** Which record goes on, the law and the paper: put before a second officer. */
export function ProposalForm({ comparison, onProposed }: ProposalFormProps) {
  const { left, right } = comparison;
  const { say, date } = useWords();
  const { lists, reason } = useDesk();
  const queries = useQueryClient();
  const [dueOn, setDueOn] = useState<string>();
  const parting = isMerged(comparison);
  const kind = parting ? ('unmerge' as const) : ('merge' as const);
  const form = useForm({
    // A merged pair is parted from the record that goes on.
    initial: {
      target: parting ? (left.mergedInto ? right.person : left.person) : '',
      ...startGround(lists, LAWS, 'police-decision'),
    },
    check: (values) => ({
      ...(values.target ? {} : { target: say('screen.desk.merge.targetMissing') }),
      ...checkGround(values, say),
    }),
    send: async ({ target, ...values }, key) => {
      const source = target === left.person ? right.person : left.person;
      const proposed = await sendProposal({ ...groundOf(values), kind, target, source }, { key, purpose: reason });
      announce(say('screen.desk.done.proposed', { act: say(`value.proposalKind.${kind}`) }));
      void queries.invalidateQueries({ queryKey: ['desk', 'proposals'] });
      if (onProposed) onProposed();
      else setDueOn(proposed.dueOn);
    },
  });
  if (dueOn) {
    return (
      <Notice tone="good" title={say('screen.desk.done.proposed', { act: say(`value.proposalKind.${kind}`) })}>
        <p>
          {say('screen.desk.done.dueOn', { date: date(dueOn) })}{' '}
          <TextLink to="/desk/proposals">{say('screen.desk.proposals.title')}</TextLink>
        </p>
      </Notice>
    );
  }
  const choice = (side: typeof left) => ({
    value: side.person,
    label: `${side.name} · ${side.pin ?? say('screen.desk.search.noNumber')}`,
  });
  return (
    <div className={classes.form}>
      <FormFrame form={form} send={say(parting ? 'screen.desk.merge.undo' : 'screen.desk.merge.propose')}>
        {!parting && (
          <RadioField
            label={say('screen.desk.merge.target')}
            hint={say('screen.desk.merge.targetHint')}
            choices={[choice(left), choice(right)]}
            {...form.field('target')}
          />
        )}
        <GroundFields form={form as never} />
        <p>{say('screen.desk.merge.fourEyes')}</p>
      </FormFrame>
    </div>
  );
}
