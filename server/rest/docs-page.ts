import apiReference from '@scalar/fastify-api-reference';
import type { App } from './route.ts';

/** The browser loads nothing from elsewhere, whatever the page's script would like to. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** `/docs`: the OpenAPI document for people, who can try the routes there. */
export async function docsPage(app: App): Promise<void> {
  await app.register(apiReference, {
    routePrefix: '/docs',
    logLevel: 'silent',
    hooks: {
      onRequest: async (_request, reply) => void reply.header('content-security-policy', POLICY),
    },
    configuration: {
      url: '/openapi.json',
      pageTitle: 'Event Replay Debugger',
      withDefaultFonts: false,
      hideClientButton: true,
      telemetry: false,
      showDeveloperTools: 'never',
      agent: { disabled: true },
      mcp: { disabled: true },
    },
  });
}
