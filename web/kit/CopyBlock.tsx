import { useState } from 'react';
import { useWords } from '../words.tsx';
import { announce } from './announce.tsx';
import { Button } from './Button.tsx';
import classes from './CopyBlock.module.css';

interface CopyBlockProps {
  /** What the block holds, for readers of the screen. */
  label: string;
  text: string;
}

/** A command, key or answer in letters of one width, with a button that copies it. */
export function CopyBlock({ label, text }: CopyBlockProps) {
  const { say } = useWords();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    announce(say('kit.copy.done'));
  };
  return (
    <div className={classes.block}>
      {/* biome-ignore-start lint/a11y: long lines scroll and the keyboard must reach them; a fieldset is for fields */}
      <pre className={classes.text} role="group" aria-label={label} tabIndex={0}>
        <code>{text}</code>
      </pre>
      {/* biome-ignore-end lint/a11y: see above */}
      <Button small icon={copied ? 'check' : 'document'} onClick={copy}>
        {copied ? say('kit.copy.done') : say('kit.copy.button')}
      </Button>
    </div>
  );
}
