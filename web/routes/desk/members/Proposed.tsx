import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from '../../../form/useForm.ts';
import {
  AreaField,
  announce,
  Button,
  Cluster,
  Disclosure,
  Empty,
  FieldList,
  FormFrame,
  LoadedList,
  Page,
  Panel,
  PlainAct,
  Stack,
  Status,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { decidedArtwork, decideProgramme, type ProgrammeLine, proposedQuery } from '../../agency/members/data.ts';
import { RuleRows } from '../../agency/members/RuleRows.tsx';
import { toneOfProgramme } from '../../agency/members/standing.ts';
import { CardDrawing } from '../../CardDrawing.tsx';

/** Organisations' card programmes: those that wait for the platform first. */
export function ProposedScreen() {
  const { say } = useWords();
  const proposed = useQuery(proposedQuery);
  const word = (key: string) => say(`screen.members.proposed.${key}`);
  return (
    <Page title={word('title')} lead={word('lead')} error={proposed.isError}>
      <LoadedList query={proposed} lines={6} empty={<Empty title={word('none')}>{word('noneText')}</Empty>}>
        {(programme) => <One key={programme.programme} programme={programme} />}
      </LoadedList>
    </Page>
  );
}

function One({ programme }: { programme: ProgrammeLine }) {
  const { say } = useWords();
  const { state, name, organisationName } = programme;
  const about = (
    <Stack>
      <CardDrawing
        path={decidedArtwork(programme.programme)}
        queryKey={['members', 'proposed', programme.programme, String(programme.version)]}
      />
      <FieldList>
        <RuleRows programme={programme} />
      </FieldList>
    </Stack>
  );
  return (
    <Panel
      title={`${organisationName} · ${name}`}
      actions={<Status tone={toneOfProgramme(programme)}>{say(`value.programmeState.${state}`)}</Status>}
    >
      {state === 'proposed' ? (
        <>
          {about}
          <Decide programme={programme} />
        </>
      ) : (
        <Disclosure summary={say('screen.members.about')}>{about}</Disclosure>
      )}
    </Panel>
  );
}

function Decide({ programme }: { programme: ProgrammeLine }) {
  const { say } = useWords();
  const [back, setBack] = useState(false);
  const word = (key: string) => say(`screen.members.proposed.${key}`);
  const { version } = programme;
  return (
    <Stack>
      <Cluster>
        <PlainAct
          kind="primary"
          icon="check"
          act={() => decideProgramme(programme.programme, { approve: true, version }, crypto.randomUUID())}
          done={word('approved')}
          refresh={['members']}
        >
          {word('approve')}
        </PlainAct>
        {!back && <Button onClick={() => setBack(true)}>{word('back')}</Button>}
      </Cluster>
      {back && <SendBack programme={programme} />}
    </Stack>
  );
}

function SendBack({ programme: { programme, version } }: { programme: ProgrammeLine }) {
  const { say } = useWords();
  const queries = useQueryClient();
  const word = (key: string) => say(`screen.members.proposed.${key}`);
  const form = useForm({
    initial: { why: '' },
    check: ({ why }): { why?: string } => (why.trim().length < 3 ? { why: word('whyMissing') } : {}),
    send: async ({ why }, key) => {
      await decideProgramme(programme, { approve: false, version, why: why.trim() }, key);
      announce(word('sentBack'));
      await queries.invalidateQueries({ queryKey: ['members'] });
    },
  });
  return (
    <FormFrame form={form} send={word('back')}>
      <AreaField label={word('why')} hint={word('whyHint')} rows={3} maxLength={500} {...form.field('why')} />
    </FormFrame>
  );
}
