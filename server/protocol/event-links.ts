import type { EventAddress } from './request-parts.ts';

/** The commands that a hover may link to, each with one `EventAddress`; a client trusts its links with no others. */
export const LINKED_COMMANDS = {
  openStream: 'event-replay.openStream',
  openEvent: 'event-replay.openEvent',
  replayToHere: 'event-replay.replayToHere',
} as const;

export type LinkedCommand = keyof typeof LINKED_COMMANDS;

/** A link of markdown to one of these commands; the title is ours, never a stranger's text. */
export function commandLink(title: string, command: LinkedCommand, event: EventAddress): string {
  // What markdown gives a meaning to is encoded, too.
  const args = encodeURIComponent(JSON.stringify([event])).replace(/[()'!*~_]/g, percentOf);
  return `[${title}](command:${LINKED_COMMANDS[command]}?${args})`;
}

function percentOf(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
