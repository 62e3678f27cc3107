import type { DebugProtocol } from '@vscode/debugprotocol';

/** What the client told about itself in `initialize`; every field of the protocol is optional. */
export interface ClientInfo {
  readonly isVsCode: boolean;
  readonly supportsProgress: boolean;
  readonly supportsInvalidated: boolean;
  /** 1 when the client counts lines and columns from 1, else 0. */
  readonly firstLine: 0 | 1;
  readonly firstColumn: 0 | 1;
}

export function toClientInfo(args: Partial<DebugProtocol.InitializeRequestArguments> = {}): ClientInfo {
  return {
    isVsCode: args.clientID === 'vscode' || args.clientID === 'vscode-insiders',
    supportsProgress: args.supportsProgressReporting ?? false,
    supportsInvalidated: args.supportsInvalidatedEvent ?? false,
    firstLine: args.linesStartAt1 === false ? 0 : 1,
    firstColumn: args.columnsStartAt1 === false ? 0 : 1,
  };
}

/** A line that is counted from 1, as the client counts. */
export function toClientLine(line: number, { firstLine }: ClientInfo): number {
  return line - 1 + firstLine;
}
