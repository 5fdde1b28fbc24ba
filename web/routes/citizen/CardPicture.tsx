import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { getFile } from '../../api.ts';
import { Button, Cluster, Icon, Loaded, Muted, Stack } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import classes from './CardPicture.module.css';

const SIDES = ['front', 'back'] as const;
/** Each drawing is a line in the log: turning it over asks nothing new. */
const LOOK_MS = 5 * 60_000;

/** The card as it looks, asked for only when it is opened: both sides, and a sheet to print. */
export function CardPicture({ card }: { card: string }) {
  const { say } = useWords();
  const [open, setOpen] = useState(false);
  if (open) return <Picture card={card} />;
  return (
    <Cluster>
      <Button icon="certificate" onClick={() => setOpen(true)}>
        {say('screen.cardPicture.title')}
      </Button>
    </Cluster>
  );
}

function Picture({ card }: { card: string }) {
  const { say } = useWords();
  const [side, setSide] = useState<(typeof SIDES)[number]>('front');
  const drawing = useQuery({
    queryKey: ['me', 'cards', card, 'picture', side],
    queryFn: async () => (await getFile(`/api/me/cards/${card}/artwork/${side}`)).text(),
    staleTime: LOOK_MS,
  });
  const word = (key: string) => say(`screen.cardPicture.${key}`);
  return (
    <Stack>
      <Loaded query={drawing} lines={8}>
        {(svg) => <Drawn svg={svg} label={word(side)} mark={`${card}-${side}`} />}
      </Loaded>
      <Cluster>
        <Button small icon="back" onClick={() => setSide(side === 'front' ? 'back' : 'front')}>
          {word('turn')}
        </Button>
        <a className={classes.download} href={`/api/me/cards/${card}/sheet`} download="card.pdf">
          <Icon name="download" />
          <span>{word('sheet')}</span>
        </a>
      </Cluster>
      <Muted>{word('text')}</Muted>
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
