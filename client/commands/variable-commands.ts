import type * as vscode from 'vscode';
import { pickAggregate } from '../debugging/pick-aggregate.ts';
import { pickStore } from '../debugging/pick-store.ts';
import type { Commands } from '../register-commands.ts';
import { baseFolder } from '../stores/base-folder.ts';
import type { Parts } from './parts.ts';

/** What `${command:…}` stands for in launch.json. VS Code gives them the configuration as it is so far. */
export function createVariableCommands(parts: Parts): Commands {
  const { backend } = parts;
  /** The store of the last `${command:pickStore}`: the configuration may not hold it yet when the aggregate is picked. */
  let picked: string | undefined;

  const storeOf = async (configuration: Partial<vscode.DebugConfiguration> | undefined) => {
    const named: unknown = configuration?.store;
    if (typeof named !== 'string' || named.includes('${')) return picked ?? pickStore(parts);
    const { address } = await backend.request('openStore', { uri: named, baseFolder: baseFolder() });
    return address;
  };

  return {
    pickStore: async () => {
      picked = await pickStore(parts);
      return picked;
    },
    pickAggregate: async (configuration?: Partial<vscode.DebugConfiguration>) => {
      const store = await storeOf(configuration);
      return store === undefined ? undefined : pickAggregate(backend, store);
    },
  };
}
