import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import {
  announce,
  Button,
  Cluster,
  Drawer,
  FieldList,
  FieldRow,
  Loaded,
  Notice,
  Page,
  Stack,
  Status,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useDesk } from '../desk.ts';
import classes from './Counter.module.css';
import { type AtCounter, type CounterAct, counterQuery, type Paper } from './data.ts';
import { EvidenceForm } from './EvidenceForm.tsx';

/** The account of whoever stands at the counter: prove the identity, hand over a code, unlock. */
export function CounterPersonScreen() {
  const { say, date } = useWords();
  const { person = '' } = useParams({ strict: false });
  const { reason: purpose } = useDesk();
  const met = useQuery(counterQuery(person, purpose));
  return (
    <Page
      title={met.data?.name ?? say('screen.counter.title')}
      lead={met.data && say('screen.counter.born', { date: date(met.data.birthDate), age: met.data.age })}
      back={{ to: '/desk/counter', label: say('screen.counter.another') }}
      error={met.isError}
    >
      <Loaded query={met} lines={5}>
        {(data) => <Account key={person} met={data} purpose={purpose} />}
      </Loaded>
    </Page>
  );
}

interface AccountProps {
  met: AtCounter;
  purpose: Parameters<typeof counterQuery>[1];
}

function Account({ met, purpose }: AccountProps) {
  const { say } = useWords();
  const queries = useQueryClient();
  const [act, setAct] = useState<CounterAct>();
  const [paper, setPaper] = useState<Paper>();
  const { account, may } = met;
  const close = () => {
    setAct(undefined);
    setPaper(undefined);
  };
  // Each reading is a look that the person finds in their list: only what an act has changed is read again.
  const done = (made: Paper | undefined) => {
    void queries.invalidateQueries({ queryKey: ['counter', met.person] });
    if (made) return setPaper(made);
    announce(say('screen.counter.unlocked'));
    close();
  };
  return (
    <Stack>
      <FieldList>
        <FieldRow label={say('screen.counter.account')} empty={!account}>
          {account ? (
            <Cluster>
              <Status tone={account.state === 'active' ? 'good' : account.state === 'locked' ? 'bad' : 'wait'}>
                {say(`value.accountState.${account.state}`)}
              </Status>
              <span>{say('screen.counter.level', { level: account.level })}</span>
            </Cluster>
          ) : (
            say('screen.counter.noAccount')
          )}
        </FieldRow>
        {account && (
          <>
            <FieldRow label={say('screen.counter.contacts')} empty={account.contacts.length === 0}>
              {account.contacts.map(({ masked }) => masked).join(', ') || say('screen.counter.noContact')}
            </FieldRow>
            <FieldRow label={say('screen.counter.authenticators')}>{String(account.authenticators)}</FieldRow>
          </>
        )}
      </FieldList>
      {may === 'guardian-first' && (
        <Notice tone="wait" title={say('screen.counter.guardianFirst.title')}>
          {say('screen.counter.guardianFirst.text')}
        </Notice>
      )}
      {may === 'level-1' && <Notice tone="info" title={say('screen.counter.levelOne')} />}
      <Cluster>
        {offered(met).map((one, index) => (
          <Button key={one} kind={index === 0 ? 'primary' : 'secondary'} onClick={() => setAct(one)}>
            {say(`screen.counter.act.${one}`)}
          </Button>
        ))}
      </Cluster>
      <Drawer open={act !== undefined} title={act ? say(`screen.counter.act.${act}`) : ''} onClose={close}>
        {paper && <PaperNotice paper={paper} onHanded={close} />}
        {act && !paper && (
          <EvidenceForm
            act={act}
            person={met.person}
            face={may === 'level-2'}
            inUse={account?.state === 'active'}
            purpose={purpose}
            onDone={done}
          />
        )}
      </Drawer>
    </Stack>
  );
}

/** What an account in this state can be helped with, the likeliest first. */
function offered({ account, may }: AtCounter): CounterAct[] {
  if (!account) return may === 'guardian-first' ? [] : ['prove'];
  if (account.state === 'locked') return ['unlock', 'recovery'];
  if (account.state === 'closed') return ['unlock'];
  const lifts = account.level < (may === 'level-2' ? 2 : 1);
  if (account.state === 'pending') return lifts ? ['prove'] : ['recovery'];
  return lifts ? ['prove', 'recovery'] : ['recovery'];
}

function PaperNotice({ paper, onHanded }: { paper: Paper; onHanded: () => void }) {
  const { say, moment } = useWords();
  return (
    <Stack>
      <Notice tone="good" title={say('screen.counter.code.title')}>
        {say('screen.counter.code.text', { until: moment(paper.expiresAt) })}
      </Notice>
      <output className={classes.code} aria-label={say('screen.counter.code.title')}>
        {paper.code}
      </output>
      <Cluster>
        <Button kind="primary" onClick={onHanded}>
          {say('screen.officials.code.handed')}
        </Button>
      </Cluster>
    </Stack>
  );
}
