import * as vscode from 'vscode';

let channel: vscode.LogOutputChannel | undefined;

/** The output channel "Event Replay": what went wrong, for who wants to know more. It is made for its first line. */
export function log(): vscode.LogOutputChannel {
  channel ??= vscode.window.createOutputChannel('Event Replay', { log: true });
  return channel;
}
