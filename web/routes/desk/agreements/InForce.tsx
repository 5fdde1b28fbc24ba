import { useWords } from '../../../words.tsx';
import { AgreementPage } from '../../agency/agreements/AgreementPage.tsx';

/** An organisation's agreement as the platform's officers see it. */
export function AgreementInForceScreen() {
  const { say } = useWords();
  return (
    <AgreementPage
      side="holder"
      back={{
        to: '/desk/agreements',
        search: { state: 'agreements' },
        label: say('screen.agreements.queue.state.agreements'),
      }}
    />
  );
}
