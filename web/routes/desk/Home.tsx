import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Button, Cluster, Empty, FigureTile, Loaded, Page, Panel, Split, Stack, TextLink } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { useSession } from '../root.tsx';
import { Due } from './Due.tsx';
import { type CorrectionCase, correctionsQuery, figuresQuery, type Proposal, proposalsQuery } from './data.ts';
import classes from './Home.module.css';

const SHOWN = 5;

/** The officer's day: what waits, the nearest deadline first. */
export function DeskHomeScreen() {
  const { say, number } = useWords();
  const { caller } = useSession();
  const figures = useQuery(figuresQuery);
  const corrections = useQuery(correctionsQuery('open'));
  const proposals = useQuery(proposalsQuery('open'));
  const can = (scope: string) => caller.scopes.includes(scope);
  return (
    <Page
      title={say('screen.desk.title')}
      lead={say('screen.desk.lead', { place: caller.areaName ?? '' })}
      width="wide"
      error={figures.isError}
      actions={
        <>
          <Button kind="primary" icon="search" to="/desk/search">
            {say('screen.desk.search.title')}
          </Button>
          {can('people.act.birth') && (
            <Button icon="add" to="/desk/birth">
              {say('screen.desk.birth.title')}
            </Button>
          )}
        </>
      }
    >
      <Loaded query={figures} lines={3}>
        {({ dueSoon, openCorrections, openProposals, persons }) => (
          <div className={classes.figures}>
            <FigureTile value={number(dueSoon)} label={say('screen.desk.figures.dueSoon')} />
            <FigureTile value={number(openCorrections)} label={say('screen.desk.figures.corrections')} />
            <FigureTile value={number(openProposals)} label={say('screen.desk.figures.proposals')} />
            <FigureTile value={number(persons)} label={say('screen.desk.figures.persons')} />
          </div>
        )}
      </Loaded>
      <Split
        main={
          <QueuePreview queue="corrections" cases={corrections}>
            {(each) => <CorrectionLine key={each.id} correction={each} />}
          </QueuePreview>
        }
        aside={
          <QueuePreview queue="proposals" cases={proposals}>
            {(each) => <ProposalLine key={each.id} proposal={each} />}
          </QueuePreview>
        }
      />
    </Page>
  );
}

interface QueuePreviewProps<Case> {
  /** Where the words of this queue stand, and the queue itself. */
  queue: 'corrections' | 'proposals';
  cases: Parameters<typeof Loaded<readonly Case[]>>[0]['query'];
  children: (each: Case) => ReactNode;
}

/** The first cases of a queue, and the way to all of it. */
function QueuePreview<Case>({ queue, cases, children }: QueuePreviewProps<Case>) {
  const { say } = useWords();
  const text = (key: string, values = {}) => say(`screen.desk.${queue}.${key}`, values);
  return (
    <Panel title={text('title')}>
      <Loaded query={cases} lines={3}>
        {(waiting) =>
          waiting.length === 0 ? (
            <Empty title={text('none')}>{text('noneText')}</Empty>
          ) : (
            <Stack>
              <ul className={classes.queue}>{waiting.slice(0, SHOWN).map(children)}</ul>
              <Cluster>
                <Button to={`/desk/${queue}`}>{text('all', { count: waiting.length })}</Button>
              </Cluster>
            </Stack>
          )
        }
      </Loaded>
    </Panel>
  );
}

function CorrectionLine({ correction }: { correction: CorrectionCase }) {
  const { say } = useWords();
  return (
    <li className={classes.line}>
      <div>
        <TextLink to="/desk/person/$person" params={{ person: correction.person }}>
          {correction.personName}
        </TextLink>
        <p className={classes.what}>
          {say('screen.desk.corrections.line', { field: correction.fieldName, place: correction.communeName })}
        </p>
      </div>
      <Due on={correction.dueOn} />
    </li>
  );
}

function ProposalLine({ proposal }: { proposal: Proposal }) {
  const { say } = useWords();
  return (
    <li className={classes.line}>
      <div>
        <strong>{say(`value.proposalKind.${proposal.kind}`)}</strong>
        <p className={classes.what}>{proposal.persons.map(({ name }) => name).join(' – ')}</p>
        <p className={classes.what}>
          {proposal.mine
            ? say('screen.desk.proposals.mineShort')
            : say('screen.desk.proposals.by', { name: proposal.proposedByName })}
        </p>
      </div>
      <Due on={proposal.dueOn} />
    </li>
  );
}
