import * as z from 'zod';

/** What an error answer of the language server carries beside its message: the code of the DomainError. */
export const ErrorData = z.object({ code: z.string() });
export type ErrorData = z.infer<typeof ErrorData>;
