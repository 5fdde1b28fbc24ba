import { Cluster, ConfirmedAct, Notice, Panel, Split } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import { type Draft, moveDraft, type Side } from './data.ts';
import { SignatureList } from './SignatureList.tsx';
import { SignedText } from './SignedText.tsx';

interface SignaturePanelProps {
  side: Side;
  draft: Draft;
  text: string;
  digest: string;
}

/** The text that both sides sign, who has, and the way to sign it. Where a fresh proof is needed, one comes back to here. */
export function SignaturePanel({ side, draft, text, digest }: SignaturePanelProps) {
  const { say } = useWords();
  const signing = draft.steps.includes('sign') && (
    <ConfirmedAct
      kind="primary"
      icon="proof"
      title={say('screen.agreements.sign.title')}
      text={
        <>
          <p>{say(`screen.agreements.sign.${side}`, { organisation: draft.organisationName })}</p>
          <p>{say('screen.agreements.sign.text')}</p>
        </>
      }
      yes={say('screen.agreements.sign.yes')}
      act={() => moveDraft(side, draft, 'sign', { digest })}
      done={say('screen.agreements.sign.done')}
      refresh={['agreements']}
    >
      {say('screen.agreements.sign.button')}
    </ConfirmedAct>
  );
  return (
    <Split
      main={
        <Panel title={say('screen.agreements.text.title')}>
          <p>{say('screen.agreements.text.what')}</p>
          <SignedText text={text} digest={digest} />
        </Panel>
      }
      aside={
        <Panel title={say('screen.agreements.signatures')}>
          <SignatureList signatures={draft.signatures} />
          {draft.notSigning && <Notice tone="plain">{say(`screen.agreements.notSigning.${draft.notSigning}`)}</Notice>}
          {signing && <Cluster>{signing}</Cluster>}
        </Panel>
      }
    />
  );
}
