import { messageOf } from '../errors.ts';
import { compileField } from './compiling/compile-text.ts';
import { runner } from './compiling/runner.ts';
import { outermostScope } from './compiling/scope.ts';
import type { CompiledTemplate } from './expression.ts';
import { MAX_TEXT } from './limits.ts';
import { parseTemplate } from './parsing/parse-template.ts';

/**
 * Compiles a log message: `reward is {event_data.get("reward"):.2f}`; `{{` and `}}` are the braces themselves. Throws a
 * `BadExpression` whose span lies in the whole message. A text that would be longer than `MAX_TEXT` is cut.
 */
export function compileTemplate(source: string): CompiledTemplate {
  const scope = outermostScope(source);
  const pieces = parseTemplate(source).map((part) =>
    typeof part === 'string' ? part : runner(compileField(part, scope)),
  );
  return {
    source,
    needsState: scope.findings.needsState,
    render: (context) => {
      let text = '';
      for (const piece of pieces) {
        text += typeof piece === 'string' ? piece : orError(() => piece(context));
        if (text.length > MAX_TEXT) return `${text.slice(0, MAX_TEXT - 1)}…`;
      }
      return text;
    },
  };
}

function orError(render: () => string): string {
  try {
    return render();
  } catch (error) {
    return `{Error: ${messageOf(error)}}`;
  }
}
