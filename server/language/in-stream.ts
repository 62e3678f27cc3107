import { type CancellationToken, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { isDomainError } from '../domain/errors.ts';
import { parseStreamUri, type StreamAddress } from '../protocol/stream-address.ts';
import { toSignal } from './cancellation.ts';

/**
 * The answer of a feature about a stream document; null about any other document, and where the store cannot be read: the
 * document itself says so.
 */
export async function inStream<Answer>(
  { textDocument }: { readonly textDocument: { readonly uri: string } },
  token: CancellationToken,
  answer: (address: StreamAddress, signal: AbortSignal) => Promise<Answer>,
): Promise<Answer | null | ResponseError<never>> {
  const address = parseStreamUri(textDocument.uri);
  if (!address) return null;
  try {
    return await answer(address, toSignal(token));
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return error.code === 'cancelled' ? new ResponseError<never>(LSPErrorCodes.RequestCancelled, error.message) : null;
  }
}
