import { Button, Cluster, Disclosure, Muted, Panel, Stack, Status, TextLink } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import type { Programme } from './data.ts';
import { SendList } from './SendList.tsx';
import { toneOfVerdict, VERDICTS } from './standing.ts';

/** The list by what the register says to it, and the way to send one. */
export function MembersPart({ programme }: { programme: Programme }) {
  const { say, number } = useWords();
  const { programme: id, members } = programme;
  const there = VERDICTS.filter((verdict) => (members[verdict] ?? 0) > 0);
  return (
    <Panel
      title={say('screen.members.list.title')}
      actions={
        there.length > 0 && (
          <Button small icon="list" to="/agency/members/$programme/list" params={{ programme: id }}>
            {say('screen.members.list.open')}
          </Button>
        )
      }
    >
      <Stack>
        {there.length === 0 && <Muted>{say('screen.members.list.none')}</Muted>}
        {there.map((verdict) => (
          <Stack key={verdict} gap="small">
            <Cluster>
              <Status tone={toneOfVerdict(verdict)}>{number(members[verdict] ?? 0)}</Status>
              <TextLink to="/agency/members/$programme/list" params={{ programme: id }} search={{ show: verdict }}>
                {say(`value.memberVerdict.${verdict}`)}
              </TextLink>
            </Cluster>
            <Muted>{say(`screen.members.verdict.${verdict}`)}</Muted>
          </Stack>
        ))}
        <Disclosure summary={say('screen.members.send.title')} open={there.length === 0}>
          <SendList programme={id} />
        </Disclosure>
      </Stack>
    </Panel>
  );
}
