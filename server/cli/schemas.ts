import { DomainError } from '../domain/errors.ts';
import { checkVersions } from '../schemas/check-versions.ts';
import { inferSchemas } from '../schemas/infer-from-store.ts';
import { loadRegistry } from '../schemas/load-registry.ts';
import { writeSchemas } from '../schemas/write-schemas.ts';
import type { Command, CommandContext } from './command.ts';
import { parseOptions } from './parse-options.ts';
import { UsageError } from './usage-error.ts';

const OPTIONS = {
  store: { type: 'string' },
  schemas: { type: 'string' },
  type: { type: 'string' },
  sample: { type: 'string', default: '10000' },
  force: { type: 'boolean', default: false },
  strict: { type: 'boolean', default: false },
} as const;

type Options = ReturnType<typeof parseOptions<typeof OPTIONS>>;

/** `event-replay schemas infer` and `event-replay schemas check`. */
export const schemas: Command = {
  name: 'schemas',
  summary: 'Infer JSON Schemas from a store, or compare their versions.',
  help: `Usage: event-replay schemas infer --store STORE --schemas DIR [--type TYPE] [--sample N] [--force]
       event-replay schemas check --schemas DIR [--strict]

infer writes a JSON Schema for every event type and schema version among the newest events of a store; one that is there
is kept. check tells, type by type, whether what is valid under one version is valid under the next. When it is not, or
cannot be told, the exit code is 4.

Options:
  --store STORE  a SQLite file, or the URI of a store
  --schemas DIR  the folder of schemas: agent.updated.json, agent.updated.v2.json
  --type TYPE    only this type, for example task.completed or task.*
  --sample N     look at so many events of each aggregate type (default: ${OPTIONS.sample.default})
  --force        replace schemas that are there
  --strict       an older payload may have keys that its schema does not name
  --help         show this text`,

  async run([action, ...args], context) {
    if (action !== 'infer' && action !== 'check') throw new UsageError("say 'schemas infer' or 'schemas check'");
    const options = parseOptions(`schemas ${action}`, args, OPTIONS);
    if (action === 'infer') await infer(options, context);
    else await check(options, context);
  },
};

async function infer(
  { store: uri, schemas: folder, type, sample, force }: Options,
  context: CommandContext,
): Promise<void> {
  if (!uri || !folder) throw new UsageError("name both, for example '--store events.db --schemas schemas'");
  if (!/^[1-9]\d{0,8}$/.test(sample)) throw new UsageError(`--sample takes a number from 1, not '${sample}'`);
  const store = await context.openStore(uri);
  try {
    const inferred = await inferSchemas(store, { type, sample: Number(sample) });
    for (const { file, outcome } of await writeSchemas(folder, inferred, { force })) {
      if (outcome === 'written') context.print(`wrote ${file}`);
      else if (outcome === 'kept') context.print(`kept ${file}; --force replaces it`);
      else context.printError(`left out ${JSON.stringify(file)}: the type cannot be the name of a file`);
    }
  } finally {
    await store.close();
  }
}

async function check({ schemas: folder, strict }: Options, { print }: CommandContext): Promise<void> {
  if (!folder) throw new UsageError("name the folder, for example '--schemas schemas'");
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
  throw new DomainError('invalid-event', 'Not every older payload is valid under the next version of its schema');
}

function countOf({ length }: readonly unknown[]): string {
  return `${length} finding${length === 1 ? '' : 's'}`;
}
