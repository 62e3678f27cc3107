import type * as z from 'zod';
import { AttachConfiguration } from '../../server/protocol/attach-arguments.ts';
import { LaunchArguments } from '../../server/protocol/launch-arguments.ts';

/** What is wrong with a launch configuration, in one sentence for its author; undefined when it is sound. */
export function checkConfiguration(configuration: {
  readonly name: string;
  readonly request?: string;
}): string | undefined {
  const result = (configuration.request === 'attach' ? AttachConfiguration : LaunchArguments).safeParse(configuration);
  if (result.success) return undefined;
  const issue = result.error.issues[0]!;
  return `The launch configuration '${configuration.name}' cannot be used: ${describe(issue, configuration)}.`;
}

function describe(issue: z.core.$ZodIssue, configuration: object): string {
  const name = String(issue.path[0] ?? '');
  if (!Object.hasOwn(configuration, name)) return `it needs '${name}'`;
  return `'${name}' is wrong (${issue.message.replace(/^Invalid input: /, '')})`;
}
