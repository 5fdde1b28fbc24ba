import { Muted } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';

/** A place whose unit has become another: as it was written, and the unit of today. */
export function WrittenPlace({ text, resolved }: { text: string; resolved: string }) {
  const { say } = useWords();
  return (
    <>
      <div>
        <Muted>{say('screen.desk.timeline.written')}</Muted> {text}
      </div>
      <div>
        <Muted>{say('screen.record.today')}</Muted> <strong>{resolved}</strong>
      </div>
    </>
  );
}
