import { Command } from '@commander-js/extra-typings';
import type { EventStore } from '../domain/event-store.ts';
import { checkVersions } from '../schemas/check-versions.ts';
import { inferSchemas } from '../schemas/infer-from-store.ts';
import { loadRegistry } from '../schemas/load-registry.ts';
import { writeSchemas } from '../schemas/write-schemas.ts';
import type { CommandContext, CommandMaker } from './command.ts';
import { NegativeAnswer } from './negative-answer.ts';
import { STORE, wholeNumber } from './options.ts';
import { withStore } from './with-store.ts';

const FOLDER = ['--schemas <folder>', 'the folder of schemas: agent.updated.json, agent.updated.v2.json'] as const;

/** `event-replay schemas infer` and `event-replay schemas check`. */
export const schemas: CommandMaker = (context) =>
  new Command('schemas')
    .description('JSON Schemas of payloads, one file for each event type and schema version.')
    .addCommand(
      new Command('infer')
        .description(
          'Writes a JSON Schema for every event type and schema version among the newest events of a store. One that is there is kept.',
        )
        .addOption(STORE)
        .requiredOption(...FOLDER)
        .option('--type <type>', 'only this type, for example task.completed or task.*')
        .option('--sample <n>', 'look at so many events of each aggregate type', wholeNumber(1), 10_000)
        .option('--force', 'replace schemas that are there')
        .action((options) => withStore(options, context, (store) => infer(store, options, context))),
    )
    .addCommand(
      new Command('check')
        .description(
          'Tells, type by type, whether what is valid under one version is valid under the next. When it is not, or cannot be told, the exit code is 1.',
        )
        .requiredOption(...FOLDER)
        .option('--strict', 'an older payload may have keys that its schema does not name')
        .action((options) => check(options, context)),
    );

interface InferOptions {
  readonly schemas: string;
  readonly type?: string | undefined;
  readonly sample: number;
  readonly force?: true | undefined;
}

async function infer(
  store: EventStore,
  { schemas: folder, type, sample, force }: InferOptions,
  context: CommandContext,
): Promise<void> {
  const inferred = await inferSchemas(store, { type, sample });
  for (const { file, outcome } of await writeSchemas(folder, inferred, { force })) {
    if (outcome === 'written') context.print(`wrote ${file}`);
    else if (outcome === 'kept') context.print(`kept ${file}; --force replaces it`);
    else context.printError(`left out ${JSON.stringify(file)}: the type cannot be the name of a file`);
  }
}

async function check(
  { schemas: folder, strict }: { readonly schemas: string; readonly strict?: true | undefined },
  { print }: CommandContext,
): Promise<void> {
  const checks = checkVersions(await loadRegistry(folder), { strict });
  for (const { older, newer, verdict, findings } of checks) {
    print(`${older} → ${newer}: ${verdict === 'compatible' ? verdict : countOf(findings)}`);
    for (const finding of findings) {
      const place = finding.path === '' ? '' : `${finding.path}: `;
      const example = 'example' in finding ? `, such as ${JSON.stringify(finding.example)}` : '';
      print(`  ${finding.verdict === 'breaks' ? 'breaks' : 'cannot tell'}: ${place}${finding.message}${example}`);
    }
  }
  if (checks.every(({ verdict }) => verdict === 'compatible')) return;
  throw new NegativeAnswer('Not every older payload is valid under the next version of its schema');
}

function countOf({ length }: readonly unknown[]): string {
  return `${length} finding${length === 1 ? '' : 's'}`;
}
