import { useWords } from '../words.tsx';
import classes from './LanguageChoice.module.css';

interface LanguageChoiceProps {
  languages: readonly string[];
  language: string;
  onLanguage: (language: string) => void;
}

/** Each language by its own name, in its own language: who cannot read this one must find theirs. */
export function LanguageChoice({ languages, language, onLanguage }: LanguageChoiceProps) {
  const { say } = useWords();
  return (
    <fieldset className={classes.choice}>
      <legend className="unseen">{say('kit.shell.language')}</legend>
      {languages.map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          className={classes.language}
          aria-pressed={each === language}
          onClick={() => onLanguage(each)}
        >
          {nameLanguage(each)}
        </button>
      ))}
    </fieldset>
  );
}

/** Its own name, in itself. */
export function nameLanguage(language: string): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
