import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, Cluster, DateField, Empty, isDate, Loading, Notice, ProblemNotice, Stack } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { type Moment, type OfficerRecord, recordAtQuery } from './data.ts';
import { useDesk } from './desk.ts';
import { RecordRows } from './RecordPanel.tsx';

/** Two questions that a court asks: what was true on a day, and what did the register know of it then. */
export function AtPanel({ subject }: { subject: OfficerRecord }) {
  const { say, date } = useWords();
  const { reason, today } = useDesk();
  const [on, setOn] = useState(today);
  const [known, setKnown] = useState('');
  const [asked, setAsked] = useState<Moment>();
  const [wrong, setWrong] = useState<{ on?: string; known?: string }>({});
  const at = useQuery({
    ...recordAtQuery(subject.person, asked ?? { on: today }, reason),
    enabled: asked !== undefined,
  });
  const ask = () => {
    const bad = say('screen.desk.dateWrong');
    const found = { ...(isDate(on) ? {} : { on: bad }), ...(known === '' || isDate(known) ? {} : { known: bad }) };
    setWrong(found);
    // Known by the end of that day, wherever on earth the office is.
    if (Object.keys(found).length === 0) setAsked({ on, known: known ? `${known}T23:59:59.999Z` : undefined });
  };
  const shown = at.data?.fields.filter(({ state }) => state === 'known') ?? [];
  return (
    <Stack>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <Stack>
          <DateField id="at-on" label={say('screen.desk.at.on')} value={on} error={wrong.on} onChange={setOn} />
          <DateField
            id="at-known"
            label={say('screen.desk.at.known')}
            hint={say('screen.desk.at.knownHint')}
            optional
            value={known}
            error={wrong.known}
            onChange={setKnown}
          />
          <Cluster>
            <Button type="submit" icon="history" busy={at.isFetching}>
              {say('screen.desk.at.show')}
            </Button>
          </Cluster>
        </Stack>
      </form>
      <div aria-live="polite">
        {at.isError && <ProblemNotice error={at.error} />}
        {at.isFetching && !at.data && <Loading lines={5} />}
        {at.data && asked && (
          <Stack>
            <Notice
              tone="plain"
              title={
                asked.known
                  ? say('screen.desk.at.both', { on: date(asked.on), known: date(asked.known.slice(0, 10)) })
                  : say('screen.desk.at.one', { on: date(asked.on) })
              }
            />
            {at.data.record === null && <Empty title={say('screen.desk.at.nothing')} />}
            {shown.length > 0 && <RecordRows fields={shown} />}
          </Stack>
        )}
      </div>
    </Stack>
  );
}
