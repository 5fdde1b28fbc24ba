import { useMutation } from '@tanstack/react-query';
import { CopyBlock } from '../../../kit/desk.ts';
import { Button, Cluster, Panel, ProblemNotice, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { sendPairing } from './data.ts';

/** A code, and where it goes. @param offline the agent is to read without a line too */
export function PairPanel({ offline = false }: { offline?: boolean }) {
  const { say, moment } = useWords();
  const { mutate, data, error, isPending } = useMutation({ mutationFn: sendPairing });
  return (
    <Panel title={say('screen.reader.pairTitle')}>
      <Stack>
        <p>{say('screen.reader.pairText')}</p>
        {error && <ProblemNotice error={error} />}
        {data && (
          <>
            <CopyBlock
              label={say('screen.reader.command')}
              text={`npx dancu reader --server ${location.origin} --pair ${data.code}${offline ? ' --offline' : ''}`}
            />
            <p>{say('screen.reader.until', { at: moment(data.expiresAt) })}</p>
          </>
        )}
        <Cluster>
          <Button kind={data ? 'secondary' : 'primary'} icon="key" busy={isPending} onClick={() => mutate()}>
            {say(data ? 'screen.reader.anew' : 'screen.reader.pair')}
          </Button>
        </Cluster>
      </Stack>
    </Panel>
  );
}
