import { useState } from 'react';
import { Button, Cluster, Icon, Muted, Stack } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { CardDrawing } from '../CardDrawing.tsx';
import classes from './CardPicture.module.css';

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
  return (
    <Stack>
      <CardDrawing
        path={`/api/me/cards/${card}/artwork`}
        queryKey={['me', 'cards', card, 'picture']}
        beside={
          <a className={classes.download} href={`/api/me/cards/${card}/sheet`} download="card.pdf">
            <Icon name="download" />
            <span>{say('screen.cardPicture.sheet')}</span>
          </a>
        }
      />
      <Muted>{say('screen.cardPicture.text')}</Muted>
    </Stack>
  );
}
