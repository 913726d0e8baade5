import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import {
  type DefaultValues,
  type FieldPath,
  type FieldValues,
  type Resolver,
  type UseFormReturn,
  useForm,
} from 'react-hook-form';
import type { SettingsDto } from '../../../src/contract/schemas.ts';
import { api, type SettingsSection } from '../../api/endpoints.ts';
import { ApiError } from '../../api/errors.ts';
import { catalogueQuery, settingsQuery } from '../../api/queries.ts';
import { notify } from '../../components/notify.tsx';
import { useUnsavedGuard } from '../../navigation/navigation.tsx';
import { texts } from '../../texts.ts';

interface Options<S extends SettingsSection, V extends FieldValues> {
  section: S;
  /** The section as the server holds it. */
  saved: SettingsDto[S];
  resolver: Resolver<V>;
  /** Changes when `toValues` would give other rows (the lists were read anew). */
  rows?: unknown;
  toValues: (saved: SettingsDto[S]) => V;
  toSection: (values: V) => SettingsDto[S];
  /** The form's field for a dotted path of the server's `errors`; undefined where the form has none. */
  fieldOf?: (path: string, values: V) => FieldPath<V> | undefined;
}

export interface SectionForm<V extends FieldValues> {
  form: UseFormReturn<V>;
  dirty: boolean;
  saving: boolean;
  /** What the last saving could not say at a field. */
  error: unknown;
  submit: () => void;
  discard: () => void;
}

/** One settings section as a form: saved whole, field errors in place, unsaved changes guarded. */
export function useSectionForm<S extends SettingsSection, V extends FieldValues>(
  options: Options<S, V>,
): SectionForm<V> {
  const { section, saved, toValues, toSection, fieldOf } = options;
  const client = useQueryClient();
  const form = useForm<V>({
    resolver: options.resolver,
    defaultValues: toValues(saved) as DefaultValues<V>,
  });
  const { isDirty } = form.formState;
  useUnsavedGuard(isDirty);

  // What comes from elsewhere is taken over, but never in the place of what is being edited.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only new data may reset the form
  useEffect(() => {
    form.reset(toValues(saved), { keepDirtyValues: form.formState.isDirty });
  }, [saved, options.rows]);

  const save = useMutation({
    mutationFn: (values: V) => api.saveSettings(section, toSection(values)),
    onSuccess: (answer) => {
      form.reset(toValues(answer));
      client.setQueryData(settingsQuery.queryKey, (all) => (all ? { ...all, [section]: answer } : all));
      // What can be sent, and what stands in its way, hangs on the settings.
      void client.invalidateQueries({
        predicate: ({ queryKey: [name] }) =>
          name !== settingsQuery.queryKey[0] && name !== catalogueQuery.queryKey[0],
      });
      notify({ message: texts.settings.saved });
    },
    onError: (error, values) => {
      if (!(error instanceof ApiError)) return;
      for (const [path, messages] of Object.entries(error.problem.errors ?? {})) {
        const field = fieldOf ? fieldOf(path, values) : (path as FieldPath<V>);
        if (field !== undefined) form.setError(field, { type: 'server', message: messages.join(' ') });
      }
    },
  });

  return {
    form,
    dirty: isDirty,
    saving: save.isPending,
    error: save.error,
    submit: form.handleSubmit((values) => save.mutate(values)),
    discard: () => {
      save.reset();
      form.reset(toValues(saved));
    },
  };
}
