/** Why SQLite stores cannot be opened on this Node, in one sentence; undefined when they can. */
export function nodeProblem(nodeVersion: string = process.versions.node): string | undefined {
  if (Number.parseInt(nodeVersion, 10) >= 22) return undefined;
  return `SQLite stores need Node 22 or newer, this is Node ${nodeVersion}: update Node`;
}
