import { useEffect, useRef } from 'react';
import { Button, Cluster, Muted, Panel, Stack } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import type { Asking } from './check.ts';
import classes from './Verdict.module.css';

/** The digits for the holder to look at, while the officer waits. */
export function AskedHolder({ digits, stop }: Asking) {
  const { say } = useWords();
  const top = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'center' });
  }, []);
  return (
    <Panel title={say('screen.point.app.show')} ground="accent">
      <Stack>
        <p ref={top} className={classes.digits}>
          {digits}
        </p>
        <p>{say('screen.point.app.waiting')}</p>
        <Muted>{say('screen.point.app.nothing')}</Muted>
        <Cluster>
          <Button icon="close" onClick={stop}>
            {say('screen.point.app.cancel')}
          </Button>
        </Cluster>
      </Stack>
    </Panel>
  );
}
