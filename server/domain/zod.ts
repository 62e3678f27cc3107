import { config } from 'zod/mini';
import { en } from 'zod/v4/locales';

/**
 * The small half of zod, for what a replay needs before its first stop: all of zod takes longer to load than the rest of
 * that. Its own messages are English here too.
 */
export * from 'zod/mini';

config(en());
