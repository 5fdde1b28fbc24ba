import { useState } from 'react';
import { encodeFile } from '../../base64.ts';
import { Button, Cluster, FileField, Muted, Notice, Stack } from '../../kit/index.ts';
import { drawFrame, useCamera } from '../../useCamera.ts';
import { useWords } from '../../words.tsx';
import classes from './Camera.module.css';

/** The face before the desk, by camera or as a picture: compared once, and not kept. */
export function FaceField({ onTaken }: { onTaken: (picture: string | undefined) => void }) {
  const { say } = useWords();
  const [wanted, setWanted] = useState(false);
  const [still, setStill] = useState<string>();
  const { video, state } = useCamera(wanted, 'user');
  const take = () => {
    const canvas = video.current && drawFrame(video.current);
    if (!canvas) return;
    const url = canvas.toDataURL('image/jpeg', 0.9);
    setStill(url);
    onTaken(url.slice(url.indexOf(',') + 1));
    setWanted(false);
  };
  return (
    <Stack>
      {wanted && (
        <video ref={video} className={classes.video} playsInline muted aria-label={say('screen.point.face.camera')} />
      )}
      {still && !wanted && <img src={still} className={classes.still} alt={say('screen.point.face.taken')} />}
      {state === 'refused' && <Notice tone="wait" title={say('screen.point.scan.refused')} />}
      <Cluster>
        {state === 'on' ? (
          <Button kind="primary" icon="person" onClick={take}>
            {say('screen.point.face.take')}
          </Button>
        ) : (
          <Button icon="person" onClick={() => setWanted(true)}>
            {say(still ? 'screen.point.face.again' : 'screen.point.face.start')}
          </Button>
        )}
      </Cluster>
      <FileField
        id="face"
        label={say('screen.point.face.file')}
        accept="image/jpeg,image/png"
        onChange={(file) => {
          void (file ? encodeFile(file) : Promise.resolve(undefined)).then(onTaken);
        }}
      />
      <Muted>{say('screen.point.face.note')}</Muted>
    </Stack>
  );
}
