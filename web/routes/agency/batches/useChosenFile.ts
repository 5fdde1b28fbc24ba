import { useState } from 'react';
import { recogniseColumns } from './data.ts';
import { type FileHead, readFileHead } from './fileHead.ts';

export interface ChosenFile {
  readonly file: File | undefined;
  readonly head: FileHead | undefined;
  /** Why it cannot be taken. */
  readonly failure: unknown;
  choose(file: File | undefined): Promise<void>;
}

const NOTHING = { file: undefined, head: undefined, failure: undefined };

/** A chosen file, read as far as its head. @param onRecognised role -> column, as the columns' names say */
export function useChosenFile(onRecognised: (columns: Readonly<Record<string, string>>) => void): ChosenFile {
  const [state, setState] = useState<Omit<ChosenFile, 'choose'>>(NOTHING);
  return {
    ...state,
    async choose(file) {
      setState(NOTHING);
      if (!file) return;
      try {
        const head = await readFileHead(file);
        onRecognised(await recogniseColumns(head.columns));
        setState({ file, head, failure: undefined });
      } catch (failure) {
        setState({ ...NOTHING, failure });
      }
    },
  };
}
