import { useQuery } from '@tanstack/react-query';
import {
  Button,
  Cluster,
  Empty,
  FigureTile,
  Loading,
  Page,
  Panel,
  ProblemNotice,
  Split,
  Stack,
  TextLink,
} from '../../kit/index.ts';
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
      {figures.isError && <ProblemNotice error={figures.error} onRetry={() => void figures.refetch()} />}
      {figures.isPending && <Loading lines={3} />}
      {figures.data && (
        <div className={classes.figures}>
          <FigureTile value={number(figures.data.dueSoon)} label={say('screen.desk.figures.dueSoon')} />
          <FigureTile value={number(figures.data.openCorrections)} label={say('screen.desk.figures.corrections')} />
          <FigureTile value={number(figures.data.openProposals)} label={say('screen.desk.figures.proposals')} />
          <FigureTile value={number(figures.data.persons)} label={say('screen.desk.figures.persons')} />
        </div>
      )}
      <Split main={<CorrectionsPreview />} aside={<ProposalsPreview />} />
    </Page>
  );
}

function CorrectionsPreview() {
  const { say } = useWords();
  const corrections = useQuery(correctionsQuery('open'));
  return (
    <Panel title={say('screen.desk.corrections.title')}>
      {corrections.isError && <ProblemNotice error={corrections.error} />}
      {corrections.isPending && <Loading />}
      {corrections.data?.length === 0 && <Empty title={say('screen.desk.corrections.none')} />}
      {corrections.data && corrections.data.length > 0 && (
        <Stack>
          <ul className={classes.queue}>
            {corrections.data.slice(0, SHOWN).map((each) => (
              <CorrectionLine key={each.id} correction={each} />
            ))}
          </ul>
          <Cluster>
            <Button to="/desk/corrections">
              {say('screen.desk.corrections.all', { count: corrections.data.length })}
            </Button>
          </Cluster>
        </Stack>
      )}
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

function ProposalsPreview() {
  const { say } = useWords();
  const proposals = useQuery(proposalsQuery('open'));
  return (
    <Panel title={say('screen.desk.proposals.title')}>
      {proposals.isError && <ProblemNotice error={proposals.error} />}
      {proposals.isPending && <Loading />}
      {proposals.data?.length === 0 && <Empty title={say('screen.desk.proposals.none')} />}
      {proposals.data && proposals.data.length > 0 && (
        <Stack>
          <ul className={classes.queue}>
            {proposals.data.slice(0, SHOWN).map((each) => (
              <ProposalLine key={each.id} proposal={each} />
            ))}
          </ul>
          <Cluster>
            <Button to="/desk/proposals">{say('screen.desk.proposals.all', { count: proposals.data.length })}</Button>
          </Cluster>
        </Stack>
      )}
    </Panel>
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
