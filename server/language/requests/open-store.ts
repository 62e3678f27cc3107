import { parseStoreUri } from '../../stores/store-uri.ts';
import type { Handler } from '../handler.ts';

/** Opens a store as a person named it. */
export const openStore: Handler<'openStore'> = async (stores, { uri, baseFolder }) => {
  const { address, remarks } = await stores.open(toAbsolute(uri, baseFolder));
  return { address, remarks: [...remarks] };
};

function toAbsolute(uri: string, baseFolder: string | undefined): string {
  const parsed = parseStoreUri(uri, baseFolder);
  return parsed.kind === 'sqlite' ? `sqlite:${parsed.path}` : uri;
}
