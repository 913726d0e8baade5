import type { StatusDto } from '../../../contract/panel/status.ts';
import type { Status } from '../../../flows/panel/read-status.ts';
import { serverTexts } from '../../../texts/server.ts';
import { answerLanguage } from '../../edge/language.ts';
import { toInspectionDto } from './inspection.ts';

export function toStatusDto({ shop, connection, prerequisites, quota, inspection }: Status): StatusDto {
  const texts = serverTexts[answerLanguage()];
  const window = ({ limit, remaining, resetsAt }: Status['quota']['hour']) => ({
    limit,
    remaining,
    resetsAt: resetsAt.toISOString(),
  });
  return {
    shop: { instance: shop.instance, name: shop.name, url: shop.url },
    connection: {
      state: connection?.state ?? 'disconnected',
      ...(connection?.company == null ? {} : { company: connection.company }),
    },
    prerequisites: prerequisites.map(({ id, ok, say }) => ({ id, ok, detail: say(texts.prerequisites) })),
    quota: { hour: window(quota.hour), month: window(quota.month) },
    inspection: toInspectionDto(inspection),
  };
}
