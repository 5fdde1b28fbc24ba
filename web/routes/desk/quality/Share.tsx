import { Muted, Status } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import classes from './Share.module.css';

/** A share as people read it: never "100 %" where something is missing. */
export function useShare(): (value: number) => string {
  const { language } = useWords();
  const format = new Intl.NumberFormat(language === 'en' ? 'en-GB' : language, {
    style: 'percent',
    maximumFractionDigits: 2,
    roundingMode: 'floor',
  });
  return (value) => format.format(value);
}

interface Counts {
  numerator?: number | undefined;
  denominator?: number | undefined;
}

export function ShareOf({ numerator, denominator }: Counts) {
  const { say, number } = useWords();
  const share = useShare();
  if (numerator === undefined || !denominator) return <Muted>{say('screen.quality.nobody')}</Muted>;
  return (
    <span>
      <strong>{share(numerator / denominator)}</strong>{' '}
      <Muted>{say('screen.quality.of', { some: number(numerator), all: number(denominator) })}</Muted>
    </span>
  );
}

export function TargetOf({ numerator, denominator, target }: Counts & { target: number }) {
  const { say } = useWords();
  const share = useShare();
  if (numerator === undefined || !denominator || target === 0) return <>–</>;
  const reached = numerator / denominator >= target;
  return (
    <Status tone={reached ? 'good' : 'wait'}>
      {say(reached ? 'screen.quality.reached' : 'screen.quality.short', { target: share(target) })}
    </Status>
  );
}

/** How a share went, day by day: a picture beside the words, which say the first and the last. */
export function Trend({ values }: { values: readonly { day: string; value: number }[] }) {
  const { say, day } = useWords();
  const share = useShare();
  const [first, last] = [values[0], values.at(-1)];
  if (!first || !last || values.length < 2) return <Muted>{say('screen.quality.trendLater')}</Muted>;
  const low = Math.min(...values.map(({ value }) => value));
  const span = Math.max(...values.map(({ value }) => value)) - low || 1;
  const points = values
    .map(
      ({ value }, at) =>
        `${((at / (values.length - 1)) * 100).toFixed(1)},${(22 - ((value - low) / span) * 20).toFixed(1)}`,
    )
    .join(' ');
  return (
    <span className={classes.trend}>
      <svg className={classes.line} viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true">
        <polyline points={points} vectorEffect="non-scaling-stroke" />
      </svg>
      <Muted>{say('screen.quality.since', { day: day(first.day), value: share(first.value) })}</Muted>
    </span>
  );
}
