import { FieldRow, Muted, Status, TextLink } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import type { RecordField } from './data.ts';

/** One field of the record. */
export function RecordRow({ field }: { field: RecordField }) {
  const { say, date, has } = useWords();
  const label = say(`field.${field.id}`);
  const { source, correction } = field;
  const act = source && (has(`value.actKind.${source.act}`) ? say(`value.actKind.${source.act}`) : source.act);
  const wrong = say(field.state === 'none' ? 'screen.record.add' : 'screen.record.wrong');
  return (
    <FieldRow
      label={label}
      empty={field.state === 'none'}
      note={
        field.resolved && (
          <>
            <Muted>{say('screen.record.today')}</Muted> {field.resolved}
          </>
        )
      }
      source={
        source && (
          <span title={source.legalBasisTitle}>
            {say('screen.record.source', { act: act ?? '', date: date(source.since), office: source.officeName })}
          </span>
        )
      }
      action={
        correction ? (
          <TextLink
            to="/me/corrections"
            label={`${say('screen.record.correcting', { date: date(correction.dueOn) })} – ${label}`}
          >
            <Status tone="wait">{say('screen.record.correcting', { date: date(correction.dueOn) })}</Status>
          </TextLink>
        ) : (
          <TextLink to="/me/correct/$field" params={{ field: field.id }} label={`${wrong}: ${label}`}>
            {wrong}
          </TextLink>
        )
      }
    >
      {field.state === 'none' ? say('screen.record.none') : field.text}
    </FieldRow>
  );
}
