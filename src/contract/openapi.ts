import { extendZodWithOpenApi, OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { problemDetailsSchema } from './problem.ts';
import { apiRoutes } from './routes.ts';

/** The description of the JSON API, OpenAPI 3.1, generated from the schemas that check it. */
export function describeApi(publicUrl: string): object {
  extendZodWithOpenApi(z);
  const registry = new OpenAPIRegistry();
  const session = registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: 'session',
  });
  const json = (schema: z.ZodType) => ({ 'application/json': { schema } });
  const problemAnswer = (description: string) => ({
    description,
    content: { 'application/problem+json': { schema: problemDetailsSchema } },
  });
  const header = z.object({ 'x-requested-with': z.literal('fetch') });

  for (const route of apiRoutes) {
    const problems = [401, 403, 422, 503, ...(route.problems ?? [])];
    registry.registerPath({
      method: route.method,
      path: route.path,
      summary: route.summary,
      security: [{ [session.name]: [] }],
      request: {
        ...(route.params === undefined ? {} : { params: route.params }),
        ...(route.query === undefined ? {} : { query: route.query }),
        ...(route.method === 'get' ? {} : { headers: header.extend(route.headers?.shape ?? {}) }),
        ...(route.body === undefined ? {} : { body: { content: json(route.body) } }),
      },
      responses: {
        [route.status]:
          route.response === null
            ? { description: 'Done' }
            : {
                description: 'OK',
                content: json(route.response),
                ...(route.responseHeaders === undefined ? {} : { headers: route.responseHeaders }),
              },
        ...Object.fromEntries(
          problems.map((status) => [status, problemAnswer('Problem, title and detail in Italian')]),
        ),
      },
    });
  }
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: 'TeamSystem Commerce – Fatture in Cloud', version: '1.0.0' },
    servers: [{ url: publicUrl }],
  });
}
