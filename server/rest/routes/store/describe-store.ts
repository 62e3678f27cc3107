import packageJson from '../../../../package.json' with { type: 'json' };
import { STORE_API, StoreDescription } from '../../../protocol/store-service.ts';
import { problems, type Route } from '../../route.ts';

/** Which store this is: what another service asks before it uses it. */
export const describeStore: Route = (app, { store }) => {
  app.get(
    '/store',
    {
      schema: {
        operationId: 'describe_store',
        tags: ['service'],
        summary: 'Which store this is, and whether it can be written to',
        response: { 200: StoreDescription, ...problems },
      },
    },
    async () => ({
      service: 'event-replay-debugger' as const,
      version: packageJson.version,
      api: STORE_API,
      address: store.address,
      read_only: store.readOnly,
      remarks: [...store.remarks],
    }),
  );
};
