import { Cluster, ConfirmedAct, FieldList, FieldRow, Notice, Panel, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { leaveReader, type OwnReader, READER_KEY } from './data.ts';

/** An agent asks anew every twenty seconds: after three times nobody is there. */
const SILENT_MILLISECONDS = 60_000;

export function OwnReaderPanel({ reader }: { reader: OwnReader }) {
  const { say, moment } = useWords();
  const word = (key: string) => say(`screen.reader.${key}`);
  const isSilent = Date.now() - Date.parse(reader.seenAt) > SILENT_MILLISECONDS;
  return (
    <Panel title={word('mineTitle')}>
      <Stack>
        {isSilent && <Notice tone="wait" title={word('away')} />}
        <FieldList>
          <FieldRow label={word('name')}>{reader.name}</FieldRow>
          <FieldRow label={word('paired')}>{moment(reader.pairedAt)}</FieldRow>
          <FieldRow label={word('ends')}>{moment(reader.endsAt)}</FieldRow>
          <FieldRow label={word('seen')}>{moment(reader.seenAt)}</FieldRow>
        </FieldList>
        <Cluster>
          <ConfirmedAct
            kind="secondary"
            title={word('leaveTitle')}
            text={word('leaveText')}
            yes={word('leaveYes')}
            act={leaveReader}
            done={word('left')}
            refresh={READER_KEY}
          >
            {word('leave')}
          </ConfirmedAct>
        </Cluster>
      </Stack>
    </Panel>
  );
}
