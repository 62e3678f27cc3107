/**
 * The walls of the house: which room may import from which. `npm run check` fails when one is broken.
 * Rooms are folders; a door that is not listed here is closed.
 */

/** The files that open stores and connect the parts; library.ts is the same for people who import the package. */
const ENTRIES =
  '^(client/extension|server/main|server/rest-main|server/cli/main|debug-adapter/program|server/library)\\.ts$';
const PRODUCT = '^(client|server|debug-adapter)/';
const DOMAIN = '^server/domain/';
const PROTOCOL = '^server/protocol/';
const INNER_ROOMS =
  '^server/(protocol|stores|replay|projections|schemas|listing|publishing|snapshots|transfer|verify|migration|metrics)/';
const EDGES = ['^server/language/', '^server/rest/', '^debug-adapter/'];

/** A room may import of the product only what it says here, and itself. */
const door = (room, open) => ({
  name: `doors-of-${room.replace(/[^a-z]+/g, '-').replace(/^-|-$/g, '')}`,
  severity: 'error',
  from: { path: room, pathNot: ENTRIES },
  to: { path: `${PRODUCT}|^test/|^scripts/`, pathNot: [room, ...open] },
});

/** A package belongs to one part of the house. */
const packageOnlyIn = (name, packages, rooms) => ({
  name,
  severity: 'error',
  from: { path: PRODUCT, pathNot: rooms },
  to: { path: packages },
});

export default {
  forbidden: [
    door(DOMAIN, []),
    door(PROTOCOL, [DOMAIN]),
    door('^server/stores/', [DOMAIN, PROTOCOL]),
    door('^server/publishing/', [DOMAIN]),
    door('^server/snapshots/', [DOMAIN, '^server/projections/', '^server/replay/']),
    door('^server/transfer/', [DOMAIN]),
    door('^server/migration/', [DOMAIN, '^server/schemas/', '^server/transfer/', '^server/projections/']),
    door('^server/metrics/', [DOMAIN]),
    door('^server/verify/', [DOMAIN, '^server/projections/', '^server/replay/', '^server/snapshots/']),
    door('^server/replay/', [DOMAIN, '^server/projections/']),
    door('^server/projections/', [DOMAIN, '^server/replay/']),
    door('^server/schemas/', [DOMAIN]),
    door('^server/listing/', [DOMAIN, PROTOCOL, '^server/replay/']),
    ...EDGES.map((room) => door(room, [DOMAIN, INNER_ROOMS])),
    // One of its commands starts the service.
    door('^server/cli/', [DOMAIN, INNER_ROOMS, '^server/rest/']),
    door('^client/', [PROTOCOL]),
    {
      name: 'the-client-reaches-the-backend-through-the-protocol-only',
      severity: 'error',
      from: { path: '^client/extension\\.ts$' },
      to: { path: PRODUCT, pathNot: ['^client/', PROTOCOL] },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment: 'The domain knows zod and the expression parser: no node:*, no SQL, no HTTP, no LSP, no DAP.',
      from: { path: DOMAIN },
      to: { pathNot: [DOMAIN, '^node_modules/(zod|@lezer)/'] },
    },
    {
      name: 'only-entry-files-open-stores',
      severity: 'error',
      from: { path: PRODUCT, pathNot: ['^server/stores/', ENTRIES] },
      to: { path: '^server/stores/' },
    },
    packageOnlyIn(
      'vscode-is-for-the-client',
      '^vscode$|^node_modules/(@types/vscode|vscode-languageclient)/',
      '^client/',
    ),
    packageOnlyIn('lsp-is-for-the-language-server', '^node_modules/vscode-languageserver/', [
      '^server/language/',
      '^server/main\\.ts$',
    ]),
    packageOnlyIn('dap-is-for-the-debug-adapter', '^node_modules/@vscode/debug(adapter|protocol)/', '^debug-adapter/'),
    packageOnlyIn(
      'command-lines-are-for-the-cli',
      '^node_modules/(@commander-js|commander|cli-table3)/',
      '^server/cli/',
    ),
    packageOnlyIn('json-schema-is-for-the-schemas', '^node_modules/@cfworker/json-schema/', '^server/schemas/'),
    packageOnlyIn('prometheus-is-for-the-metrics', '^node_modules/prom-client/', '^server/metrics/'),
    packageOnlyIn(
      'http-is-for-the-service',
      '^node_modules/(fastify|fastify-type-provider-zod|@fastify|@scalar)/',
      '^server/rest/',
    ),
    packageOnlyIn('sql-is-for-the-stores', '^node_modules/(better-sqlite3|pg)/', '^server/stores/'),
    {
      name: 'no-packages-of-the-workshop-in-the-product',
      severity: 'error',
      comment: 'A devDependency is not there for somebody who installs the package.',
      from: { path: PRODUCT },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '^node_modules/@types/' },
    },
    {
      name: 'no-cycles-between-folders',
      severity: 'error',
      comment: 'Inside one folder files may recur into each other, as the compiler of nested expressions does.',
      from: { path: '^(.+)/[^/]+$' },
      to: { circular: true, via: { pathNot: '^$1/[^/]+$' }, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'A file that nothing imports, not even a test, is dead.',
      from: { path: PRODUCT, pathNot: ENTRIES, orphan: true },
      to: {},
    },
    {
      name: 'everything-can-be-found',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^vscode$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'types', 'default'] },
  },
};
