import { useQuery } from '@tanstack/react-query';
import { ConfirmedAct, Loaded, Panel, PlainAct, Status } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { endOtherSessions, endSession, type SessionRow, sessionsKey, sessionsQuery } from './data.ts';
import classes from './lines.module.css';

/** Where I am signed in, and the end of it. */
export function SessionsPanel() {
  const { say } = useWords();
  const sessions = useQuery(sessionsQuery);
  return (
    <Panel title={say('screen.security.sessions.title')}>
      <Loaded query={sessions} lines={3}>
        {(list) => (
          <>
            <ul className={classes.lines}>
              {list.map((one) => (
                <SessionLine key={one.id} session={one} />
              ))}
            </ul>
            {list.length > 1 && (
              <div>
                <ConfirmedAct
                  title={say('screen.security.sessions.endOthersQuestion')}
                  text={say('screen.security.sessions.endOthersText')}
                  yes={say('screen.security.sessions.endOthers')}
                  act={endOtherSessions}
                  done={say('screen.security.sessions.othersEnded')}
                  refresh={sessionsKey}
                >
                  {say('screen.security.sessions.endOthers')}
                </ConfirmedAct>
              </div>
            )}
          </>
        )}
      </Loaded>
    </Panel>
  );
}

function SessionLine({ session }: { session: SessionRow }) {
  const { say, moment } = useWords();
  const { id, network, madeAt, seenAt, assurance, current } = session;
  const device = session.device || say('screen.security.sessions.unknownDevice');
  return (
    <li className={classes.line}>
      <div className={classes.words}>
        <p className={classes.name}>
          {device}
          {current && <Status tone="good">{say('screen.security.sessions.current')}</Status>}
        </p>
        <p className={classes.soft}>
          {[
            say('screen.security.sessions.since', { time: moment(madeAt) }),
            say('screen.security.sessions.seen', { time: moment(seenAt) }),
            network && say('screen.security.sessions.network', { network }),
            say(`value.assurance.${assurance}`),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      {!current && (
        <div className={classes.acts}>
          <PlainAct
            small
            label={`${say('screen.security.sessions.end')}: ${device}, ${moment(madeAt)}`}
            act={() => endSession(id)}
            done={say('screen.security.sessions.ended')}
            refresh={sessionsKey}
          >
            {say('screen.security.sessions.end')}
          </PlainAct>
        </div>
      )}
    </li>
  );
}
