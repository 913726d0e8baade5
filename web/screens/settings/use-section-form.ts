import { hashKey, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import {
  type DefaultValues,
  type FieldPath,
  type FieldValues,
  type Resolver,
  type UseFormReturn,
  useForm,
} from 'react-hook-form';
import type { SettingsDto, SettingsInput } from '../../../src/contract/settings/settings.ts';
import { ApiError } from '../../api/errors.ts';
import { catalogueQuery, type SettingsSection, settingsApi, settingsQuery } from '../../api/settings.ts';
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
  toSection: (values: V) => SettingsInput[S];
  /** The form's field for a dotted path of the server's `errors`; undefined where the form has none. */
  fieldOf?: (path: string, values: V) => FieldPath<V> | undefined;
}

export interface SectionForm<V extends FieldValues> {
  form: UseFormReturn<V>;
  dirty: boolean;
  saving: boolean;
  /** What the last saving could not say at a field. */
  error: unknown;
  /** Another browser has saved this section since it was opened here; null where none has. */
  conflict: Conflict | null;
  submit: () => void;
  discard: () => void;
}

export interface Conflict {
  /** Gives up what was edited here. */
  takeTheirs: () => void;
  /** Saves what was edited here in the place of the other's. */
  keepMine: () => void;
}

const isConflict = (error: unknown): boolean => error instanceof ApiError && error.status === 412;
/** Whatever the order of their keys: the database has its own. */
const alike = (one: unknown, other: unknown): boolean => hashKey([one]) === hashKey([other]);

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

  const version = useQuery(settingsQuery).data?.versions[section];
  /** What the form was filled with: a save holds only against this version. */
  const base = useRef({ saved, version });
  const [changedElsewhere, setChangedElsewhere] = useState(false);

  const fill = (values: SettingsDto[S], of: number | undefined) => {
    base.current = { saved: values, version: of };
    setChangedElsewhere(false);
    form.reset(toValues(values));
  };

  // What comes from elsewhere is taken over, but never in the place of what is being edited.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only new data may reset the form
  useEffect(() => {
    if (!form.formState.isDirty) fill(saved, version);
    else if (alike(saved, base.current.saved)) {
      base.current = { saved, version };
      form.reset(toValues(saved), { keepDirtyValues: true });
    } else setChangedElsewhere(true);
  }, [saved, version, options.rows]);

  const save = useMutation({
    mutationFn: (values: V) => saveOver(toSection(values)),
    onSuccess: ({ saved: answer, version: now }) => {
      fill(answer, now);
      client.setQueryData(settingsQuery.queryKey, (all) =>
        all ? { ...all, [section]: answer, versions: { ...all.versions, [section]: now } } : all,
      );
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

  /** Saves over what was edited; where it is only the version that moved, over what is there now. */
  async function saveOver(value: SettingsInput[S]) {
    const { saved: edited, version: of } = base.current;
    try {
      return await settingsApi.saveSection(section, value, of);
    } catch (error) {
      if (!isConflict(error)) throw error;
      const now = await client.fetchQuery({ ...settingsQuery, staleTime: 0 });
      if (!alike(now[section], edited)) {
        setChangedElsewhere(true);
        throw error;
      }
      return settingsApi.saveSection(section, value, now.versions[section]);
    }
  }

  const takeTheirs = () => {
    save.reset();
    fill(saved, version);
  };
  const keepMine = form.handleSubmit((values) => {
    // What the other saved has been seen: from here on it is what a third one would have to change.
    base.current = { saved, version };
    setChangedElsewhere(false);
    save.mutate(values);
  });

  return {
    form,
    dirty: isDirty,
    saving: save.isPending,
    error: isConflict(save.error) ? null : save.error,
    conflict: changedElsewhere && isDirty ? { takeTheirs, keepMine: () => void keepMine() } : null,
    submit: form.handleSubmit((values) => save.mutate(values)),
    discard: takeTheirs,
  };
}
