import * as z from 'zod';
import { request } from './request.ts';
import { AggregateId, InStream, Position, Store } from './request-parts.ts';

/** Into what events can be copied. */
export const CopyLanguage = z.enum(['json', 'python', 'typescript']);
export type CopyLanguage = z.infer<typeof CopyLanguage>;

/** What is taken out of a store, or kept in it: text for the clipboard, files, snapshots. */
export const TAKE_OUT_REQUESTS = {
  /** One event, or the first events of a stream, as text to paste: JSON, or a literal of a programming language. */
  copyEvents: request(
    'copyEvents',
    InStream.extend({ position: Position.optional(), language: CopyLanguage }),
    z.object({ text: z.string(), copied: z.int(), total: z.int() }),
  ),

  /**
   * Writes the events of an aggregate, or all of a store, as JSON Lines to a file, in place of what was there. Tells how
   * many it has written. When it is cancelled there is no file.
   */
  exportEvents: request(
    'exportEvents',
    z.object({
      store: Store,
      aggregateId: AggregateId.optional(),
      file: z.string().min(1),
      progress: z.string().optional(),
    }),
    z.object({ events: z.int(), incomplete: z.int() }),
  ),

  /** Saves the state of an aggregate, as the default projection folds it, at a version or at its last. */
  takeSnapshot: request(
    'takeSnapshot',
    InStream.extend({ version: z.int().min(1).optional() }),
    z.object({ version: z.int() }),
  ),
} as const;
