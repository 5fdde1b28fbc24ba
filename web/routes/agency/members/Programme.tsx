import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import {
  Button,
  Cluster,
  ConfirmedAct,
  FieldList,
  FieldRow,
  Loaded,
  Notice,
  Page,
  Panel,
  Split,
  Stack,
  Status,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { CardDrawing } from '../../CardDrawing.tsx';
import { CardsPart } from './CardsPart.tsx';
import { moveProgramme, type Programme, pathOf, programmeQuery } from './data.ts';
import { MembersPart } from './MembersPart.tsx';
import { RuleRows } from './RuleRows.tsx';
import { nextOf, toneOfProgramme } from './standing.ts';

/** A programme: how it stands, what comes next, its list and its cards. */
export function ProgrammeScreen() {
  const { say } = useWords();
  const { programme: id = '' } = useParams({ strict: false });
  const programme = useQuery(programmeQuery(id));
  return (
    <Page
      title={programme.data?.name ?? say('screen.members.one')}
      width="wide"
      error={programme.isError}
      back={{ to: '/agency/members', label: say('screen.members.back') }}
    >
      <Loaded query={programme} lines={8}>
        {(known) => (
          <Split
            main={
              <Stack gap="large">
                <Next programme={known} />
                {known.state === 'approved' && <MembersPart programme={known} />}
                {(known.state === 'approved' || known.state === 'closed') && <CardsPart programme={known} />}
              </Stack>
            }
            aside={<About programme={known} />}
          />
        )}
      </Loaded>
    </Page>
  );
}

/** The first thing that somebody of the organisation can do now. */
function Next({ programme }: { programme: Programme }) {
  const { say } = useWords();
  const next = nextOf(programme, programme.ready);
  const word = (key: string) => say(`screen.members.next.${next}.${key}`);
  return (
    <Stack>
      {programme.state === 'draft' && programme.why && (
        <Notice tone="bad" title={say('screen.members.sentBack')}>
          {programme.why}
        </Notice>
      )}
      {programme.halted && (
        <Notice tone="bad" title={say('screen.members.halted')}>
          <p>{programme.halted.title}</p>
          <p>{say('screen.members.haltedText')}</p>
        </Notice>
      )}
      <Notice tone={next === 'done' || next === 'wait' || next === 'closed' ? 'plain' : 'info'} title={word('title')}>
        {word('text')}
      </Notice>
      {programme.state === 'draft' && (
        <Cluster>
          <ConfirmedAct
            kind="primary"
            title={say('screen.members.propose.title')}
            text={say('screen.members.propose.text')}
            yes={say('screen.members.propose.yes')}
            act={() => moveProgramme(programme, 'propose')}
            done={say('screen.members.propose.done')}
            refresh={['members']}
          >
            {say('screen.members.propose.button')}
          </ConfirmedAct>
          <Button to="/agency/members/$programme/change" params={{ programme: programme.programme }}>
            {say('screen.members.change')}
          </Button>
        </Cluster>
      )}
    </Stack>
  );
}

function About({ programme }: { programme: Programme }) {
  const { say, moment } = useWords();
  return (
    <Panel
      title={say('screen.members.about')}
      actions={<Status tone={toneOfProgramme(programme)}>{say(`value.programmeState.${programme.state}`)}</Status>}
    >
      <CardDrawing
        path={`${pathOf(programme.programme)}/artwork`}
        queryKey={['members', 'artwork', programme.programme, String(programme.version)]}
      />
      <FieldList>
        <RuleRows programme={programme} />
        <FieldRow label={say('screen.members.made')}>{moment(programme.madeAt)}</FieldRow>
        {programme.decidedBy && <FieldRow label={say('screen.members.decidedBy')}>{programme.decidedBy}</FieldRow>}
      </FieldList>
      {programme.state !== 'closed' && (
        <Cluster>
          <ConfirmedAct
            kind="danger"
            small
            title={say('screen.members.close.title')}
            text={say('screen.members.close.text')}
            yes={say('screen.members.close.yes')}
            act={() => moveProgramme(programme, 'close')}
            done={say('screen.members.close.done')}
            refresh={['members']}
          >
            {say('screen.members.close.button')}
          </ConfirmedAct>
        </Cluster>
      )}
    </Panel>
  );
}
