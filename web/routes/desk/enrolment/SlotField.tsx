import { useQuery } from '@tanstack/react-query';
import { Empty, Loaded, RadioField, SelectField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { slotsQuery } from './data.ts';

interface SlotFieldProps {
  door: Parameters<typeof slotsQuery>[0];
  office: string;
  day: string;
  onDay: (day: string) => void;
  /** The instant that was chosen, ISO 8601. */
  field: { id: string; value: string; onChange: (at: string) => void; error: string | undefined };
}

/** A day on which an office enrols, and one of its free times. */
export function SlotField({ door, office, day, onDay, field }: SlotFieldProps) {
  const { say, date, time } = useWords();
  const days = useQuery(slotsQuery(door, office));
  const chosen = day || days.data?.days[0] || '';
  const slots = useQuery({ ...slotsQuery(door, office, chosen), enabled: chosen !== '' });
  const word = (key: string) => say(`screen.enrolment.slots.${key}`);
  return (
    <Loaded query={days} lines={3}>
      {(given) =>
        given.days.length === 0 ? (
          <Empty title={word('noDays')} />
        ) : (
          <>
            <SelectField
              id="day"
              label={word('day')}
              choices={given.days.map((one) => ({ value: one, label: date(one) }))}
              value={chosen}
              onChange={onDay}
            />
            <Loaded query={slots} lines={3}>
              {(data) => {
                const free = data.slots.filter((slot) => slot.free > 0);
                return free.length === 0 ? (
                  <Empty title={word('full')} />
                ) : (
                  <RadioField
                    label={word('time')}
                    short
                    choices={free.map(({ at }) => ({ value: at, label: time(at) }))}
                    {...field}
                  />
                );
              }}
            </Loaded>
          </>
        )
      }
    </Loaded>
  );
}
