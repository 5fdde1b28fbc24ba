import { useEffect, useState } from 'react';
import { announce, Button, Cluster, Notice, Stack, Status } from '../../../kit/index.ts';
import { drawFrame, useCamera } from '../../../useCamera.ts';
import { useWords } from '../../../words.tsx';
import { type Reading, readZone } from './readZone.ts';
import classes from './ZoneCamera.module.css';

/** Lines of 44 letters need it; many cameras give half unless they are asked. */
const PICTURE_WIDTH = 1280;
/** The shapes of the finder and of the frame in it, as the style sheet has them. */
const FINDER_RATIO = 1.6;
const FRAME_RATIO = 4.6;
const FRAME_PART = 0.96;

const PAUSE_MILLISECONDS = 120;
/** After so many looks in vain, and so many more, it is said what to do. */
const PATIENCE = 15;

/**
 * Reads machine-readable lines with the camera, until their check digits hold and a second picture shows the same: names have no check
 * digit. The pictures stay in the browser.
 */
export function ZoneCamera({ onFound }: { onFound: (text: string) => void }) {
  const { say } = useWords();
  const word = (key: string) => say(`screen.point.zone.camera.${key}`);
  const [wanted, setWanted] = useState(false);
  const [lack, setLack] = useState<Exclude<Reading, object>>();
  const { video, state } = useCamera(wanted, 'environment', PICTURE_WIDTH);
  const isOn = state === 'on';
  useEffect(() => {
    setLack(undefined);
    if (!isOn) return;
    let [before, looks] = ['', 0];
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      const picture = video.current && takeFrame(video.current);
      const reading = picture ? readZone(picture) : 'nothing';
      const text = typeof reading === 'string' ? '' : reading.lines.join('\n');
      if (text !== '' && text === before) {
        onFound(text);
        announce(say('screen.point.zone.camera.found'));
        return setWanted(false);
      }
      before = text || before;
      looks++;
      if (looks % PATIENCE === 0) setLack(typeof reading === 'string' ? reading : 'unread');
      timer = setTimeout(look, PAUSE_MILLISECONDS);
    };
    look();
    return () => clearTimeout(timer);
  }, [isOn, video, onFound, say]);
  return (
    <Stack gap="small">
      {wanted && (
        <div className={classes.finder}>
          <video ref={video} playsInline muted aria-label={say('screen.point.scan.camera')} />
          <div className={classes.frame} />
        </div>
      )}
      <div aria-live="polite">{isOn && <Status tone={lack ? 'wait' : 'info'}>{word(lack ?? 'hold')}</Status>}</div>
      {state === 'refused' && (
        <Notice tone="wait" title={say('screen.point.scan.refused')}>
          {word('type')}
        </Notice>
      )}
      <Cluster>
        <Button icon="look" onClick={() => setWanted(!wanted)}>
          {wanted ? say('screen.point.scan.stop') : word('start')}
        </Button>
      </Cluster>
    </Stack>
  );
}

/** What stands in the frame. */
function takeFrame(video: HTMLVideoElement): ImageData | undefined {
  const canvas = drawFrame(video);
  if (!canvas) return undefined;
  const width = Math.round(Math.min(canvas.width, canvas.height * FINDER_RATIO) * FRAME_PART);
  const height = Math.round(width / FRAME_RATIO);
  const [left, top] = [Math.round((canvas.width - width) / 2), Math.round((canvas.height - height) / 2)];
  return canvas.getContext('2d')?.getImageData(left, top, width, height);
}
