import type { JsonSchemaObject } from './json-schema.ts';
import { numberAt, requiredOf } from './schema-parts.ts';

/** What a newer schema asks of a number that an older one did not, in words. */
export function newNumberLimits(older: JsonSchemaObject, newer: JsonSchemaObject): string[] {
  const old = (keyword: string, otherwise: number) => numberAt(older, keyword) ?? otherwise;
  const least = Math.max(old('minimum', -Infinity), old('exclusiveMinimum', -Infinity));
  const most = Math.min(old('maximum', Infinity), old('exclusiveMaximum', Infinity));
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = limitsOf(newer);
  const isAbove = (limit: number) => old('exclusiveMinimum', -Infinity) >= limit || old('minimum', -Infinity) > limit;
  const isBelow = (limit: number) => old('exclusiveMaximum', Infinity) <= limit || old('maximum', Infinity) < limit;
  return [
    minimum !== undefined && least < minimum && `it must be at least ${minimum} now`,
    maximum !== undefined && most > maximum && `it must be at most ${maximum} now`,
    exclusiveMinimum !== undefined && !isAbove(exclusiveMinimum) && `it must be more than ${exclusiveMinimum} now`,
    exclusiveMaximum !== undefined && !isBelow(exclusiveMaximum) && `it must be less than ${exclusiveMaximum} now`,
  ].filter((words) => words !== false);
}

function limitsOf(schema: JsonSchemaObject) {
  return {
    minimum: numberAt(schema, 'minimum'),
    maximum: numberAt(schema, 'maximum'),
    exclusiveMinimum: numberAt(schema, 'exclusiveMinimum'),
    exclusiveMaximum: numberAt(schema, 'exclusiveMaximum'),
  };
}

const UNITS = { Length: 'characters', Items: 'items', Properties: 'keys' } as const;

/** The same for the size of a text, a list or an object. */
export function newSizeLimits(older: JsonSchemaObject, newer: JsonSchemaObject, of: keyof typeof UNITS): string[] {
  const required = of === 'Properties' ? new Set(requiredOf(older)).size : 0;
  const least = Math.max(numberAt(older, `min${of}`) ?? 0, required);
  const most = numberAt(older, `max${of}`) ?? Infinity;
  const [minimum = 0, maximum = Infinity] = [numberAt(newer, `min${of}`), numberAt(newer, `max${of}`)];
  return [
    least < minimum && `it must have at least ${minimum} ${UNITS[of]} now`,
    most > maximum && `it must have at most ${maximum} ${UNITS[of]} now`,
  ].filter((words) => words !== false);
}
