import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, FileField, Notice, Panel, ProblemNotice, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { Bar, useTimeLeft } from './Bar.tsx';
import type { Batch } from './data.ts';
import { ROW_FILES } from './fileHead.ts';
import { beginSending, goOnSending, type Sending, useSending } from './sending.ts';

interface SendingPanelProps {
  batch: Batch;
  manages: boolean;
}

/** The file on its way: how far, how fast; and how it goes on after a break or on another day. */
export function SendingPanel({ batch, manages }: SendingPanelProps) {
  const { say } = useWords();
  const queries = useQueryClient();
  const sending = useSending(batch.id);
  const onStarted = () => void queries.invalidateQueries({ queryKey: ['batches'] });
  if (sending?.state === 'broken')
    return (
      <Panel title={say('screen.batches.sending.brokenTitle')}>
        <ProblemNotice error={sending.error} />
        <p>{say('screen.batches.sending.brokenText')}</p>
        <Progress sending={sending} />
        <div>
          <Button kind="primary" onClick={() => goOnSending(batch, onStarted)}>
            {say('screen.batches.sending.goOn')}
          </Button>
        </div>
      </Panel>
    );
  if (sending)
    return (
      <Panel title={say(`screen.batches.sending.${sending.state}Title`)}>
        <Progress sending={sending} />
        <p>{say('screen.batches.sending.text')}</p>
      </Panel>
    );
  if (!manages) return <Notice tone="wait" title={say('value.batchState.uploading')} />;
  return <Resume batch={batch} onStarted={onStarted} />;
}

function Progress({ sending: { state, sent, bytes, from, since } }: { sending: Sending }) {
  const { say, size } = useWords();
  const timeLeft = useTimeLeft();
  const seconds = (Date.now() - since) / 1000;
  const rate = sent > from && seconds > 1 ? (sent - from) / seconds : undefined;
  return (
    <Bar
      label={say('screen.batches.sending.sendingTitle')}
      part={bytes === 0 ? 1 : sent / bytes}
      figures={[
        say('screen.batches.sending.sent', { sent: size(sent), bytes: size(bytes) }),
        state === 'sending' && rate !== undefined && say('screen.batches.sending.rate', { rate: size(rate) }),
        state === 'sending' && rate !== undefined && sent < bytes && timeLeft((bytes - sent) / rate),
      ]}
    />
  );
}

/** A browser does not keep a file for later: the person chooses it again, and only the rest is sent. */
function Resume({ batch, onStarted }: { batch: Batch; onStarted: () => void }) {
  const { say, size } = useWords();
  const [file, setFile] = useState<File>();
  const [error, setError] = useState<string>();
  const send = () => {
    if (!file) setError(say('screen.batches.new.fileMissing'));
    else if (file.size !== batch.bytes) setError(say('screen.batches.sending.otherFile', { size: size(batch.bytes) }));
    else beginSending(batch, file, onStarted);
  };
  return (
    <Panel title={say('screen.batches.sending.resumeTitle')}>
      <Stack>
        <p>{say('screen.batches.sending.resumeText', { sent: size(batch.received), bytes: size(batch.bytes) })}</p>
        <FileField
          id="file"
          label={say('screen.batches.sending.sameFile')}
          hint={say('screen.batches.sending.sameFileHint')}
          error={error}
          accept={ROW_FILES}
          onChange={(chosen) => {
            setFile(chosen);
            setError(undefined);
          }}
        />
        <div>
          <Button kind="primary" onClick={send}>
            {say('screen.batches.sending.goOn')}
          </Button>
        </div>
      </Stack>
    </Panel>
  );
}
