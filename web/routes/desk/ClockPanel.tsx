import { post } from '../../api.ts';
import { useForm } from '../../form/useForm.ts';
import { FormFrame, Panel, TextField } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';

/** Moves the demonstration's day, for all who play in it. */
export function ClockPanel({ now }: { now: string }) {
  const { say, day } = useWords();
  const form = useForm({
    initial: { days: '0' },
    check: ({ days }): { days?: string } =>
      /^-?[0-9]{1,5}$/.test(days) && Math.abs(Number(days)) <= 36_500 ? {} : { days: say('screen.desk.clock.wrong') },
    send: async ({ days }, key) => {
      await post('/api/demonstration/clock', { days: Number(days) }, { key });
      // Today stands in the session, which is read once.
      location.reload();
    },
  });
  return (
    <Panel title={say('screen.desk.clock.title')}>
      <p>{say('screen.desk.clock.text')}</p>
      <p>
        <strong>{say('screen.desk.clock.now', { date: day(now) })}</strong>
      </p>
      <FormFrame form={form} send={say('screen.desk.clock.move')} icon="clock">
        <TextField
          label={say('screen.desk.clock.days')}
          hint={say('screen.desk.clock.hint')}
          maxLength={6}
          {...form.field('days')}
        />
      </FormFrame>
    </Panel>
  );
}
