import { Float, isJsonArray, isJsonObject, type JsonValue } from '../domain/json.ts';

/**
 * JavaScript knows no difference between `1` and `1.0`. What came back from it as an integer is a float again where a
 * model (the value that stood there before, the payload's field of that name) has the same number as a float.
 */
export function keepFloats(value: JsonValue, models: readonly (JsonValue | undefined)[]): JsonValue {
  if (typeof value === 'number')
    return models.find((model) => model instanceof Float && model.value === value) ?? value;
  if (isJsonArray(value)) {
    const arrays = models.filter(isJsonArray);
    return arrays.length === 0
      ? value
      : value.map((item, at) =>
          keepFloats(
            item,
            arrays.map((array) => array[at]),
          ),
        );
  }
  if (!isJsonObject(value)) return value;
  const objects = models.filter(isJsonObject);
  if (objects.length === 0) return value;
  const entries = Object.entries(value).map(([key, item]) => {
    return [
      key,
      keepFloats(
        item,
        objects.map((object) => (Object.hasOwn(object, key) ? object[key] : undefined)),
      ),
    ];
  });
  return Object.fromEntries(entries) as JsonValue;
}
