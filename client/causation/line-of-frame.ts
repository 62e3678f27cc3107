import * as vscode from 'vscode';
import * as z from 'zod';

const Frames = z.object({
  stackFrames: z.array(
    z.object({
      id: z.number(),
      line: z.int(),
      // VS Code makes an object of an address before it hands the answer on.
      source: z.object({ path: z.union([z.string(), z.looseObject({ scheme: z.string() })]) }).optional(),
    }),
  ),
});

/** The document, and the line from 1, on which a frame of the call stack stands; undefined when it has no document. */
export async function lineOfFrame({
  session,
  threadId,
  frameId,
}: vscode.DebugStackFrame): Promise<{ readonly uri: vscode.Uri; readonly line: number } | undefined> {
  const answer = await session.customRequest('stackTrace', { threadId, startFrame: 0, levels: 50 });
  const frame = Frames.parse(answer).stackFrames.find(({ id }) => id === frameId);
  const path = frame?.source?.path;
  if (!frame || path === undefined) return undefined;
  return { uri: typeof path === 'string' ? vscode.Uri.parse(path) : vscode.Uri.from(path), line: frame.line };
}
