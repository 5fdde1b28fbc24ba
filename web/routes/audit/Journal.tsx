import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { ChoiceField } from '../../kit/desk.ts';
import {
  Button,
  Cluster,
  Disclosure,
  Empty,
  FieldList,
  FieldRow,
  LineHead,
  LineList,
  LoadedPages,
  Notice,
  Page,
  Status,
  TextField,
} from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { outcomeText } from '../agency/outcome.ts';
import { listsQuery } from '../desk/data.ts';
import { type JournalFilter, type JournalLine, journalQuery } from './data.ts';
import classes from './Journal.module.css';

const PERSON = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The journal, newest first. Looking at it is itself a line. */
export function JournalScreen() {
  const { say } = useWords();
  const navigate = useNavigate();
  const filter: JournalFilter = useSearch({ strict: false });
  const journal = useInfiniteQuery(journalQuery(filter));
  const choose = (next: JournalFilter) => void navigate({ to: '/audit', search: { ...next }, replace: true });
  return (
    <Page title={say('screen.audit.title')} lead={say('screen.audit.lead')} width="wide" error={journal.isError}>
      <Filters key={`${filter.subject} ${filter.organisation}`} filter={filter} onChange={choose} />
      <LoadedPages
        query={journal}
        lines={8}
        read={(page) => page.lines}
        empty={
          <Empty
            title={say('screen.audit.none')}
            action={
              (filter.subject || filter.organisation) && (
                <Button onClick={() => choose({})}>{say('screen.looks.clear')}</Button>
              )
            }
          >
            {say('screen.audit.noneText')}
          </Empty>
        }
      >
        {(lines) => <LineList lines={lines}>{(line) => <LineEntry line={line} />}</LineList>}
      </LoadedPages>
    </Page>
  );
}

function Filters({ filter, onChange }: { filter: JournalFilter; onChange: (filter: JournalFilter) => void }) {
  const { say } = useWords();
  const lists = useQuery(listsQuery);
  const [subject, setSubject] = useState(filter.subject ?? '');
  const [organisation, setOrganisation] = useState(filter.organisation ?? '');
  const [wrong, setWrong] = useState(false);
  return (
    <search>
      <form
        className={classes.filters}
        onSubmit={(event) => {
          event.preventDefault();
          const person = subject.trim().toLowerCase();
          setWrong(person !== '' && !PERSON.test(person));
          if (person === '' || PERSON.test(person)) {
            onChange({ subject: person || undefined, organisation: organisation || undefined });
          }
        }}
      >
        <TextField
          id="subject"
          label={say('screen.audit.subject')}
          hint={say('screen.audit.subjectHint')}
          error={wrong ? say('screen.audit.subjectWrong') : undefined}
          optional
          mono
          maxLength={36}
          value={subject}
          onChange={setSubject}
        />
        <ChoiceField
          id="organisation"
          label={say('screen.looks.organisation')}
          hint={say('screen.audit.organisationHint')}
          optional
          choices={(lists.data?.organisations ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          value={organisation}
          onChange={setOrganisation}
        />
        <Cluster>
          <Button type="submit" icon="search">
            {say('screen.audit.filter')}
          </Button>
        </Cluster>
      </form>
      {filter.organisation && !filter.subject && <Notice tone="wait" title={say('screen.audit.organisationAlone')} />}
    </search>
  );
}

function LineEntry({ line }: { line: JournalLine }) {
  const words = useWords();
  const { say, moment, number } = words;
  return (
    <Disclosure
      summary={
        <LineHead sentence={line.sentence}>
          <span>{say('screen.audit.line', { number: number(line.number) })}</span>
          <time dateTime={line.at}>{moment(line.at)}</time>
          <span>{say('screen.audit.persons', { count: number(line.subjects) })}</span>
          <Status tone={line.kind === 'act' ? 'info' : 'plain'}>{say(`screen.audit.kind.${line.kind}`)}</Status>
        </LineHead>
      }
    >
      <FieldList>
        <FieldRow label={say('screen.audit.actor')} note={line.officeName}>
          <code>{line.actor}</code>
        </FieldRow>
        {line.organisationName && <FieldRow label={say('screen.looks.organisation')}>{line.organisationName}</FieldRow>}
        {line.purposeText && <FieldRow label={say('screen.looks.purpose')}>{line.purposeText}</FieldRow>}
        {line.legalBasisText && <FieldRow label={say('screen.looks.law')}>{line.legalBasisText}</FieldRow>}
        {line.caseNumber && <FieldRow label={say('screen.looks.case')}>{line.caseNumber}</FieldRow>}
        {line.outcome && <FieldRow label={say('screen.looks.outcome')}>{outcomeText(line.outcome, words)}</FieldRow>}
        <FieldRow label={say('screen.audit.type')}>
          <code>
            {line.room}/{line.type}
          </code>
        </FieldRow>
        {line.fields.length > 0 && (
          <FieldRow label={say('screen.looks.fields')} note={say('screen.looks.neverValues')}>
            {line.fields.map(({ name }) => name).join(', ')}
          </FieldRow>
        )}
        <FieldRow label={say('screen.agency.reference')}>
          <code className={classes.code}>{line.reference}</code>
        </FieldRow>
      </FieldList>
      <Cluster>
        <Button icon="proof" to="/audit/lines/$number/proof" params={{ number: String(line.number) }}>
          {say('screen.looks.prove')}
        </Button>
      </Cluster>
    </Disclosure>
  );
}
