import { useState } from 'react';
import { Button, Cluster, ConfirmedAct, Drawer, Notice, Panel, PlainAct, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { AnswerForm } from './AnswerForm.tsx';
import { CheckItem } from './CheckItem.tsx';
import { ContactForm } from './ContactForm.tsx';
import { type Check, moveSystem, probeServer, type SystemView } from './data.ts';
import { EvidenceFiles } from './EvidenceFiles.tsx';
import { ProbeNote } from './ProbeNote.tsx';

/** Where what the platform sees is put right. */
const PLACES: Readonly<Record<string, string>> = { conformance: 'run', 'key-strength': 'keys', 'key-age': 'keys' };

/** The security check list: what the platform sees, what is asked, what is still missing, and handing it in. */
export function CheckPanel({ system, manages }: { system: SystemView; manages: boolean }) {
  const { say } = useWords();
  const { standing, checks, missing, next } = system;
  const [doing, setDoing] = useState<Check | 'contact'>();
  const before = standing === 'checking' || standing === 'reviewing';
  const open = manages && !before;
  const seen = checks.filter(({ kind }) => kind === 'automatic');
  const asked = checks.filter(({ kind }) => kind === 'asked');
  const door = `/api/agency/connections/${system.system}`;
  const close = () => setDoing(undefined);
  return (
    <Stack>
      <HandIn system={system} manages={manages} />
      {missing.length > 0 && next?.step !== 'nothing' && (
        <Panel title={say('screen.systems.check.missing', { count: missing.length })} ground="warm">
          <ul>
            {checks
              .filter(({ item }) => missing.includes(item))
              .map(({ item, question }) => (
                <li key={item}>
                  <a href={`#check-${item}`}>{question}</a>
                </li>
              ))}
          </ul>
        </Panel>
      )}
      <Panel title={say('screen.systems.check.seen')}>
        <Stack>
          {seen.map((check) => (
            <CheckItem
              key={check.item}
              check={check}
              actions={open && <SeenActs system={system} check={check} onContact={() => setDoing('contact')} />}
            >
              {!['passed', 'answered'].includes(check.state) && <p>{say(`screen.systems.todo.${check.item}`)}</p>}
              {check.item === 'tls' && <ProbeNote system={system} />}
            </CheckItem>
          ))}
        </Stack>
      </Panel>
      <Panel title={say('screen.systems.check.asked')}>
        <Stack>
          {asked.map((check) => (
            <CheckItem
              key={check.item}
              check={check}
              actions={
                open && (
                  <Cluster>
                    <Button
                      small
                      icon="correct"
                      label={`${say('screen.systems.check.answer')}: ${check.question}`}
                      onClick={() => setDoing(check)}
                    >
                      {say('screen.systems.check.answer')}
                    </Button>
                  </Cluster>
                )
              }
            >
              {check.evidence.length > 0 && (
                <EvidenceFiles files={check.evidence} door={door} removable={open ? system.system : undefined} />
              )}
            </CheckItem>
          ))}
        </Stack>
      </Panel>
      <Drawer open={doing === 'contact'} title={say('screen.systems.contact.title')} onClose={close}>
        {doing === 'contact' && <ContactForm system={system} onDone={close} />}
      </Drawer>
      <Drawer
        open={doing !== undefined && doing !== 'contact'}
        title={say('screen.systems.check.answer')}
        onClose={close}
      >
        {doing !== undefined && doing !== 'contact' && (
          <AnswerForm system={system.system} check={doing} onDone={close} />
        )}
      </Drawer>
    </Stack>
  );
}

interface SeenActsProps {
  system: SystemView;
  check: Check;
  onContact: () => void;
}

/** Ways to where it is put right; what changes by itself (a contact, a server) can be changed and looked at any time. */
function SeenActs({ system, check: { item, state }, onContact }: SeenActsProps) {
  const { say } = useWords();
  const tab = state === 'passed' ? undefined : PLACES[item];
  return (
    <Cluster>
      {item === 'agreement' && state !== 'passed' && (
        <Button small icon="law" to="/agency/agreements">
          {say('screen.agency.agreements.title')}
        </Button>
      )}
      {tab !== undefined && (tab !== 'run' || system.stage === 'simulation') && (
        <Button small to="/agency/systems/$system" params={{ system: system.system }} search={{ tab }}>
          {say(`screen.systems.tab.${tab}`)}
        </Button>
      )}
      {item === 'contact' && (
        <Button small icon="correct" onClick={onContact}>
          {say('screen.systems.contact.button')}
        </Button>
      )}
      {item === 'tls' && system.host !== undefined && (
        <PlainAct
          small
          icon="look"
          act={() => probeServer(system.system)}
          done={say('screen.systems.probe.done')}
          refresh={['agency', 'connections']}
        >
          {say('screen.systems.probe.button')}
        </PlainAct>
      )}
    </Cluster>
  );
}

function HandIn({ system, manages }: { system: SystemView; manages: boolean }) {
  const { say, moment } = useWords();
  const { standing, stage, missing, submittedAt, signedAt, review } = system;
  if (standing === 'checking' || standing === 'reviewing') {
    return (
      <Notice tone="wait" title={say('screen.systems.check.before')}>
        <p>{say('screen.systems.check.beforeText', { moment: submittedAt ? moment(submittedAt) : '' })}</p>
        {manages && (
          <ConfirmedAct
            title={say('screen.systems.check.takeBackTitle')}
            text={say('screen.systems.check.takeBackText')}
            yes={say('screen.systems.check.takeBack')}
            act={() => moveSystem(system.system, 'take-back')}
            done={say('screen.systems.check.takenBack')}
            refresh={['agency', 'connections']}
          >
            {say('screen.systems.check.takeBack')}
          </ConfirmedAct>
        )}
      </Notice>
    );
  }
  // A system that came into production before there were inspections has nothing signed, and may hand a list in at any time.
  if (stage === 'production' && signedAt !== undefined && review?.state === 'open')
    return <Notice tone="good">{say('screen.systems.check.signed')}</Notice>;
  if (!manages) return <Notice tone="plain">{say('screen.agency.keys.notYours')}</Notice>;
  if (missing.length > 0) return null;
  return (
    <Panel title={say('screen.systems.check.ready')} ground="accent">
      <Stack>
        <p>{say('screen.systems.check.readyText')}</p>
        <Cluster>
          <ConfirmedAct
            kind="primary"
            icon="forward"
            title={say('screen.systems.check.handInTitle')}
            text={say('screen.systems.check.handInText')}
            yes={say('screen.systems.check.handIn')}
            act={() => moveSystem(system.system, 'submit')}
            done={say('screen.systems.check.handedIn')}
            refresh={['agency', 'connections']}
          >
            {say('screen.systems.check.handIn')}
          </ConfirmedAct>
        </Cluster>
      </Stack>
    </Panel>
  );
}
