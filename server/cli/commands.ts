import type { CommandMaker } from './command.ts';

export interface CommandEntry {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Loads the command when it is called: a list of commands needs none of what they need. */
  load(): Promise<CommandMaker>;
}

/** Every sub-command, in the order in which they are listed. */
export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'demo',
    summary: 'Make a demo store with a bug to find.',
    load: async () => (await import('./demo.ts')).demo,
  },
  {
    name: 'streams',
    summary: 'List the aggregates of a store.',
    load: async () => (await import('./streams.ts')).streams,
  },
  {
    name: 'events',
    summary: 'Find events by type, time, correlation or an expression.',
    load: async () => (await import('./events.ts')).events,
  },
  {
    name: 'show',
    summary: 'Show an event in full, with its causes and effects.',
    load: async () => (await import('./show.ts')).show,
  },
  {
    name: 'replay',
    summary: 'The debugger without a window: breakpoints, watches, expectations.',
    load: async () => (await import('./replay.ts')).replay,
  },
  {
    name: 'eval',
    summary: 'Evaluate an expression at an event, or at every event.',
    load: async () => (await import('./eval.ts')).evalCommand,
  },
  {
    name: 'verify',
    summary: 'Check that streams are sound.',
    load: async () => (await import('./verify.ts')).verify,
  },
  {
    name: 'snapshot',
    summary: 'Take, list, check and delete snapshots.',
    load: async () => (await import('./snapshot.ts')).snapshot,
  },
  {
    name: 'append',
    summary: 'Append events.',
    load: async () => (await import('./append.ts')).append,
  },
  {
    name: 'serve',
    summary: 'Offer a store and the debugger over HTTP.',
    load: async () => (await import('./serve.ts')).serve,
  },
  {
    name: 'export',
    summary: 'Write events to a file: JSON Lines or CSV.',
    load: async () => (await import('./export.ts')).exportCommand,
  },
  {
    name: 'import',
    summary: 'Append events from JSON Lines or another store.',
    load: async () => (await import('./import.ts')).importCommand,
  },
  {
    name: 'listing',
    summary: 'Write a stream as a file to set breakpoints in.',
    load: async () => (await import('./listing.ts')).listing,
  },
];
