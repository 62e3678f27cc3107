import type { LaunchArguments } from '../server/protocol/launch-arguments.ts';

/** Does a session run code of its user? */
export function hasUserCode({ projection, upcasters = [] }: LaunchArguments): boolean {
  return projection !== undefined || upcasters.length > 0;
}
