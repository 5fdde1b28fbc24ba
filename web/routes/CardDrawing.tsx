import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { getFile } from '../api.ts';
import { Button, Cluster, Loaded, Stack } from '../kit/index.ts';
import { useWords } from '../words.tsx';
import classes from './CardDrawing.module.css';

const SIDES = ['front', 'back'] as const;
/** Each drawing of somebody's card is a line in the log: turning it over asks nothing new. */
const LOOK_MS = 5 * 60_000;

interface CardDrawingProps {
  /** Where its sides are, without the side. */
  path: string;
  /** Key under which the drawings are kept. */
  queryKey: readonly string[];
  /** Beside the button that turns it over. */
  beside?: ReactNode;
}

/** A card as it looks, one side at a time. */
export function CardDrawing({ path, queryKey, beside }: CardDrawingProps) {
  const { say } = useWords();
  const [side, setSide] = useState<(typeof SIDES)[number]>('front');
  const drawing = useQuery({
    queryKey: [...queryKey, side],
    queryFn: async () => (await getFile(`${path}/${side}`)).text(),
    staleTime: LOOK_MS,
  });
  return (
    <Stack>
      <Loaded query={drawing} lines={8}>
        {(svg) => <Drawn svg={svg} label={say(`screen.cardPicture.${side}`)} mark={`${queryKey.join('-')}-${side}`} />}
      </Loaded>
      <Cluster>
        <Button small icon="back" onClick={() => setSide(side === 'front' ? 'back' : 'front')}>
          {say('screen.cardPicture.turn')}
        </Button>
        {beside}
      </Cluster>
    </Stack>
  );
}

/** Within the page, so that it has the page’s typeface. @param mark makes the names of its parts its own among several cards */
function Drawn({ svg, label, mark }: { svg: string; label: string; mark: string }) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const own = svg.replace(/( id="|url\(#|href="#)([\w-]+)/g, (_, before, name) => `${before}${mark}-${name}`);
    const { documentElement } = new DOMParser().parseFromString(own, 'image/svg+xml');
    frame.current?.replaceChildren(document.importNode(documentElement, true));
  }, [svg, mark]);
  return <div ref={frame} className={classes.frame} role="img" aria-label={label} />;
}
