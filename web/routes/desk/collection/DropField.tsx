import { type DragEvent, useRef, useState } from 'react';
import { FileField, Icon } from '../../../kit/index.ts';
import { useWords } from '../../../words.tsx';
import classes from './Collection.module.css';
import { COLLECTED } from './data.ts';

interface DropFieldProps {
  id: string;
  error: string | undefined;
  file: File | undefined;
  onChange: (file: File | undefined) => void;
}

/** A file by drag and drop, or by the device's own way: what can be dragged can always be chosen too. */
export function DropField({ id, error, file, onChange }: DropFieldProps) {
  const { say, size } = useWords();
  const [over, setOver] = useState(false);
  // Moving from the ground onto a child leaves the one and enters the other.
  const depth = useRef(0);
  const enter = (event: DragEvent) => {
    event.preventDefault();
    depth.current += 1;
    setOver(true);
  };
  const leave = () => {
    depth.current -= 1;
    if (depth.current === 0) setOver(false);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    depth.current = 0;
    setOver(false);
    const { files } = event.dataTransfer;
    if (!files[0]) return;
    // The field says what was chosen, however it came.
    const field = document.getElementById(id);
    if (field instanceof HTMLInputElement) field.files = files;
    onChange(files[0]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the field inside does the same by keyboard
    <div
      className={classes.drop}
      data-over={over || undefined}
      onDragEnter={enter}
      onDragOver={(event) => event.preventDefault()}
      onDragLeave={leave}
      onDrop={drop}
    >
      <p className={classes.dropWords}>
        <Icon name="document" size={28} />
        {say(over ? 'screen.collection.new.letGo' : 'screen.collection.new.drop')}
      </p>
      <FileField
        id={id}
        label={say('screen.collection.new.choose')}
        hint={say('screen.collection.new.chooseHint')}
        error={error}
        accept={COLLECTED}
        onChange={onChange}
      />
      <p role="status" className={classes.chosen}>
        {file && say('screen.collection.new.chosen', { file: file.name, size: size(file.size) })}
      </p>
    </div>
  );
}
