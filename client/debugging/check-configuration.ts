import { t } from '@vscode/l10n';
import type * as z from 'zod/mini';
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
  return t("The launch configuration '{0}' cannot be used: {1}.", configuration.name, describe(issue, configuration));
}

function describe(issue: z.core.$ZodIssue, configuration: object): string {
  const name = String(issue.path[0] ?? '');
  if (!Object.hasOwn(configuration, name)) return t("it needs '{0}'", name);
  return t("'{0}' is wrong ({1})", name, issue.message.replace(/^Invalid input: /, ''));
}
