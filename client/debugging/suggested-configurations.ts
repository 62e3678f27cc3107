import * as vscode from 'vscode';
import type { Backend } from '../backend.ts';
import type { KnownStores } from '../stores/known-stores.ts';
import { storeName } from '../stores/store-name.ts';
import { DEBUG_TYPE } from './debug-type.ts';
import { toConfiguration } from './start-replay.ts';

const MOST_PER_STORE = 20;

/** For a new launch.json: a configuration that asks what to replay. */
export const initialConfigurations: vscode.DebugConfigurationProvider = {
  provideDebugConfigurations: () => [
    {
      type: DEBUG_TYPE,
      request: 'launch',
      name: vscode.l10n.t('Replay an aggregate'),
      // biome-ignore lint/suspicious/noTemplateCurlyInString: VS Code replaces it
      store: '${command:pickStore}',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: VS Code replaces it
      aggregateId: '${command:pickAggregate}',
    },
  ],
};

/** For "Run and Debug" without a launch.json: the first aggregates of every store. */
export function createDynamicConfigurations(stores: KnownStores, backend: Backend): vscode.DebugConfigurationProvider {
  const ofStore = async (store: string): Promise<vscode.DebugConfiguration[]> => {
    const { aggregates } = await backend.request('listAggregates', { store, limit: MOST_PER_STORE });
    return aggregates.map(({ aggregateId }) => ({
      ...toConfiguration({ store, aggregateId }),
      name: `Replay ${aggregateId} (${storeName(store).name})`,
    }));
  };
  return {
    // A store that cannot be read has nothing to suggest; the Stores view says what is wrong with it.
    provideDebugConfigurations: async () =>
      (await Promise.all(stores.addresses.map((store) => ofStore(store).catch(() => [])))).flat(),
  };
}
