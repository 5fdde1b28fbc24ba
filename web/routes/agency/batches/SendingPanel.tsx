import { useState } from 'react';
import { Button, FileField, Notice, Panel, ProblemNotice, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { Bar, useTimeLeft } from './Bar.tsx';
import { beginSending, type Expected, type Finish, goOnSending, type Sending, useSending } from './sending.ts';

interface SendingPanelProps {
  expected: Expected;
  /** Whether the reader may send. */
  manages: boolean;
  /** Endings of names that the device offers first. */
  accept: string;
  finish: Finish;
}

/** The file on its way: how far, how fast; and how it goes on after a break or on another day. */
export function SendingPanel({ expected, manages, accept, finish }: SendingPanelProps) {
  const { say } = useWords();
  const sending = useSending(expected.id);
  if (sending?.state === 'broken')
    return (
      <Panel title={say('screen.batches.sending.brokenTitle')}>
        <ProblemNotice error={sending.error} />
        <p>{say('screen.batches.sending.brokenText')}</p>
        <Progress sending={sending} />
        <div>
          <Button kind="primary" onClick={() => goOnSending(expected, finish)}>
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
  return <Resume expected={expected} accept={accept} finish={finish} />;
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
function Resume({ expected, accept, finish }: Omit<SendingPanelProps, 'manages'>) {
  const { say, size } = useWords();
  const [file, setFile] = useState<File>();
  const [error, setError] = useState<string>();
  const send = () => {
    if (!file) setError(say('screen.batches.new.fileMissing'));
    else if (file.size !== expected.bytes)
      setError(say('screen.batches.sending.otherFile', { size: size(expected.bytes) }));
    else beginSending(expected, file, finish);
  };
  return (
    <Panel title={say('screen.batches.sending.resumeTitle')}>
      <Stack>
        <p>
          {say('screen.batches.sending.resumeText', { sent: size(expected.received), bytes: size(expected.bytes) })}
        </p>
        <FileField
          id="file"
          label={say('screen.batches.sending.sameFile')}
          hint={say('screen.batches.sending.sameFileHint')}
          error={error}
          accept={accept}
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
