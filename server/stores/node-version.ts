/** The Node-API for which the SQLite driver's binary is built: a Node with an older one would crash without a word. */
const NODE_API = 10;

type Versions = Pick<NodeJS.ProcessVersions, 'node'> & { readonly napi?: string | undefined };

/** Why SQLite stores cannot be opened on this Node, in one sentence; undefined when they can. */
export function nodeProblem({ node, napi }: Versions = process.versions): string | undefined {
  if (Number(napi) >= NODE_API) return undefined;
  return `SQLite stores need Node 22.14 or newer (of Node 23, 23.6), this is Node ${node}: update Node`;
}
