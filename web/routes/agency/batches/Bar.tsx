import { useWords } from '../../../words.tsx';
import classes from './Batches.module.css';

interface BarProps {
  label: string;
  /** 0 to 1; undefined where nobody knows how much there is. */
  part: number | undefined;
  /** Beside each other below the bar: how much, how fast, how long yet. */
  figures: readonly (string | false | undefined)[];
}

/** How far long work has come. */
export function Bar({ label, part, figures }: BarProps) {
  return (
    <div>
      <progress className={classes.bar} aria-label={label} {...(part === undefined ? {} : { value: part, max: 1 })} />
      <div className={classes.figures}>{figures.map((one) => one && <span key={one}>{one}</span>)}</div>
    </div>
  );
}

/** How long work still takes, in the unit that people would say. */
export function useTimeLeft(): (seconds: number) => string {
  const { say, language } = useWords();
  return (seconds) => {
    const [unit, size] =
      seconds >= 5400
        ? (['hour', 3600] as const)
        : seconds >= 90
          ? (['minute', 60] as const)
          : (['second', 1] as const);
    const time = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(
      Math.max(1, Math.round(seconds / size)),
    );
    return say('screen.batches.left', { time });
  };
}
