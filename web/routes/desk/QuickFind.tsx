import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { useSlashFocus } from '../../kit/desk.ts';
import { Button, TextField } from '../../kit/index.ts';
import { useWords } from '../../words.tsx';
import { keepCriteria } from './criteria.ts';
import classes from './ReasonBar.module.css';

/** A number from anywhere at the desk; `/` puts the cursor here. */
export function QuickFind() {
  const { say } = useWords();
  const navigate = useNavigate();
  const [number, setNumber] = useState('');
  const field = useRef<HTMLInputElement>(null);
  useSlashFocus(field);
  return (
    <search className={classes.find}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (number.trim() !== '') keepCriteria({ number: number.trim() });
          setNumber('');
          void navigate({ to: '/desk/search' });
        }}
      >
        <TextField
          id="quick-number"
          label={say('screen.desk.find.label')}
          mono
          inputMode="numeric"
          maxLength={30}
          value={number}
          onChange={setNumber}
          inputRef={field}
        />
        <Button type="submit" icon="search">
          {say('screen.desk.find.button')}
        </Button>
      </form>
    </search>
  );
}
