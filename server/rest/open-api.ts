import swagger from '@fastify/swagger';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import packageJson from '../../package.json' with { type: 'json' };
import type { App } from './route.ts';

/** The OpenAPI document of a service, made from the schemas of its routes: `/openapi.json`. */
export async function describeRoutes(app: App, hasToken: boolean): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Event Replay Debugger',
        version: packageJson.version,
        description: 'Replays the recorded events of a store step by step, forwards and back.',
      },
      ...(hasToken && {
        components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } } },
        security: [{ token: [] }],
      }),
    },
    transform: jsonSchemaTransform,
  });
  // Asked before the application is ready, it would be made of half the routes and kept so.
  app.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('application/json').send(JSON.stringify(app.swagger())),
  );
}
