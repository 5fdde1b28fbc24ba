import { useState } from 'react';
import { announce, Button, Cluster, ConfirmedAct, Notice, Status, TextLink, type Tone } from '../../../kit/index.ts';
import { useReach } from '../../../offline.ts';
import type { ActState, QueuedAct } from '../../../outbox/model.ts';
import { changeAct, removePaper, renewAct, sendWaiting, useOutbox } from '../../../outbox/outbox.ts';
import { useWords } from '../../../words.tsx';
import { ACTS } from '../acts/kinds.ts';
import { ChangeList } from '../ChangeList.tsx';
import { Compared } from './Compared.tsx';
import { nameAct } from './nameAct.ts';
import classes from './Outbox.module.css';

const TONES: Readonly<Record<ActState, Tone>> = {
  waiting: 'wait',
  sent: 'good',
  changed: 'bad',
  refused: 'bad',
  unsure: 'bad',
};

/** One act: what it says, how it stands, and what its officer can do with it. */
export function ActCard({ act }: { act: QueuedAct }) {
  const words = useWords();
  const { say, moment } = words;
  const { state, subject, problem } = act;
  const title = nameAct(act.act, subject.name, words);
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <h3 className={classes.title}>{title}</h3>
        <Status tone={TONES[state]}>{say(`screen.outbox.state.${state}`)}</Status>
      </div>
      <p className={classes.soft}>
        {subject.pin && <span className="mono">{subject.pin} · </span>}
        {say('screen.outbox.writtenAt', { time: moment(act.madeAt) })}
        {act.sentAt && ` · ${say('screen.outbox.sentAt', { time: moment(act.sentAt) })}`}
      </p>
      {state === 'changed' ? <Compared act={act} /> : <ChangeList changes={act.rows} />}
      {state === 'refused' && problem && (
        <Notice tone="bad" title={problem.title || say('kit.problem.title')}>
          {problem.detail && <p>{problem.detail}</p>}
          {problem.code === 'web/scan-lost' && <p>{say('screen.reviewScans.lost')}</p>}
          {problem.errors?.map(({ pointer, detail }) => (
            <p key={pointer}>{detail}</p>
          ))}
          {act.triedAt && <p>{say('screen.outbox.earlier')}</p>}
        </Notice>
      )}
      {state === 'unsure' && (
        <Notice tone="bad" title={say('screen.outbox.unsure.title')}>
          <p>{say('screen.outbox.unsure.text')}</p>
        </Notice>
      )}
      {state === 'sent' ? <Answered act={act} /> : <Ways act={act} title={title} />}
    </li>
  );
}

/** To the form in which an act was written. */
function wayTo({ id, act, subject: { person } }: QueuedAct) {
  const search = { edit: id };
  if (act === 'birth') return { to: '/desk/birth', search };
  if (act === 'decide-correction') return { to: '/desk/corrections', search };
  return person && act in ACTS ? { to: '/desk/person/$person', params: { person }, search } : undefined;
}

function Ways({ act, title }: { act: QueuedAct; title: string }) {
  const { say } = useWords();
  const reach = useReach();
  const { sending } = useOutbox();
  const [busy, setBusy] = useState(false);
  const { state } = act;
  const way = wayTo(act);
  const again = async () => {
    setBusy(true);
    try {
      if (state === 'unsure') await renewAct(act);
      else if (state !== 'waiting') await changeAct(act, { state: 'waiting' });
      await sendWaiting();
    } finally {
      setBusy(false);
    }
  };
  return (
    <Cluster>
      {reach && state !== 'changed' && (
        <Button
          small
          busy={busy || sending}
          onClick={() => void again()}
          label={`${say('screen.outbox.send')}: ${title}`}
        >
          {say('screen.outbox.send')}
        </Button>
      )}
      {way && (
        <Button small icon="correct" {...way} label={`${say('screen.outbox.edit')}: ${title}`}>
          {say('screen.outbox.edit')}
        </Button>
      )}
      <ConfirmedAct
        small
        kind="quiet"
        label={`${say('screen.outbox.remove')}: ${title}`}
        title={say('screen.outbox.removeQuestion')}
        text={<p>{say(act.triedAt ? 'screen.outbox.removeTried' : 'screen.outbox.removeText')}</p>}
        yes={say('screen.outbox.removeYes')}
        act={() => removePaper(act.id)}
        onDone={() => announce(say('screen.outbox.removed'))}
      >
        {say('screen.outbox.remove')}
      </ConfirmedAct>
    </Cluster>
  );
}

/** What the server said: the act's reference, and of a birth the person and the number. */
function Answered({ act }: { act: QueuedAct }) {
  const { say } = useWords();
  const { act: reference, person, pin } = (act.answer ?? {}) as { act?: string; person?: string; pin?: string };
  const about = act.subject.person ?? person;
  return (
    <p className={classes.soft}>
      {pin && (
        <>
          {say('screen.desk.birth.done.pin')} <strong className="mono">{pin}</strong>{' '}
        </>
      )}
      {reference && (
        <>
          {say('screen.desk.done.reference')} <code>{reference}</code>.{' '}
        </>
      )}
      {about && (
        <TextLink to="/desk/person/$person" params={{ person: about }} search={{ tab: 'timeline' }}>
          {say('screen.desk.done.see')}
        </TextLink>
      )}
    </p>
  );
}
