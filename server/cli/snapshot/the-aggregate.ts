import { UsageError } from '../usage-error.ts';

/** What `--aggregate` names; the sub-commands of `snapshot` cannot do without. Throws `UsageError`. */
export function theAggregate({ aggregate }: { readonly aggregate?: string | undefined }): string {
  if (aggregate) return aggregate;
  throw new UsageError("name the aggregate, for example '--aggregate agent-123'");
}
