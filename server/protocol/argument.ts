import * as z from '../domain/zod.ts';

/** Arguments of a launch or attach configuration. The descriptions are what a user reads in launch.json. */
export const text = (description: string, ifEmpty?: string) =>
  z.string(ifEmpty).check(z.minLength(1, ifEmpty), z.meta({ description }));

export const texts = (description: string, ifEmpty?: string) =>
  z
    .array(z.string().check(z.minLength(1)))
    .check(...(ifEmpty === undefined ? [] : [z.minLength(1, ifEmpty)]), z.meta({ description }));

export const number = (description: string) => z.int().check(z.minimum(1), z.meta({ description }));

export const flag = (byDefault: boolean, description: string) =>
  z._default(z.boolean().check(z.meta({ description })), byDefault);

export const sourceMode = (description: string) =>
  z.optional(z.enum(['uri', 'file', 'reference']).check(z.meta({ description })));
