import type { DebugProtocol } from '@vscode/debugprotocol';
import { type Completion, completeExpression } from '../../server/domain/expressions/editing/index.ts';
import type { ClientInfo } from '../client-info.ts';
import type { Body, Handler } from '../handler.ts';

type Arguments = DebugProtocol.CompletionsArguments;
type Answer = Body<DebugProtocol.CompletionsResponse>;

const KINDS: Readonly<Record<Completion['kind'], DebugProtocol.CompletionItemType>> = {
  name: 'variable',
  key: 'property',
  field: 'field',
  value: 'value',
  function: 'function',
  method: 'method',
  property: 'property',
  type: 'class',
  keyword: 'keyword',
};

/** What can be written next in the debug console, with the fields that the stream was seen to have. */
export const completions: Handler<Arguments, Answer> = {
  capabilities: { supportsCompletionsRequest: true, completionTriggerCharacters: ['.', '[', '(', '{', "'", '"'] },
  answer: async ({ launched, client }, { text, column, line, frameId }, pace) => {
    const view = await launched.callStack.viewOf(frameId, pace);
    if (!view) return { targets: [] };
    const lineStart = startOfLine(text, (line ?? client.firstLine) - client.firstLine);
    const offset = Math.min(text.length, lineStart + column - client.firstColumn);
    const found = completeExpression(text, offset, await launched.fields.at(view));
    return {
      targets: found.map((each, index) => ({
        label: each.label,
        text: each.insertText,
        type: KINDS[each.kind],
        ...(each.detail === '' ? {} : { detail: each.detail }),
        // What it replaces, counted from the start of the text.
        start: each.from + firstOffset(client),
        length: each.to - each.from,
        sortText: String(index).padStart(4, '0'),
      })),
    };
  },
};

/** VS Code counts everything from 1 but this: it cuts the word to filter by from the text as if counted from 0. */
function firstOffset({ isVsCode, firstColumn }: ClientInfo): 0 | 1 {
  return isVsCode ? 0 : firstColumn;
}

function startOfLine(text: string, line: number): number {
  let start = 0;
  for (let n = 0; n < line && start < text.length; n++) start = text.indexOf('\n', start) + 1 || text.length;
  return start;
}
