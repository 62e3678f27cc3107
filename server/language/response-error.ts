import { ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { type DomainErrorCode, isDomainError, messageOf } from '../domain/errors.ts';
import type { ErrorData } from '../protocol/error-data.ts';

/** `InvalidParams`: the question was wrong; `RequestFailed`: it could not be answered; `ServerCancelled`: ask again. */
const LSP_CODE: Readonly<Record<DomainErrorCode, number>> = {
  'invalid-event': ErrorCodes.InvalidParams,
  'bad-store-uri': ErrorCodes.InvalidParams,
  'bad-filter': ErrorCodes.InvalidParams,
  'bad-timestamp': ErrorCodes.InvalidParams,
  'bad-json': ErrorCodes.InvalidParams,
  'bad-expression': ErrorCodes.InvalidParams,
  'bad-breakpoint': ErrorCodes.InvalidParams,
  'bad-position': ErrorCodes.InvalidParams,
  'bad-launch': ErrorCodes.InvalidParams,
  'store-not-found': LSPErrorCodes.RequestFailed,
  'not-a-store': LSPErrorCodes.RequestFailed,
  'store-failed': LSPErrorCodes.RequestFailed,
  'read-only-store': LSPErrorCodes.RequestFailed,
  'stream-not-found': LSPErrorCodes.RequestFailed,
  'event-not-found': LSPErrorCodes.RequestFailed,
  'version-conflict': LSPErrorCodes.RequestFailed,
  'duplicate-event': LSPErrorCodes.RequestFailed,
  'snapshot-version-unknown': LSPErrorCodes.RequestFailed,
  'session-running': LSPErrorCodes.RequestFailed,
  'projection-failed': LSPErrorCodes.RequestFailed,
  'node-too-old': LSPErrorCodes.RequestFailed,
  'store-busy': LSPErrorCodes.ServerCancelled,
  cancelled: LSPErrorCodes.RequestCancelled,
};

/** Anything that was thrown, as the error of an answer. What is no `DomainError` is our own fault: an internal error. */
export function toResponseError(error: unknown): ResponseError<ErrorData | undefined> {
  if (!isDomainError(error)) return new ResponseError(ErrorCodes.InternalError, messageOf(error));
  return new ResponseError(LSP_CODE[error.code], error.message, { code: error.code });
}
