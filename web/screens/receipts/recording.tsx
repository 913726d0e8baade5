import { zodResolver } from '@hookform/resolvers/zod';
import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { z } from 'zod';
import type { SettingsDto } from '../../../src/contract/settings/settings.ts';
import { receiptsApi } from '../../api/receipts.ts';
import { ErrorMessage } from '../../components/error-message.tsx';
import { Notice } from '../../components/notice.tsx';
import { notify } from '../../components/notify.tsx';
import { formatDay } from '../../format.ts';
import { texts } from '../../texts.ts';
import { SwitchField, TextField } from '../settings/fields.tsx';
import { SectionForm } from '../settings/section-form.tsx';
import { useSectionForm } from '../settings/use-section-form.ts';

const t = texts.receipts;

const valuesSchema = z.object({ daily: z.boolean(), numeration: z.string().trim().max(40) });
type Values = z.infer<typeof valuesSchema>;
const resolver = zodResolver(valuesSchema, { error: () => t.recording.tooLong });

/** Whether days are recorded by themselves, and under which numbers. */
export function Recording({ settings }: { settings: SettingsDto }) {
  const state = useSectionForm<'receipts', Values>({
    section: 'receipts',
    saved: settings.receipts,
    resolver,
    toValues: ({ mode, numeration }) => ({ daily: mode === 'daily', numeration }),
    toSection: ({ daily, numeration }) => ({ mode: daily ? 'daily' : 'none', numeration }),
  });
  return (
    <section aria-labelledby="receipts-recording">
      <Title order={2} size="h5" id="receipts-recording" mb={4}>
        {t.recording.title}
      </Title>
      <SectionForm state={state} help={t.recording.help}>
        <Notice tone="info">{t.recording.twice}</Notice>
        <SwitchField<Values> name="daily" label={t.recording.daily} description={t.recording.dailyHelp} />
        <Stack maw={420}>
          <TextField<Values>
            name="numeration"
            label={t.recording.numeration}
            description={t.recording.numerationHelp}
            maxLength={40}
          />
        </Stack>
      </SectionForm>
    </section>
  );
}

/** Up to where the accountant has the register. */
export function Closing({ closedUntil }: { closedUntil: string | null }) {
  const client = useQueryClient();
  const [until, setUntil] = useState(closedUntil ?? '');
  const close = useMutation({
    mutationFn: receiptsApi.close,
    onSuccess: ({ until: saved }) => {
      setUntil(saved ?? '');
      notify({ message: saved === null ? t.closing.opened : t.closing.saved });
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['receipts'] }),
  });
  return (
    <section aria-labelledby="receipts-closing">
      <Title order={2} size="h5" id="receipts-closing" mb={4}>
        {t.closing.title}
      </Title>
      <Text size="sm" c="dimmed" maw={720} mb="sm">
        {t.closing.help}
      </Text>
      <Text size="sm" mb="sm" role="status">
        {closedUntil === null ? t.closing.currentNone : t.closing.current(formatDay(closedUntil))}
      </Text>
      <Group align="end">
        <TextInput
          type="date"
          label={t.closing.until}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={until === '' || until === closedUntil}
          loading={close.isPending}
          onClick={() => close.mutate(until)}
        >
          {t.closing.save}
        </Button>
        {closedUntil === null ? null : (
          <Button variant="subtle" disabled={close.isPending} onClick={() => close.mutate(null)}>
            {t.closing.open}
          </Button>
        )}
      </Group>
      {close.error ? <ErrorMessage error={close.error} /> : null}
    </section>
  );
}
