/** A change of a text: this text is put there. */
export interface Insertion {
  readonly offset: number;
  readonly text: string;
}

/** A string, a comment, or one character, of JSON with comments. */
const TOKEN = /"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|\S/g;

/**
 * Where and how a configuration goes into the text of a launch.json: first in its list. Undefined for a text without a list
 * of configurations.
 */
export function insertConfiguration(launchJson: string, configuration: object): Insertion | undefined {
  let depth = 0;
  let isNamed = false;
  let start: number | undefined;
  for (const { 0: token, index } of launchJson.matchAll(TOKEN)) {
    if (token.startsWith('//') || token.startsWith('/*')) continue;
    if (start !== undefined) return insertionAt(start, configuration, token === ']');
    if (depth === 1 && isNamed && token === '[') start = index + 1;
    if (token === '{' || token === '[') depth++;
    if (token === '}' || token === ']') depth--;
    if (token !== ':') isNamed = depth === 1 && token === '"configurations"';
  }
  return undefined;
}

function insertionAt(offset: number, configuration: object, isAlone: boolean): Insertion {
  const indented = JSON.stringify(configuration, null, 2).replaceAll('\n', '\n    ');
  return { offset, text: `\n    ${indented}${isAlone ? '\n  ' : ','}` };
}
