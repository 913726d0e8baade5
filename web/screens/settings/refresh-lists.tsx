import { Button, Group, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { catalogueQuery, settingsApi } from '../../api/settings.ts';
import { ErrorMessage } from '../../components/error-message.tsx';
import { notify } from '../../components/notify.tsx';
import { texts } from '../../texts.ts';

/** *Aggiorna elenchi*: reads anew what there is to choose from. */
export function RefreshLists() {
  const client = useQueryClient();
  const refresh = useMutation({
    mutationFn: settingsApi.refreshCatalogue,
    onSuccess: (catalogue) => {
      client.setQueryData(catalogueQuery.queryKey, catalogue);
      notify({ message: texts.settings.refreshed });
    },
  });
  return (
    <div>
      <Group gap="sm">
        <Button
          variant="default"
          size="xs"
          leftSection={<IconRefresh size={16} aria-hidden />}
          loading={refresh.isPending}
          onClick={() => refresh.mutate()}
        >
          {texts.settings.refresh}
        </Button>
        <Text size="xs" c="dimmed" style={{ flex: '1 1 200px' }}>
          {texts.settings.refreshHelp}
        </Text>
      </Group>
      {refresh.error ? <ErrorMessage error={refresh.error} /> : null}
    </div>
  );
}
