import { Button, Stack, Text } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { type FieldValues, FormProvider } from 'react-hook-form';
import { cx } from '../../components/cx.ts';
import { ErrorMessage } from '../../components/error-message.tsx';
import { useVisiblePart } from '../../frame/visible-part.ts';
import { texts } from '../../texts.ts';
import { ConflictNotice } from './conflict-notice.tsx';
import { useGuide } from './guide.ts';
import styles from './section-form.module.css';
import type { SectionForm as State } from './use-section-form.ts';

interface Props<V extends FieldValues> {
  state: State<V>;
  /** What the tab is about, above its fields. */
  help: string;
  children: ReactNode;
}

function SaveBar<V extends FieldValues>({ state, idle }: { state: State<V>; idle: boolean }) {
  return (
    <div className={cx(styles.bar, state.dirty && styles.floating)}>
      <Text size="sm" c="dimmed" role="status">
        {state.dirty ? texts.settings.dirty : ''}
      </Text>
      <div className={cx(styles.buttons)}>
        {state.dirty ? (
          <Button variant="subtle" px="sm" onClick={state.discard} disabled={state.saving}>
            {texts.settings.discard}
          </Button>
        ) : null}
        {/* Disabled it would lose the keyboard's focus the moment that saving succeeds. */}
        <Button type="submit" data-disabled={idle} aria-disabled={idle} loading={state.saving}>
          {texts.settings.save}
        </Button>
      </div>
    </div>
  );
}

/** A tab's form: its help, its fields, and the bar with *Salva impostazioni* that stays in sight while needed. */
export function SectionForm<V extends FieldValues>({ state, help, children }: Props<V>) {
  const guide = useGuide();
  useVisiblePart(state.dirty && guide === null);
  // What the guided path suggests is saved as it stands.
  const idle = (!state.dirty && guide === null) || state.conflict !== null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!idle && !state.saving) state.submit();
  };
  return (
    <FormProvider {...state.form}>
      <form onSubmit={submit} noValidate>
        <Stack gap="lg">
          {guide === null ? (
            <Text size="sm" c="dimmed" maw={720}>
              {help}
            </Text>
          ) : null}
          {children}
        </Stack>
        {state.conflict ? <ConflictNotice conflict={state.conflict} saving={state.saving} /> : null}
        {state.error ? <ErrorMessage error={state.error} /> : null}
        {guide === null ? (
          <SaveBar state={state} idle={idle} />
        ) : (
          <div className={cx(styles.guided)}>
            <Button type="submit" loading={state.saving} data-disabled={idle} aria-disabled={idle}>
              {guide.submit}
            </Button>
            {guide.other}
          </div>
        )}
      </form>
    </FormProvider>
  );
}
