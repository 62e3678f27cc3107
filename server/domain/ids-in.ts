/** A text in JSON that looks like the id of something: its place without the quotes. */
export interface FoundId {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

const TOKEN = /"(?:[^"\\]|\\.)*"?|[{}[\],:]|[^\s"{}[\],:]+/g;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** `id`, `task_id`, `agentId`, `task_ids`. */
const NAMES_IDS = /(?:^|_)ids?$|[a-z]Ids?$/;
const LONGEST = 200;

/** An open bracket; what stands in a list stands below the key of the list. */
interface Open {
  readonly isList: boolean;
  key: string | undefined;
  isKeyNext: boolean;
}

/** The ids in JSON text, perhaps cut at its end: texts below a key that is named for ids, and UUIDs wherever they stand. */
export function idsIn(json: string): FoundId[] {
  const found: FoundId[] = [];
  const open: Open[] = [];
  for (const { 0: token, index } of json.matchAll(TOKEN)) {
    const top = open.at(-1);
    if (token === '{') open.push({ isList: false, key: undefined, isKeyNext: true });
    else if (token === '[') open.push({ isList: true, key: top?.key, isKeyNext: false });
    else if (token === '}' || token === ']') open.pop();
    else if (token === ',' && top) top.isKeyNext = !top.isList;
    else if (token.startsWith('"') && top) {
      const text = textOf(token);
      if (top.isKeyNext) {
        top.key = text;
        top.isKeyNext = false;
      } else if (text && isId(text, top.key)) found.push({ id: text, start: index + 1, end: index + token.length - 1 });
    }
  }
  return found;
}

function isId(text: string, key: string | undefined): boolean {
  return text.length <= LONGEST && (UUID.test(text) || (key !== undefined && NAMES_IDS.test(key)));
}

function textOf(token: string): string | undefined {
  try {
    return JSON.parse(token) as string;
  } catch {
    return undefined;
  }
}
