import { StoreDescription } from '../../protocol/store-service.ts';
import { notAService } from './problem-to-error.ts';
import type { ServiceClient } from './service-client.ts';

/** What the service says of its store. Throws `not-a-store` when what answers is no service, or one that is too old. */
export async function describeFar(client: ServiceClient): Promise<StoreDescription> {
  const response = await client.send({ path: ['store'] });
  const description = StoreDescription.safeParse(await response.json().catch(() => undefined));
  if (!description.success) throw notAService(client.base);
  return description.data;
}
