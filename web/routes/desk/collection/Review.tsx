import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Loaded, Notice, Page, Panel, RadioField, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { Due } from '../Due.tsx';
import { useDesk } from '../desk.ts';
import { ScanPanel } from '../scans/ScanPanel.tsx';
import { CompareTable } from './CompareTable.tsx';
import { type Candidate, type Proposal, proposalQuery, scansOf } from './data.ts';
import { Likelihood } from './Likelihood.tsx';
import { searchOf, useAskedQueue } from './Queue.tsx';
import classes from './Review.module.css';
import { RowAsSent } from './RowAsSent.tsx';
import { Score } from './Score.tsx';
import { VerdictBar } from './VerdictBar.tsx';

/** One row in doubt beside whom the register may mean by it. */
export function ReviewScreen() {
  const { say, number } = useWords();
  const asked = useAskedQueue();
  const { run = '', row = '' } = useParams({ strict: false });
  const { reason } = useDesk();
  const proposal = useQuery(proposalQuery(run, Number(row), reason));
  const known = proposal.data;
  return (
    <Page
      title={known?.name || say('screen.collection.rows.number', { row: number(Number(row)) })}
      lead={known?.whyText}
      width="wide"
      step={`${run} ${row}`}
      error={proposal.isError}
      back={{
        to: '/desk/rows',
        search: searchOf(asked),
        label: say('screen.collection.review.back'),
      }}
    >
      <Loaded query={proposal} lines={9}>
        {(data) => <Reviewing key={`${data.run} ${data.row} ${data.state}`} proposal={data} />}
      </Loaded>
    </Page>
  );
}

function Reviewing({ proposal }: { proposal: Proposal }) {
  const { candidates, verdict } = proposal;
  const [chosen, setChosen] = useState(verdict?.person ?? candidates[0]?.person ?? '');
  const [take, setTake] = useState<readonly string[]>(verdict?.take ?? []);
  const candidate = candidates.find(({ person }) => person === chosen);
  const decided = proposal.state === 'decided';
  const choose = (person: string) => {
    setChosen(person);
    setTake([]);
  };
  return (
    <Stack gap="large">
      <Facts proposal={proposal} />
      {candidates.length > 1 && <CandidateChoice candidates={candidates} value={chosen} onChange={choose} />}
      <div className={classes.beside} data-scans={proposal.scans.length > 0 || undefined}>
        {candidate ? (
          <CompareTable
            candidate={candidate}
            take={decided ? undefined : take}
            onTake={(field, on) => setTake(on ? [...take, field] : take.filter((one) => one !== field))}
          />
        ) : (
          <NoCandidate />
        )}
        <ScanPanel
          scans={proposal.scans}
          most={proposal.maxScans}
          closed={proposal.state === 'decided'}
          door={scansOf(proposal.run, proposal.row)}
          refresh={['collection', 'proposal']}
        />
      </div>
      <VerdictBar
        proposal={proposal}
        person={candidate?.person}
        take={take}
        onCandidate={(at) => {
          const person = candidates[at]?.person;
          if (person) choose(person);
        }}
      />
      {candidate && <Score candidate={candidate} />}
      <RowAsSent proposal={proposal} />
    </Stack>
  );
}

function Facts({ proposal }: { proposal: Proposal }) {
  const { say, number, moment } = useWords();
  const { verdict, state, mine } = proposal;
  return (
    <>
      <p className={classes.facts}>
        <span>{say('screen.collection.review.rowOf', { row: number(proposal.row), sender: proposal.senderName })}</span>
        <span>{proposal.areaName}</span>
        {state !== 'decided' && <Due on={proposal.dueOn} />}
        <span>{say('screen.collection.review.weighs', { weight: number(proposal.weight) })}</span>
      </p>
      {verdict && (
        <Notice
          tone={state === 'decided' ? 'good' : 'wait'}
          title={say(`screen.collection.said.${verdict.verdict}`, { name: verdict.by })}
        >
          <p>{moment(verdict.at)}</p>
          {verdict.reason && <p>{verdict.reason}</p>}
          {state === 'second' && (
            <p>{say(mine ? 'screen.collection.review.secondMine' : 'screen.collection.review.secondYours')}</p>
          )}
        </Notice>
      )}
    </>
  );
}

interface CandidateChoiceProps {
  candidates: readonly Candidate[];
  value: string;
  onChange: (person: string) => void;
}

function CandidateChoice({ candidates, value, onChange }: CandidateChoiceProps) {
  const { say, language } = useWords();
  const share = new Intl.NumberFormat(language, { style: 'percent' });
  return (
    <RadioField
      id="candidate"
      label={say('screen.collection.review.candidates', { count: candidates.length })}
      hint={say('screen.collection.review.candidatesHint')}
      choices={candidates.map(({ person, name, birthDate, pin, communeName, probability }, at) => ({
        value: person,
        label: `${at + 1}. ${[name, birthDate, pin].filter(Boolean).join(' · ')}`,
        hint: `${communeName} · ${share.format(Math.min(probability, 0.99))}`,
      }))}
      value={value}
      onChange={onChange}
    />
  );
}

function NoCandidate() {
  const { say } = useWords();
  return (
    <Panel>
      <p>
        <Likelihood probability={undefined} />
      </p>
      <p>{say('screen.collection.review.nobodyText')}</p>
    </Panel>
  );
}
