import type { ApiRoute } from '../api-route.ts';
import { homeSchema } from './home.ts';
import { statusSchema } from './status.ts';

export const panelRoutes: ApiRoute[] = [
  {
    method: 'get',
    path: '/api/status',
    summary: 'Shop, connection, prerequisites and quota',
    status: 200,
    response: statusSchema,
  },
  {
    method: 'get',
    path: '/api/home',
    summary: 'What was sent, what waits, what failed, and when customers are synced next',
    status: 200,
    response: homeSchema,
  },
];
