import type { ClientsApi } from '@fattureincloud/fattureincloud-ts-sdk';
import { Temporal } from 'temporal-polyfill';
import type { Invoicing } from '../../ports/invoicing.ts';
import { readClient, readClients } from './answers.ts';
import type { Send } from './call/spend.ts';
import { clientFields, toClientRequest } from './wire.ts';

/** As many as the API gives. */
const perPage = 100;

/** `YYYY-MM-DD HH:MM:SS` in Europe/Rome, as the API writes `updated_at`. */
function romeTimestamp(instant: Date): string {
  const local = Temporal.Instant.fromEpochMilliseconds(instant.getTime()).toZonedDateTimeISO('Europe/Rome');
  return local.toPlainDateTime().toString({ smallestUnit: 'second' }).replace('T', ' ');
}

type ClientActs = Pick<Invoicing, 'listClients' | 'findClientByCode' | 'createClient' | 'modifyClient'>;

/** The company's address book. */
export function clientActs(api: ClientsApi, companyId: number, send: Send): ClientActs {
  const list = (page: number, q: string | undefined) =>
    send({
      operation: 'listClients',
      isWrite: false,
      run: (config) => api.listClients(companyId, clientFields, undefined, 'id', page, perPage, q, config),
      read: (body) => readClients(body, perPage),
    });

  return {
    listClients({ page, changed }) {
      const q =
        changed === undefined
          ? undefined
          : `updated_at >= '${romeTimestamp(changed.since)}' and (code is null or code = '' or code not like '${changed.notOf}%')`;
      return list(page, q);
    },

    /** The filter may ignore case or be loose: what it found is compared here. */
    async findClientByCode(code) {
      for (let page = 1; ; page += 1) {
        const { clients, isLast } = await list(page, `code = '${code.replaceAll("'", '')}'`);
        const found = clients.find((client) => client.code === code);
        if (found !== undefined || isLast) return found ?? null;
      }
    },

    createClient: (client, startBy) =>
      send({
        operation: 'createClient',
        isWrite: true,
        startBy,
        about: 'client',
        run: (config) => api.createClient(companyId, toClientRequest(client, 'create'), config),
        read: readClient,
      }),

    /** Not a write that must not be repeated: the same fields written twice are the same client. */
    modifyClient: (id, patch) =>
      send({
        operation: 'modifyClient',
        isWrite: false,
        about: 'client',
        run: (config) => api.modifyClient(companyId, id, toClientRequest(patch, 'modify'), config),
        read: readClient,
      }),
  };
}
