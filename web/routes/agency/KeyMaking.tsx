import { CheckField, Notice } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';

interface KeyMakingProps {
  withFile: boolean;
  onWithFile: (on: boolean) => void;
}

/** What happens when a key is made in the browser, and whether its private half is also kept as a file. */
export function KeyMaking({ withFile, onWithFile }: KeyMakingProps) {
  const { say } = useWords();
  return (
    <>
      <Notice tone="plain">{say('screen.agency.keys.how')}</Notice>
      <CheckField
        id="with-file"
        label={say('screen.agency.keys.withFile')}
        hint={say('screen.agency.keys.withFileHint')}
        checked={withFile}
        onChange={onWithFile}
      />
    </>
  );
}
