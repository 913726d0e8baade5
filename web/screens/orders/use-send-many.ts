import { useMutation, useQueryClient } from '@tanstack/react-query';
import { deliveryApi, sendBatchQuery } from '../../api/delivery.ts';
import { notify } from '../../components/notify.tsx';
import { formatInteger } from '../../format.ts';
import { texts } from '../../texts.ts';

const t = texts.bulk;

/** Sends many at once; `onAccepted` once the server has them, from where on they cannot be lost. */
export function useSendMany(onAccepted: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: deliveryApi.sendMany,
    onSuccess: ({ queued }) => {
      notify({ message: queued === 0 ? t.nothing : t.queued(formatInteger(queued), queued === 1) });
      onAccepted();
      void client.invalidateQueries({ queryKey: sendBatchQuery.queryKey });
      void client.invalidateQueries({ queryKey: ['orders'] });
    },
  });
}
