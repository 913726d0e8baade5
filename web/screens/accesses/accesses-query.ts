import { queryOptions } from '@tanstack/react-query';
import { api } from '../../api/endpoints.ts';

export const accessesQuery = queryOptions({
  queryKey: ['accesses'],
  queryFn: ({ signal }) => api.accesses(signal),
});
