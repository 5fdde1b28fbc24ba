import { useState } from 'react';
import {
  Button,
  Cluster,
  ConfirmedAct,
  Drawer,
  FieldList,
  FieldRow,
  Muted,
  Panel,
  Stack,
  Status,
  type Tone,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { endPost, reportLost, type StaffMember, type StaffPost, stopOfficial } from './data.ts';
import { PostLine } from './PostLine.tsx';
import type { Proposing } from './ProposeForm.tsx';
import { WhyForm } from './WhyForm.tsx';

const TONES: Readonly<Record<string, Tone>> = {
  active: 'good',
  invited: 'info',
  idle: 'wait',
  suspended: 'bad',
  left: 'plain',
};

interface StaffPanelProps {
  official: StaffMember;
  onPropose: (proposing: Proposing) => void;
}

/** One official: what they may do now, and what can be done about it. */
export function StaffPanel({ official, onPropose }: StaffPanelProps) {
  const { say, moment } = useWords();
  const [ending, setEnding] = useState<StaffPost | 'suspend' | 'leave'>();
  // The same while one act is tried again; another act has another.
  const [lostKey, setLostKey] = useState(() => crypto.randomUUID());
  const { official: number, name, state } = official;
  const gone = state === 'left';
  const propose = (kind: 'device' | 'post' | 'wake') => (
    <Button
      small
      label={`${say(`screen.officials.propose.${kind}`)}: ${name}`}
      onClick={() => onPropose({ kind, official: number, name })}
    >
      {say(`screen.officials.propose.${kind}`)}
    </Button>
  );
  return (
    <Panel
      title={`${name}\u00a0· ${number}`}
      actions={<Status tone={TONES[state] ?? 'plain'}>{say(`value.officialState.${state}`)}</Status>}
    >
      <FieldList>
        {official.posts.map((post) => (
          <FieldRow
            key={post.post}
            label={post.roleName}
            action={
              !gone && (
                <Button
                  small
                  label={`${say('screen.officials.end')}: ${name}, ${post.roleName}`}
                  onClick={() => setEnding(post)}
                >
                  {say('screen.officials.end')}
                </Button>
              )
            }
          >
            <PostLine post={post} />
          </FieldRow>
        ))}
        <FieldRow label={say('screen.officials.seen')} empty={!official.lastSeenAt}>
          {official.lastSeenAt ? moment(official.lastSeenAt) : say('screen.officials.never')}
        </FieldRow>
      </FieldList>
      {official.mine && <Muted>{say('screen.officials.you')}</Muted>}
      {!gone && !official.mine && (
        <Cluster>
          {propose('post')}
          {propose('device')}
          <ConfirmedAct
            small
            label={`${say('screen.officials.lost.button')}: ${name}`}
            title={say('screen.officials.lost.question', { name })}
            text={say('screen.officials.lost.text')}
            yes={say('screen.officials.lost.yes')}
            act={() => reportLost(number, lostKey)}
            done={say('screen.officials.lost.done')}
            refresh={['officials']}
            onDone={() => setLostKey(crypto.randomUUID())}
          >
            {say('screen.officials.lost.button')}
          </ConfirmedAct>
          {(state === 'idle' || state === 'suspended') && propose('wake')}
          {state !== 'suspended' && (
            <Button small label={`${say('screen.officials.suspend')}: ${name}`} onClick={() => setEnding('suspend')}>
              {say('screen.officials.suspend')}
            </Button>
          )}
          <Button small label={`${say('screen.officials.leave')}: ${name}`} onClick={() => setEnding('leave')}>
            {say('screen.officials.leave')}
          </Button>
        </Cluster>
      )}
      <Drawer
        open={ending !== undefined}
        title={`${say(titleOf(ending))}: ${name}`}
        onClose={() => setEnding(undefined)}
      >
        {ending && (
          <Stack>
            {typeof ending === 'object' && <PostLine post={ending} named />}
            <WhyForm
              text={say(`${titleOf(ending)}Text`)}
              send={say(titleOf(ending))}
              done={say(`${titleOf(ending)}Done`)}
              onSend={(why, key) =>
                typeof ending === 'object'
                  ? endPost(number, ending.post, why, key)
                  : stopOfficial(number, ending, why, key)
              }
              onDone={() => setEnding(undefined)}
            />
          </Stack>
        )}
      </Drawer>
    </Panel>
  );
}

function titleOf(ending: StaffPost | 'suspend' | 'leave' | undefined): string {
  return `screen.officials.${typeof ending === 'string' ? ending : 'end'}`;
}
