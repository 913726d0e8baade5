import { Button, Group, List, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconDownload, IconSearch, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { PersonalDataDto } from '../../../../src/contract/personal-data/personal-data.ts';
import { personalDataApi } from '../../../api/personal-data.ts';
import { ErrorMessage } from '../../../components/error-message.tsx';
import { LazyConfirmDialog } from '../../../components/lazy-confirm-dialog.tsx';
import { Notice } from '../../../components/notice.tsx';
import { formatDay, formatInteger } from '../../../format.ts';
import { texts } from '../../../texts.ts';

const t = texts.personalData;
/** Orders and names that are listed; the file holds all. */
const SHOWN = 8;

/** Orders that still tell of their customer; those that were emptied before hold nothing any more. */
const openOrders = (found: PersonalDataDto) => found.orders.filter((order) => order.dataRemoved !== true);

function Found({ found }: { found: PersonalDataDto }) {
  const orders = openOrders(found);
  const people = [...found.customers, ...found.clients].map(({ data }) => String(data?.name ?? ''));
  const names = [...new Set([...orders.map(({ customer }) => customer), ...people])].filter(Boolean);
  return (
    <Stack gap="xs">
      <Text size="sm" fw={600}>
        {t.found(names.slice(0, SHOWN).join(', ') || found.query)}
      </Text>
      <List size="sm" spacing={4}>
        {orders.slice(0, SHOWN).map((order) => (
          <List.Item key={order.id}>
            {t.order(order.shortId ?? order.id, formatDay(order.date), order.customer)}
          </List.Item>
        ))}
        {orders.length > SHOWN ? (
          <List.Item>{t.moreOrders(formatInteger(orders.length - SHOWN))}</List.Item>
        ) : null}
        {found.customers.length > 0 ? <List.Item>{t.customers(found.customers.length)}</List.Item> : null}
        {found.clients.length > 0 ? <List.Item>{t.clients(found.clients.length)}</List.Item> : null}
        {found.syncErrors.length > 0 ? <List.Item>{t.syncErrors(found.syncErrors.length)}</List.Item> : null}
      </List>
    </Stack>
  );
}

/** Hands the answer over as a file. */
function download(found: PersonalDataDto): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(found, null, 2)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${t.fileName}-${found.generatedAt.slice(0, 10)}.json`;
  link.click();
  // The browser reads it after the click has ended.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** *Dati personali di un cliente*: what is held, to hand over or to erase. */
export function PersonalData() {
  const client = useQueryClient();
  const [query, setQuery] = useState('');
  const [missing, setMissing] = useState(false);
  const [asking, setAsking] = useState(false);
  const search = useMutation({ mutationFn: personalDataApi.findPersonalData });
  const erase = useMutation({
    mutationFn: personalDataApi.erasePersonalData,
    onSuccess: () => {
      setAsking(false);
      search.reset();
      void client.invalidateQueries({ queryKey: ['orders'] });
      void client.invalidateQueries({ queryKey: ['customer-sync'] });
    },
  });
  const found = search.data;
  const isEmpty =
    found !== undefined &&
    openOrders(found).length + found.customers.length + found.clients.length + found.syncErrors.length === 0;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = query.trim();
    setMissing(wanted === '');
    erase.reset();
    if (wanted !== '') search.mutate(wanted);
  };

  return (
    <section aria-labelledby="personal-data-title">
      <Title order={2} size="h5" id="personal-data-title">
        {t.title}
      </Title>
      <Text size="sm" c="dimmed" mt={4} mb="sm" maw={720}>
        {t.text}
      </Text>
      <Stack gap="md" maw={720}>
        <form onSubmit={submit} noValidate>
          <Group align="end" gap="sm">
            <TextInput
              label={t.query}
              description={t.queryHelp}
              value={query}
              onChange={(event) => setQuery(event.currentTarget.value)}
              error={missing ? t.queryMissing : undefined}
              maxLength={200}
              autoComplete="off"
              spellCheck={false}
              style={{ flex: '1 1 260px' }}
            />
            <Button
              type="submit"
              variant="default"
              leftSection={<IconSearch size={18} aria-hidden />}
              loading={search.isPending}
            >
              {t.search}
            </Button>
          </Group>
        </form>
        {search.error ? <ErrorMessage error={search.error} /> : null}
        <div role="status">
          {isEmpty ? (
            <Text size="sm">{found.orders.length > 0 ? t.nothingLeft : t.nothing}</Text>
          ) : erase.isSuccess ? (
            <Notice tone="success" role="presentation">
              {t.erased}
            </Notice>
          ) : null}
        </div>
        {found && !isEmpty ? (
          <>
            <Found found={found} />
            <Group gap="sm">
              <Button
                variant="default"
                leftSection={<IconDownload size={18} aria-hidden />}
                onClick={() => download(found)}
              >
                {t.download}
              </Button>
              <Button
                variant="default"
                leftSection={<IconTrash size={18} aria-hidden />}
                onClick={() => setAsking(true)}
              >
                {t.erase}
              </Button>
            </Group>
          </>
        ) : null}
        <Text size="xs" c="dimmed">
          {t.elsewhere}
        </Text>
      </Stack>
      <LazyConfirmDialog
        opened={asking}
        title={t.confirm.title}
        text={t.confirm.text}
        confirm={t.confirm.erase}
        danger
        loading={erase.isPending}
        error={erase.error}
        onConfirm={() => found && erase.mutate(found.query)}
        onCancel={() => {
          setAsking(false);
          erase.reset();
        }}
      />
    </section>
  );
}
