import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Tabs } from '../../../kit/desk.ts';
import {
  Button,
  Cluster,
  Drawer,
  Empty,
  FieldList,
  FieldRow,
  LoadedList,
  Notice,
  Page,
  Panel,
  PlainAct,
  Stack,
} from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { type ReviewedPost, reviewPost, reviewQuery } from '../officials/data.ts';
import { PostLine } from '../officials/PostLine.tsx';
import { WhyForm } from '../officials/WhyForm.tsx';

const VIEWS = ['due', 'all'] as const;

/** The access review: each post is confirmed or ended by its date, or rests until it is. */
export function ReviewScreen() {
  const { say } = useWords();
  const navigate = useNavigate();
  const asked: { view?: string } = useSearch({ strict: false });
  const view = VIEWS.find((one) => one === asked.view) ?? 'due';
  return (
    <Page title={say('screen.review.title')} lead={say('screen.review.lead')} width="wide">
      <Tabs
        label={say('screen.review.title')}
        value={view}
        onChange={(next) => void navigate({ to: '/audit/review', search: { view: next }, replace: true })}
        tabs={VIEWS.map((id) => ({
          id,
          label: say(`screen.review.view.${id}`),
          content: <Posts due={id} />,
        }))}
      />
    </Page>
  );
}

function Posts({ due }: { due: 'due' | 'all' }) {
  const { say } = useWords();
  const posts = useQuery(reviewQuery(due));
  return (
    <LoadedList
      query={posts}
      lines={6}
      empty={<Empty title={say(`screen.review.none.${due}`)}>{say(`screen.review.noneText.${due}`)}</Empty>}
    >
      {(post) => <PostPanel key={post.post} post={post} />}
    </LoadedList>
  );
}

function PostPanel({ post }: { post: ReviewedPost }) {
  const { say, moment } = useWords();
  const [ending, setEnding] = useState(false);
  const who = `${post.name}, ${post.roleName}`;
  return (
    <Panel title={`${post.name}\u00a0· ${post.official}`}>
      <FieldList>
        <FieldRow label={post.roleName}>
          <PostLine post={post} />
        </FieldRow>
        <FieldRow label={say('screen.review.given')} source={moment(post.givenAt)}>
          {post.givenBy}
        </FieldRow>
        {post.reviewedBy && (
          <FieldRow label={say('screen.review.reviewed')} source={moment(post.reviewedAt)}>
            {post.reviewedBy}
          </FieldRow>
        )}
        <FieldRow label={say('screen.officials.seen')} empty={!post.lastSeenAt}>
          {post.lastSeenAt ? moment(post.lastSeenAt) : say('screen.officials.never')}
        </FieldRow>
      </FieldList>
      {post.mine ? (
        <Notice tone="plain" title={say('screen.review.mine')} />
      ) : (
        <Cluster>
          <PlainAct
            kind="primary"
            label={`${say('screen.review.keep')}: ${who}`}
            act={() => reviewPost(post.official, post.post, { keep: true }, crypto.randomUUID())}
            done={say('screen.review.kept', { name: post.name })}
            refresh={['officials']}
          >
            {say('screen.review.keep')}
          </PlainAct>
          <Button label={`${say('screen.officials.end')}: ${who}`} onClick={() => setEnding(true)}>
            {say('screen.officials.end')}
          </Button>
        </Cluster>
      )}
      <Drawer open={ending} title={`${say('screen.officials.end')}: ${who}`} onClose={() => setEnding(false)}>
        <Stack>
          <WhyForm
            text={say('screen.officials.endText')}
            send={say('screen.officials.end')}
            done={say('screen.officials.endDone')}
            onSend={(why, key) => reviewPost(post.official, post.post, { keep: false, why }, key)}
            onDone={() => setEnding(false)}
          />
        </Stack>
      </Drawer>
    </Panel>
  );
}
