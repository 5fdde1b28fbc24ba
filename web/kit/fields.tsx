import { Checkbox, NativeSelect, Radio, Stack, Textarea, TextInput } from '@mantine/core';
import type { ReactNode, Ref } from 'react';
import { useWords } from '../words.tsx';
import classes from './fields.module.css';

/** What every field takes; `useForm().field(name)` gives id, value, onChange and error. */
export interface FieldProps {
  id: string;
  label: string;
  /** Help that stays readable while typing. */
  hint?: ReactNode;
  /** Said in words beside the label; fields are required unless they say so. */
  optional?: boolean;
  error?: string | undefined;
  value: string;
  onChange: (value: string) => void;
}

export interface Choice {
  value: string;
  label: string;
  hint?: string;
}

interface TextFieldProps extends FieldProps {
  type?: 'text' | 'email' | 'tel' | 'search' | 'password';
  /** `numeric` shows digits on a phone's keyboard without refusing letters. */
  inputMode?: 'text' | 'numeric' | 'tel' | 'email' | 'search';
  autoComplete?: string;
  maxLength?: number;
  /** Letters of one width: numbers, keys, codes. */
  mono?: boolean;
  inputRef?: Ref<HTMLInputElement>;
  placeholder?: string;
}

export function TextField({ mono = false, inputRef, autoComplete = 'off', ...props }: TextFieldProps) {
  const { label, optional, hint, onChange, error, ...rest } = props;
  return (
    <TextInput
      {...rest}
      ref={inputRef}
      autoComplete={autoComplete}
      classNames={inputClasses}
      data-mono={mono || undefined}
      label={<Label label={label} optional={optional} />}
      description={hint}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface AreaFieldProps extends FieldProps {
  rows?: number;
  maxLength?: number;
  /** Letters of one width, lines that stay lines, and nothing that corrects spelling. */
  mono?: boolean;
}

export function AreaField({ rows = 4, mono = false, label, optional, hint, onChange, error, ...rest }: AreaFieldProps) {
  return (
    <Textarea
      {...rest}
      {...(mono && {
        'data-mono': true,
        wrap: 'off',
        spellCheck: false,
        autoCapitalize: 'characters',
        autoCorrect: 'off',
      })}
      rows={rows}
      classNames={inputClasses}
      label={<Label label={label} optional={optional} />}
      description={hint}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface SelectFieldProps extends FieldProps {
  choices: Choice[];
  /** The words of the empty choice; without it there is none. */
  none?: string;
}

/** A short list, as the device draws it. For thousands of choices: `ChoiceField` of `kit/desk.ts`. */
export function SelectField({ choices, none, label, optional, hint, onChange, error, ...rest }: SelectFieldProps) {
  return (
    <NativeSelect
      {...rest}
      classNames={inputClasses}
      label={<Label label={label} optional={optional} />}
      description={hint}
      error={error}
      data={none === undefined ? choices : [{ value: '', label: none }, ...choices]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

interface RadioFieldProps extends FieldProps {
  choices: Choice[];
  /** Short ones, as hours, stand beside each other. */
  short?: boolean;
}

/** A few choices, all in sight. */
export function RadioField({
  choices,
  short = false,
  label,
  optional,
  hint,
  onChange,
  error,
  id,
  value,
}: RadioFieldProps) {
  return (
    <Radio.Group
      classNames={groupClasses}
      label={<Label label={label} optional={optional} />}
      labelProps={{ component: 'div' }}
      description={hint}
      error={error}
      value={value}
      onChange={onChange}
    >
      <Stack gap={4} className={short ? (classes.short ?? '') : ''}>
        {choices.map((choice, index) => (
          <Radio
            key={choice.value}
            id={index === 0 ? id : `${id}-${choice.value}`}
            value={choice.value}
            label={choice.label}
            description={choice.hint}
            classNames={{ radio: classes.tick ?? '', ...optionClasses }}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

interface CheckFieldProps {
  id: string;
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function CheckField({ id, label, hint, error, checked, onChange }: CheckFieldProps) {
  return (
    <Checkbox
      id={id}
      label={label}
      description={hint}
      error={error}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
      classNames={{ input: classes.tick ?? '', ...optionClasses }}
    />
  );
}

function Label({ label, optional }: { label: string; optional: boolean | undefined }) {
  const { say } = useWords();
  return (
    <>
      {label}
      {optional && <span className={classes.optional}> ({say('kit.field.optional')})</span>}
    </>
  );
}

const inputClasses = {
  label: classes.label ?? '',
  description: classes.hint ?? '',
  error: classes.error ?? '',
  input: classes.input ?? '',
};

const groupClasses = {
  label: classes.label ?? '',
  description: classes.hint ?? '',
  error: classes.error ?? '',
};

const optionClasses = {
  body: classes.option ?? '',
  label: classes.optionLabel ?? '',
  description: classes.optionHint ?? '',
};
