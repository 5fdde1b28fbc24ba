import { useNavigate } from '@tanstack/react-router';
import { type AnswerOf, ApiProblem, get } from '../../../api.ts';
import { useForm } from '../../../form/useForm.ts';
import { FormFrame, Page, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { useDesk } from '../desk.ts';

/** Somebody stands at the counter: the number on the card says who the papers are of. */
export function CounterScreen() {
  const { say } = useWords();
  const { reason: purpose } = useDesk();
  const navigate = useNavigate();
  const form = useForm({
    initial: { number: '' },
    check: ({ number }): { number?: string } => (number.trim() ? {} : { number: say('screen.counter.numberMissing') }),
    send: async ({ number }) => {
      const { candidates } = await get<AnswerOf<'/api/people/search'>>('/api/people/search', {
        query: { number: number.replace(/\s/g, ''), limit: 1 },
        purpose,
      });
      const [found] = candidates;
      if (!found) {
        const detail = say('screen.counter.nobody');
        const problem = { type: 'about:blank', title: detail, status: 404, code: 'web/nobody' };
        throw new ApiProblem({ ...problem, pointer: '/number', detail });
      }
      await navigate({ to: '/desk/counter/$person', params: { person: found.person } });
    },
  });
  return (
    <Page title={say('screen.counter.title')} lead={say('screen.counter.lead')} width="question">
      <FormFrame form={form} send={say('screen.counter.find')}>
        <TextField
          label={say('screen.desk.search.number')}
          hint={say('screen.counter.numberHint')}
          inputMode="numeric"
          mono
          maxLength={30}
          {...form.field('number')}
        />
      </FormFrame>
    </Page>
  );
}
