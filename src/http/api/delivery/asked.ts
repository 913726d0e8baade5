import type { Asked } from '../../../domain/delivery.ts';
import type { PublicBodyData } from '../../../domain/party/public-body.ts';

/** What a person asked for beside the sending; undefined where nothing was. */
export function askedOf({
  kind,
  publicBody,
}: {
  kind?: 'invoice' | undefined;
  publicBody?: PublicBodyData | undefined;
}): Asked | undefined {
  if (kind === undefined && publicBody === undefined) return undefined;
  return { ...(kind && { kind }), ...(publicBody && { publicBody }) };
}
