import type * as z from 'zod';

/** A request between the client and the language server: its name on the wire, and the shapes that both ends parse. */
export interface Request<Params extends z.ZodType = z.ZodType, Result extends z.ZodType = z.ZodType> {
  readonly method: string;
  readonly params: Params;
  readonly result: Result;
}

export type ParamsOf<R extends Request> = z.output<R['params']>;
export type ResultOf<R extends Request> = z.output<R['result']>;

export function request<Params extends z.ZodType, Result extends z.ZodType>(
  method: string,
  params: Params,
  result: Result,
): Request<Params, Result> {
  return { method: `event-replay/${method}`, params, result };
}
