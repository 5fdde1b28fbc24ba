import { geo, plot } from '@observablehq/plot';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useWords } from '../../../words.tsx';
import { mapQuery, type Part } from './data.ts';
import classes from './ProvinceMap.module.css';
import { useShare } from './Share.tsx';

/** The provinces, darker where more is as it should be. The table beside it says the same in words. */
export default function ProvinceMap({ parts }: { parts: readonly Part[] }) {
  const { say } = useWords();
  const share = useShare();
  const map = useQuery(mapQuery);
  const frame = useRef<HTMLDivElement>(null);
  const shares = parts.filter(({ denominator }) => denominator > 0).map((one) => one.numerator / one.denominator);
  const [low, high] = [Math.min(...shares), Math.max(...shares)];
  useEffect(() => {
    if (!frame.current || !map.data) return;
    const values = new Map(parts.map(({ unit, numerator, denominator }) => [unit, numerator / denominator]));
    const drawing = plot({
      width: 420,
      height: 640,
      projection: { type: 'mercator', domain: map.data as never },
      color: {
        domain: low === high ? [low - 0.01, high] : [low, high],
        range: ['#e6edf5', '#0b3d6e'],
        unknown: '#ffffff',
      },
      marks: [
        geo((map.data.features as { properties: { code: string } }[]).slice(), {
          fill: ({ properties }: { properties: { code: string } }) => values.get(properties.code),
          stroke: 'var(--edge)',
          strokeWidth: 0.6,
        }),
      ],
    });
    // Plot brings a style element of its own, which the content security policy refuses.
    for (const style of drawing.querySelectorAll('style')) style.remove();
    drawing.setAttribute('aria-hidden', 'true');
    frame.current.replaceChildren(drawing);
  }, [map.data, parts, low, high]);
  if (shares.length === 0) return null;
  return (
    <figure className={classes.map}>
      <div ref={frame} className={classes.frame} />
      <figcaption className={classes.legend}>
        <span>{share(low)}</span>
        <span className={classes.scale} aria-hidden="true" />
        <span>{share(high)}</span>
        <span>{say('screen.quality.mapLegend')}</span>
      </figcaption>
    </figure>
  );
}
