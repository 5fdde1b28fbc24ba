import { useEffect } from 'react';
import { FieldList, FieldRow, Muted, Notice, Panel, Stack } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { soundVerdict } from '../../desk/reader/verdict.ts';
import type { UnsentCode } from './late.ts';

/** What can be said without a line, and what cannot. */
export function OfflineVerdict({ code, lists, isStale }: UnsentCode) {
  const { say, moment, day } = useWords();
  const word = (key: string) => say(`screen.point.offline.${key}`);
  const isSigned = code.reason === 'code-signed';
  const isKnown = !isStale;
  useEffect(() => {
    soundVerdict(isSigned || !isKnown ? 'copyable' : 'false');
  }, [isSigned, isKnown]);
  return (
    <Panel title={say('screen.point.verdict.title')}>
      <Stack>
        <Notice
          tone={isSigned || !isKnown ? 'wait' : 'bad'}
          title={isKnown ? word(`reasons.${code.reason}`) : word('stale')}
        >
          <p>{isSigned ? word('notFinal') : word(isKnown ? 'refuse' : 'staleText')}</p>
        </Notice>
        {code.reason === 'code-signed' && (
          <FieldList>
            <FieldRow label={say('field.name')}>{code.name}</FieldRow>
            <FieldRow label={say('field.birthDate')}>{day(code.birthDate)}</FieldRow>
          </FieldList>
        )}
        {lists && <Muted>{say('screen.point.offline.age', { at: moment(lists.at) })}</Muted>}
      </Stack>
    </Panel>
  );
}
