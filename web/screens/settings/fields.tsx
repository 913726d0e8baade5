import '@mantine/core/styles/InlineInput.layer.css';
import '@mantine/core/styles/Radio.layer.css';
import '@mantine/core/styles/Switch.layer.css';
import { NativeSelect, Radio, Stack, Switch, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { type FieldPath, type FieldValues, useController } from 'react-hook-form';

interface FieldProps<V extends FieldValues> {
  /** Typed by the form: `FieldPath` of its values. */
  name: FieldPath<V>;
  label: string;
  description?: ReactNode;
}

/** On or off. */
export function SwitchField<V extends FieldValues>({ name, label, description }: FieldProps<V>) {
  const { field, fieldState } = useController<V>({ name });
  return (
    <Switch
      ref={field.ref}
      name={field.name}
      checked={field.value === true}
      onChange={(event) => field.onChange(event.currentTarget.checked)}
      onBlur={field.onBlur}
      label={label}
      description={description}
      error={fieldState.error?.message}
      maw={720}
    />
  );
}

interface RadioProps<V extends FieldValues> extends FieldProps<V> {
  choices: { value: string; label: string; description: string }[];
}

/** One of a few, each with what it causes. */
export function RadioField<V extends FieldValues>({ name, label, description, choices }: RadioProps<V>) {
  const { field, fieldState } = useController<V>({ name });
  return (
    <Radio.Group
      name={field.name}
      value={field.value}
      onChange={field.onChange}
      label={label}
      description={description}
      error={fieldState.error?.message}
      maw={720}
    >
      <Stack gap="sm" mt="xs">
        {choices.map((choice) => (
          <Radio key={choice.value} {...choice} onBlur={field.onBlur} />
        ))}
      </Stack>
    </Radio.Group>
  );
}

export interface Option {
  /** The empty string stands for no choice; an id is written as digits, so that 0 stays a choice. */
  value: string;
  label: string;
}

interface SelectProps<V extends FieldValues> extends Omit<FieldProps<V>, 'label'> {
  options: Option[];
  label?: string;
  /** Its name where it has no visible label. */
  'aria-label'?: string;
  required?: boolean;
}

/** One of a list. The browser's own select: good on phones, never cut off by the back office's frame. */
export function SelectField<V extends FieldValues>({ name, options, ...rest }: SelectProps<V>) {
  const { field, fieldState } = useController<V>({ name });
  return (
    <NativeSelect
      {...rest}
      ref={field.ref}
      name={field.name}
      value={field.value ?? ''}
      onChange={(event) => field.onChange(event.currentTarget.value)}
      onBlur={field.onBlur}
      data={options}
      error={fieldState.error?.message}
    />
  );
}

/** A line of text. */
export function TextField<V extends FieldValues>({
  name,
  label,
  description,
  maxLength,
  type,
}: FieldProps<V> & { maxLength?: number; type?: 'date' }) {
  const { field, fieldState } = useController<V>({ name });
  return (
    <TextInput
      ref={field.ref}
      name={field.name}
      {...(type === undefined ? {} : { type, maw: 720, styles: { input: { maxWidth: 260 } } })}
      value={field.value ?? ''}
      onChange={(event) => field.onChange(event.currentTarget.value)}
      onBlur={field.onBlur}
      label={label}
      description={description}
      error={fieldState.error?.message}
      maxLength={maxLength}
      autoComplete="off"
      spellCheck={false}
    />
  );
}
