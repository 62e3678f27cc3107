import * as z from '../domain/zod.ts';
import { flag, sourceMode, text } from './argument.ts';
import { DEFAULT_SERVICE } from './service-url.ts';

/** What an attach configuration says. The descriptions are what a user reads in launch.json. */
export const AttachArguments = z.object({
  service: z._default(
    z
      .url({ protocol: /^https?$/, error: 'must be the address of an event-replay service: http://127.0.0.1:8012' })
      .check(z.meta({ description: 'The address of the event-replay service, as `event-replay serve` prints it.' })),
    DEFAULT_SERVICE,
  ),
  sessionId: text(
    'The live session to join: `POST /sessions/start` answers with its id, `GET /sessions` lists them.',
    'must name a live session of the service',
  ),
  token: z.optional(
    text(
      'The token of the service, if it has one. Better left out of files: the environment’s EVENT_REPLAY_TOKEN is used then.',
    ),
  ),
  allowWhatIf: flag(
    false,
    'Values under State can be changed, for all who take part in the session. The store is never written.',
  ),
  sourceMode: sourceMode(
    'How the stream is shown: `uri` is VS Code’s own document over a store that this machine can open too, `file` a read-only listing on disk, `reference` a text that the service gives. Chosen when left out.',
  ),
});
export type AttachArguments = z.infer<typeof AttachArguments>;

/** As launch.json may have it: a session that is not named is asked for. */
export const AttachConfiguration = z.partial(AttachArguments, { sessionId: true });
