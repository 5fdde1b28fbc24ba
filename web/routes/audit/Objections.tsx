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
  Panel,
  RadioField,
} from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { Due } from '../desk/Due.tsx';
import { QueuePage, useChosenState } from '../desk/QueuePage.tsx';
import { decideObjection, type Finding, type Objection, objectionsQuery } from './data.ts';

const FINDINGS = ['explained', 'upheld'] as const satisfies readonly Finding[];
const STATES = ['open', ...FINDINGS] as const;

/** Looks that persons do not recognise, the nearest deadline first. */
export function ObjectionsScreen() {
  const { say } = useWords();
  const state = useChosenState(STATES);
  const objections = useQuery(objectionsQuery(state));
  return (
    <QueuePage
      to="/audit/objections"
      screen="screen.audit.objections"
      words="screen.audit.objections.state"
      states={STATES}
      value={state}
      query={objections}
    >
      <LoadedList
        query={objections}
        lines={5}
        empty={<Empty title={say('screen.audit.objections.none')}>{say('screen.audit.objections.noneText')}</Empty>}
      >
        {(objection) => <ObjectionPanel key={objection.id} objection={objection} />}
      </LoadedList>
    </QueuePage>
  );
}

function ObjectionPanel({ objection }: { objection: Objection }) {
  const { say, day, moment, number } = useWords();
  const [deciding, setDeciding] = useState(false);
  const { line } = objection;
  const open = objection.state === 'open';
  return (
    <Panel
      title={[say('screen.audit.line', { number: number(objection.number) }), line?.sentence]
        .filter(Boolean)
        .join(' – ')}
      actions={open && <Due on={objection.dueOn} />}
    >
      <FieldList>
        {line && <FieldRow label={say('screen.audit.objections.look')}>{moment(line.at)}</FieldRow>}
        {line?.organisationName && (
          <FieldRow label={say('screen.looks.organisation')}>{line.organisationName}</FieldRow>
        )}
        {line?.purposeText && <FieldRow label={say('screen.looks.purpose')}>{line.purposeText}</FieldRow>}
        {line?.legalBasisText && <FieldRow label={say('screen.looks.law')}>{line.legalBasisText}</FieldRow>}
        {line?.caseNumber && <FieldRow label={say('screen.looks.case')}>{line.caseNumber}</FieldRow>}
        <FieldRow label={say('screen.audit.objections.note')} source={day(objection.openedAt)} empty={!objection.note}>
          {objection.note || say('screen.correct.check.noNote')}
        </FieldRow>
        {objection.finding && <FieldRow label={say('screen.audit.objections.finding')}>{objection.finding}</FieldRow>}
      </FieldList>
      <Cluster>
        {open && (
          <Button kind="primary" onClick={() => setDeciding(true)}>
            {say('screen.audit.objections.decide')}
          </Button>
        )}
        <Button icon="proof" to="/audit/lines/$number/proof" params={{ number: String(objection.number) }}>
          {say('screen.looks.prove')}
        </Button>
      </Cluster>
      <Drawer open={deciding} title={say('screen.audit.objections.decide')} onClose={() => setDeciding(false)}>
        <FindingForm objection={objection} onDone={() => setDeciding(false)} />
      </Drawer>
    </Panel>
  );
}

function FindingForm({ objection, onDone }: { objection: Objection; onDone: () => void }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const form = useForm({
    initial: { finding: '', reason: '' },
    check: ({ finding, reason }) => ({
      ...(finding ? {} : { finding: say('screen.audit.objections.findingMissing') }),
      ...(reason.trim() ? {} : { reason: say('screen.audit.objections.reasonMissing') }),
    }),
    send: async ({ finding, reason }, key) => {
      const found = FINDINGS.find((each) => each === finding);
      if (found === undefined) return;
      const { state } = await decideObjection(objection.id, { finding: found, reason: reason.trim() }, key);
      announce(say(`screen.audit.objections.state.${state}`));
      onDone();
      void queries.invalidateQueries({ queryKey: ['audit', 'objections'] });
    },
  });
  return (
    <FormFrame form={form} send={say('screen.audit.objections.send')}>
      {objection.line && <p>{objection.line.sentence}</p>}
      <RadioField
        label={say('screen.audit.objections.finding')}
        choices={FINDINGS.map((finding) => ({
          value: finding,
          label: say(`screen.audit.objections.state.${finding}`),
          hint: say(`screen.audit.objections.hint.${finding}`),
        }))}
        {...form.field('finding')}
      />
      <AreaField
        label={say('screen.audit.objections.reason')}
        hint={say('screen.audit.objections.reasonHint')}
        maxLength={1000}
        {...form.field('reason')}
      />
    </FormFrame>
  );
}
