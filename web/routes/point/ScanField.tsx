import decodeQR from 'qr/decode.js';
import { useEffect, useState } from 'react';
import { announce, Button, Cluster, Notice, Stack } from '../../kit/index.ts';
import { drawFrame, useCamera } from '../../useCamera.ts';
import { useWords } from '../../words.tsx';
import classes from './Camera.module.css';

const LOOK_MILLISECONDS = 200;

/** Reads a code with the camera, as long as it is on. */
export function ScanField({ onFound }: { onFound: (text: string) => void }) {
  const { say } = useWords();
  const [wanted, setWanted] = useState(false);
  const { video, state } = useCamera(wanted, 'environment');
  useEffect(() => {
    if (state !== 'on') return;
    const timer = setInterval(() => {
      const canvas = video.current && drawFrame(video.current);
      const picture = canvas?.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height);
      const text = picture && read(picture);
      if (!text) return;
      onFound(text);
      announce(say('screen.point.scan.found'));
      setWanted(false);
    }, LOOK_MILLISECONDS);
    return () => clearInterval(timer);
  }, [state, video, onFound, say]);
  return (
    <Stack>
      {wanted && (
        <video ref={video} className={classes.video} playsInline muted aria-label={say('screen.point.scan.camera')} />
      )}
      {state === 'refused' && <Notice tone="wait" title={say('screen.point.scan.refused')} />}
      <Cluster>
        <Button icon="look" onClick={() => setWanted(!wanted)}>
          {say(wanted ? 'screen.point.scan.stop' : 'screen.point.scan.start')}
        </Button>
      </Cluster>
    </Stack>
  );
}

/** Most pictures show no code, or half of one. */
function read({ width, height, data }: ImageData): string | undefined {
  try {
    return decodeQR({ width, height, data });
  } catch {
    return undefined;
  }
}
