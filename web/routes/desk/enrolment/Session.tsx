import { useQuery } from '@tanstack/react-query';
import { useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import {
  Button,
  Cluster,
  FieldList,
  FieldRow,
  Loaded,
  Notice,
  Page,
  Panel,
  Stack,
  TextLink,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useDesk } from '../desk.ts';
import { type Candidate, candidateQuery, type Enrolled, type Rules, rulesQuery } from './data.ts';
import { Taking } from './Taking.tsx';

/** Somebody at the counter: who they are to the register, what is taken, what came of it. */
export function EnrolmentScreen() {
  const { say } = useWords();
  const { person = '' } = useParams({ strict: false });
  const { reason } = useDesk();
  const rules = useQuery(rulesQuery);
  const candidate = useQuery(candidateQuery(person, reason));
  return (
    <Page
      title={candidate.data?.name ?? say('screen.enrolment.session.title')}
      lead={say('screen.enrolment.session.lead')}
      step={person}
      error={candidate.isError || rules.isError}
      back={{ to: '/desk/enrolment', label: say('screen.enrolment.day.title') }}
    >
      <Loaded query={rules} lines={3}>
        {(given) => (
          <Loaded query={candidate} lines={9}>
            {(data) => <Known key={person} candidate={data} rules={given} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function Known({ candidate, rules }: { candidate: Candidate; rules: Rules }) {
  const { say } = useWords();
  const { reason: purpose } = useDesk();
  const { appointment }: { appointment?: string } = useSearch({ strict: false });
  const [done, setDone] = useState<Enrolled | 'waits'>();
  const word = (key: string) => say(`screen.enrolment.session.${key}`);
  const { person, name, known, kinds, underWay, held } = candidate;
  if (done) return <Done done={done} name={name} />;
  if (underWay && underWay.state !== 'requested')
    return (
      <Notice tone="plain" title={word('underWay')}>
        <TextLink to="/desk/cards/$card" params={{ card: underWay.card }}>
          {word('openCard')}
        </TextLink>
      </Notice>
    );
  const fixed = underWay && { id: underWay.kind, name: underWay.kindName, takes: underWay.takes, reasons: [] };
  const offered = kinds.map(({ reasons, ...kind }) => ({
    ...kind,
    reasons: reasons.map(({ id, legalBasisTitle: title }) => ({ id, title })),
  }));
  if (!fixed && offered.length === 0) return <Notice tone="wait" title={word('noKind')} />;
  return (
    <Taking
      {...{ rules, purpose, appointment, onDone: setDone }}
      kinds={fixed ? [fixed] : offered}
      fixed={underWay}
      whom={{ person, name }}
      held={held}
    >
      <Panel title={word('known')}>
        <FieldList>
          {known.map(({ field, label, value }) => (
            <FieldRow key={field} label={label}>
              {value || '–'}
            </FieldRow>
          ))}
        </FieldList>
        <p>
          {word('wrong')}{' '}
          <TextLink to="/desk/person/$person" params={{ person }}>
            {word('record')}
          </TextLink>
        </p>
      </Panel>
    </Taking>
  );
}

/** What came of it, and the way on. */
export function Done({ done, name }: { done: Enrolled | 'waits'; name: string }) {
  const { say } = useWords();
  const word = (key: string) => say(`screen.enrolment.done.${key}`, { name });
  const next = (
    <Button kind="primary" to="/desk/enrolment">
      {word('next')}
    </Button>
  );
  if (done === 'waits')
    return (
      <Stack>
        <Notice tone="wait" title={word('waits')}>
          <p>{word('waitsText')}</p>
          <TextLink to="/desk/outbox">{word('outbox')}</TextLink>
        </Notice>
        <Cluster>{next}</Cluster>
      </Stack>
    );
  const isAlike = done.alike === true;
  return (
    <Stack>
      <Notice tone={isAlike ? 'wait' : 'good'} title={word(isAlike ? 'alike' : 'enrolled')}>
        <p>{word(isAlike ? 'alikeText' : done.state === 'deduplicated' ? 'clearText' : 'enrolledText')}</p>
      </Notice>
      <Cluster>
        {next}
        <Button to="/desk/cards/$card" params={{ card: done.card }}>
          {word('card')}
        </Button>
        {isAlike && <Button to="/desk/biometrics">{word('pairs')}</Button>}
      </Cluster>
    </Stack>
  );
}
