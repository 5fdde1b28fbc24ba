import { useQuery } from '@tanstack/react-query';
import { Button, Cluster, Empty, Loading, Notice, Page, Panel, Stack, TextLink } from '../../../kit/index.ts';
import { useReach } from '../../../offline.ts';
import { readKeptRecords } from '../../../outbox/kept.ts';
import type { Draft } from '../../../outbox/model.ts';
import { forgetSent, removePaper, sendWaiting, useOutbox } from '../../../outbox/outbox.ts';
import { useWords } from '../../../words.tsx';
import { editedBy } from '../acts/useDraft.ts';
import { ActCard } from './ActCard.tsx';
import { nameAct } from './nameAct.ts';
import classes from './Outbox.module.css';

/** What is not final until it is sent, what was begun, and the records that can be read without a line. */
export function OutboxScreen() {
  const { say, number } = useWords();
  const { acts, drafts, others, lost, sending, open, ready } = useOutbox();
  const reach = useReach();
  const unsent = acts.filter(({ state }) => state !== 'sent');
  const sent = acts.filter(({ state }) => state === 'sent');
  return (
    <Page
      title={say('screen.outbox.title')}
      lead={say('screen.outbox.lead')}
      back={{ to: '/desk', label: say('screen.desk.back') }}
      actions={
        reach &&
        unsent.some(({ state }) => state === 'waiting') && (
          <Button kind="primary" busy={sending} onClick={() => void sendWaiting()}>
            {say('screen.outbox.sendAll')}
          </Button>
        )
      }
    >
      <Stack>
        {!ready && <Loading lines={3} />}
        {ready && !open && <Notice tone="wait" title={say('screen.outbox.closed')} />}
        {others > 0 && (
          <Notice tone="plain" title={say('screen.outbox.others', { count: number(others) })}>
            <p>{say('screen.outbox.othersText')}</p>
          </Notice>
        )}
        {lost.length > 0 && (
          <Notice tone="bad" title={say('screen.outbox.lost.title', { count: number(lost.length) })}>
            <p>{say('screen.outbox.lost.text')}</p>
            <Button small onClick={() => void Promise.all(lost.map(removePaper))}>
              {say('screen.outbox.lost.remove')}
            </Button>
          </Notice>
        )}
        <Panel title={say('screen.outbox.acts', { count: number(unsent.length) })}>
          {unsent.length === 0 ? (
            <Empty title={say('screen.outbox.none')}>{say('screen.outbox.noneText')}</Empty>
          ) : (
            <ol className={classes.list}>
              {unsent.map((act) => (
                <ActCard key={act.id} act={act} />
              ))}
            </ol>
          )}
        </Panel>
        {drafts.length > 0 && (
          <Panel title={say('screen.outbox.drafts')}>
            <ul className={classes.list}>
              {drafts.map((draft) => (
                <DraftLine key={draft.id} draft={draft} />
              ))}
            </ul>
          </Panel>
        )}
        {sent.length > 0 && (
          <Panel
            title={say('screen.outbox.sent', { count: number(sent.length) })}
            actions={
              <Button small onClick={() => void forgetSent()}>
                {say('screen.outbox.putAway')}
              </Button>
            }
          >
            <ol className={classes.list}>
              {sent.map((act) => (
                <ActCard key={act.id} act={act} />
              ))}
            </ol>
          </Panel>
        )}
        <Records />
      </Stack>
    </Page>
  );
}

function DraftLine({ draft }: { draft: Draft }) {
  const words = useWords();
  const { say, moment } = words;
  const { person, name } = draft.subject;
  const title = nameAct(draft.act, name, words);
  const edit = editedBy(draft.id);
  const search = edit ? { edit } : {};
  return (
    <li className={classes.line}>
      <div>
        {draft.act === 'birth' && (
          <TextLink to="/desk/birth" search={search}>
            {title}
          </TextLink>
        )}
        {draft.act === 'decide-correction' && (
          <TextLink to="/desk/corrections" search={search}>
            {title}
          </TextLink>
        )}
        {person && draft.act !== 'decide-correction' && (
          <TextLink to="/desk/person/$person" params={{ person }} search={search}>
            {title}
          </TextLink>
        )}
        <p className={classes.soft}>{say('screen.outbox.savedAt', { time: moment(draft.savedAt) })}</p>
      </div>
      <Button small onClick={() => void removePaper(draft.id)} label={`${say('screen.outbox.remove')}: ${title}`}>
        {say('screen.outbox.remove')}
      </Button>
    </li>
  );
}

function Records() {
  const { say, moment } = useWords();
  const { open } = useOutbox();
  const records = useQuery({
    queryKey: ['outbox', 'records', open],
    queryFn: readKeptRecords,
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Panel title={say('screen.outbox.records')}>
      <Stack>
        <p className={classes.soft}>{say('screen.outbox.recordsText')}</p>
        {records.data?.length === 0 && <Empty title={say('screen.outbox.noRecords')} />}
        <ul className={classes.list}>
          {records.data?.map(({ person, name, pin, at }) => (
            <li key={person} className={classes.line}>
              <div>
                <TextLink to="/desk/person/$person" params={{ person }}>
                  {name}
                </TextLink>
                <p className={classes.soft}>
                  {pin && <span className="mono">{pin} · </span>}
                  {say('screen.outbox.asOf', { time: moment(at) })}
                </p>
              </div>
            </li>
          ))}
        </ul>
        <Cluster>
          <Button to="/desk/search">{say('screen.desk.search.title')}</Button>
        </Cluster>
      </Stack>
    </Panel>
  );
}
