import '@mantine/core/styles/Combobox.layer.css';
import '@mantine/core/styles/Popover.layer.css';
import '@mantine/core/styles/ScrollArea.layer.css';
import '@mantine/core/styles/CloseButton.layer.css';
import { Select } from '@mantine/core';
import { useWords } from '../words.tsx';
import classes from './fields.module.css';
import type { Choice, FieldProps } from './fields.tsx';

interface ChoiceFieldProps extends FieldProps {
  choices: readonly Choice[];
  /** While the choices come. */
  busy?: boolean;
}

/** A long list that is searched by typing, tone marks or not: communes, nationalities, organisations. */
export function ChoiceField({
  choices,
  label,
  optional = false,
  hint,
  value,
  onChange,
  busy = false,
  ...rest
}: ChoiceFieldProps) {
  const { say } = useWords();
  return (
    <Select
      {...rest}
      label={
        <>
          {label}
          {optional && <span className={classes.optional}> ({say('kit.field.optional')})</span>}
        </>
      }
      description={hint}
      classNames={{
        label: classes.label ?? '',
        description: classes.hint ?? '',
        error: classes.error ?? '',
        input: classes.input ?? '',
      }}
      data={choices.map((choice) => ({ value: choice.value, label: choice.label }))}
      value={value === '' ? null : value}
      onChange={(next) => onChange(next ?? '')}
      searchable
      clearable={optional}
      disabled={busy}
      limit={50}
      // Drawers stand in the browser's top layer: a list outside of them would open behind them.
      comboboxProps={{ withinPortal: false }}
      nothingFoundMessage={say('kit.choice.nothing')}
      clearButtonProps={{ 'aria-label': say('kit.choice.clear') }}
      filter={({ options, search, limit }) => {
        const wanted = withoutTones(search);
        return options
          .filter((option) => 'label' in option && withoutTones(String(option.label)).includes(wanted))
          .slice(0, limit);
      }}
    />
  );
}

function withoutTones(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/gi, 'd').toLowerCase().trim();
}
