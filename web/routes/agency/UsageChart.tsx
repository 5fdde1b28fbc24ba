import { axisX, axisY, barY, gridY, plot, ruleY } from '@observablehq/plot';
import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../words.tsx';
import type { Figures } from './data.ts';
import classes from './UsageChart.module.css';

/** Questions a day, those that met a problem in a second colour; the table beside it says the same in words. */
export default function UsageChart({ days }: { days: Figures['days'] }) {
  const { say, language, number } = useWords();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  useEffect(() => {
    if (!frame.current || width === 0) return;
    const short = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
      day: 'numeric',
      month: 'numeric',
      timeZone: 'UTC',
    });
    const bars = days.flatMap(({ day, requests, problems }) => [
      { day, kind: 'answered', count: requests - problems },
      { day, kind: 'problems', count: problems },
    ]);
    const every = width < 520 ? 3 : 1;
    const ticks = days.map(({ day }) => day).filter((_, index) => (days.length - 1 - index) % every === 0);
    const drawing = plot({
      width,
      height: 240,
      marginLeft: 48,
      x: { type: 'band', domain: days.map(({ day }) => day), label: null },
      y: { label: null, nice: true },
      color: { domain: ['answered', 'problems'], range: ['var(--accent)', 'var(--bad)'] },
      marks: [
        gridY({ stroke: 'var(--line)', strokeOpacity: 1 }),
        axisY({ tickFormat: (value: number) => number(value), ticks: 4, fontSize: 13 }),
        axisX({ ticks, tickFormat: (day: string) => short.format(new Date(`${day}T00:00:00Z`)), fontSize: 13 }),
        barY(bars, { x: 'day', y: 'count', fill: 'kind' }),
        ruleY([0], { stroke: 'var(--edge)' }),
      ],
    });
    // Plot brings a style element of its own, which the content security policy refuses; its rules are in our stylesheet.
    for (const style of drawing.querySelectorAll('style')) style.remove();
    drawing.setAttribute('aria-hidden', 'true');
    frame.current.replaceChildren(drawing);
  }, [days, width, language, number]);
  return (
    <figure className={classes.chart}>
      <div ref={frame} className={classes.frame} />
      <figcaption className={classes.legend}>
        <span className={classes.answered}>{say('screen.agency.days.answered')}</span>
        <span className={classes.problems}>{say('screen.agency.days.problems')}</span>
      </figcaption>
    </figure>
  );
}

function useWidth(element: React.RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (!element.current) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry?.contentRect.width ?? 0)));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
