import { useMutation, useQueryClient } from '@tanstack/react-query';
import { announce, Button, Cluster, ProblemNotice, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import classes from '../CountList.module.css';

interface RevokeKeyProps {
  kid: string;
  act: () => Promise<void>;
  onDone: () => void;
}

/** A key is revoked for good: asked first. */
export function RevokeKey({ kid, act, onDone }: RevokeKeyProps) {
  const { say } = useWords();
  const queries = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: act,
    onSuccess: () => {
      announce(say('screen.agency.keys.revoked'));
      onDone();
      void queries.invalidateQueries({ queryKey: ['agency'] });
    },
  });
  return (
    <Stack>
      {error && <ProblemNotice error={error} />}
      <p>{say('screen.agency.keys.revokeText')}</p>
      <p>
        <code className={classes.code}>{kid}</code>
      </p>
      <Cluster>
        <Button kind="danger" busy={isPending} onClick={() => mutate()}>
          {say('screen.agency.keys.revoke')}
        </Button>
        <Button onClick={onDone}>{say('screen.agency.keys.keep')}</Button>
      </Cluster>
    </Stack>
  );
}
