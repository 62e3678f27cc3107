import type { Commands } from '../register-commands.ts';
import { breakpointCommands } from './breakpoint-commands.ts';
import { createDocumentCommands } from './document-commands.ts';
import { createFirstRunCommands } from './first-run-commands.ts';
import { createKnownStoreCommands } from './known-store-commands.ts';
import type { Parts } from './parts.ts';
import { createQueryCommands } from './query-commands.ts';
import { createServiceCommands } from './service-commands.ts';
import { sessionCommands } from './session-commands.ts';
import { createSidebarCommands } from './sidebar-commands.ts';
import { createStoreCommands } from './store-commands.ts';
import { createStreamCommands } from './stream-commands.ts';
import { createTakeOutCommands } from './take-out-commands.ts';
import { createTimeTravelCommands } from './time-travel-commands.ts';
import { createTimeTravelMenu } from './time-travel-menu.ts';
import { createTreeCommands } from './tree-commands.ts';
import { createVariableCommands } from './variable-commands.ts';
import { createWhatIfCommands } from './what-if-commands.ts';

/** Every command of the extension, whose id is needed for its walkthrough. */
export function createCommands(parts: Parts, extension: string): Commands {
  return {
    ...createStoreCommands(parts),
    ...createFirstRunCommands(parts, extension),
    ...createKnownStoreCommands(parts),
    ...createTreeCommands(parts),
    ...createTakeOutCommands(parts),
    ...createSidebarCommands(parts),
    ...createStreamCommands(parts),
    ...createDocumentCommands(parts),
    ...createQueryCommands(parts),
    ...createVariableCommands(parts),
    ...createTimeTravelCommands(parts),
    ...createTimeTravelMenu(parts),
    ...createWhatIfCommands(parts),
    ...createServiceCommands(parts),
    ...breakpointCommands,
    ...sessionCommands,
  };
}
