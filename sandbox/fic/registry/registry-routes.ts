import type { Request, Response, Router } from 'express';
import { notFound } from '../errors.ts';
import { caller, companyOf, type FicBackend } from '../gate.ts';
import { clientInput, parseData } from '../input.ts';
import { listPage, pickFields } from '../lists.ts';
import { requireScope } from '../oauth/scopes.ts';
import { filters } from '../query.ts';
import type { Company } from '../types.ts';
import { createClient, modifyClient } from './clients.ts';

/** Clients, products and the lists of the settings. */
export function registryRoutes(router: Router, backend: FicBackend): void {
  const base = '/c/:companyId/entities/clients';
  const allow = (response: Response, resource: string, level: 'r' | 'a') =>
    requireScope(caller(response).grant, resource, level);
  const find = (request: Request, response: Response) => {
    const client = companyOf(response).clients.find(
      (candidate) => candidate.id === Number(request.params.clientId),
    );
    if (!client) throw notFound('Cliente');
    return client;
  };

  router.get(base, (request, response) => {
    allow(response, 'entity.clients', 'r');
    response.json(
      listPage(
        companyOf(response).clients,
        request.query,
        filters.clients,
        `${backend.url()}${request.path}`,
      ),
    );
  });
  router.post(base, (request, response) => {
    allow(response, 'entity.clients', 'a');
    const client = createClient(parseData(clientInput, request.body), backend.nextId(), backend.now());
    companyOf(response).clients.push(client);
    response.json({ data: client });
  });
  router.get(`${base}/:clientId`, (request, response) => {
    allow(response, 'entity.clients', 'r');
    response.json({ data: pickFields(find(request, response), request.query.fields) });
  });
  router.put(`${base}/:clientId`, (request, response) => {
    allow(response, 'entity.clients', 'a');
    response.json({
      data: modifyClient(find(request, response), parseData(clientInput, request.body), backend.now()),
    });
  });
  router.delete(`${base}/:clientId`, (request, response) => {
    allow(response, 'entity.clients', 'a');
    const { clients } = companyOf(response);
    clients.splice(clients.indexOf(find(request, response)), 1);
    response.status(200).send();
  });

  const products = '/c/:companyId/products';
  router.get(products, (request, response) => {
    allow(response, 'products', 'r');
    const rows = companyOf(response).products.map((product) => ({ ...product }));
    response.json(listPage(rows, request.query, filters.products, `${backend.url()}${request.path}`));
  });
  router.get(`${products}/:productId`, (request, response) => {
    allow(response, 'products', 'r');
    const product = companyOf(response).products.find(
      (candidate) => candidate.id === Number(request.params.productId),
    );
    if (!product) throw notFound('Prodotto');
    response.json({ data: product });
  });

  router.get('/c/:companyId/settings/tax_profile', (_request, response) => {
    allow(response, 'settings', 'r');
    const { regime, vatTypes, defaults } = companyOf(response);
    response.json({
      data: {
        company_type: 'individual',
        company_subtype: 'artigiani',
        profession: '',
        regime,
        rivalsa_name: '',
        default_rivalsa: defaults.rivalsa,
        cassa_name: '',
        default_cassa: defaults.cassa,
        default_cassa_taxable: 100,
        default_vat: vatTypes.find((type) => type.default) ?? null,
      },
    });
  });

  const info: Record<string, (company: Company) => unknown> = {
    vat_types: (company) => company.vatTypes,
    payment_accounts: (company) => company.paymentAccounts,
    payment_methods: (company) => company.paymentMethods,
  };
  for (const [name, read] of Object.entries(info)) {
    router.get(`/c/:companyId/info/${name}`, (_request, response) => {
      allow(response, 'settings', 'r');
      response.json({ data: read(companyOf(response)) });
    });
  }
}
