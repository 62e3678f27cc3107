import { Float, isJsonArray, type JsonValue } from './json.ts';

/** JSON text in the shape of Python's `json.dumps`: `", "` and `": "`, `\uXXXX` beyond ASCII, `NaN` allowed. */
export function toJsonText(value: JsonValue): string {
  switch (typeof value) {
    case 'string':
      return asciiString(value);
    case 'number':
      return Number.isInteger(value) ? String(value) : floatText(value);
    case 'bigint':
    case 'boolean':
      return String(value);
    default:
  }
  if (value === null) return 'null';
  if (value instanceof Float) return floatText(value.value);
  if (isJsonArray(value)) return `[${value.map(toJsonText).join(', ')}]`;
  const entries = Object.entries(value).map(([key, item]) => `${asciiString(key)}: ${toJsonText(item)}`);
  return `{${entries.join(', ')}}`;
}

/** `JSON.stringify`'s text for one string, with everything beyond ASCII escaped. */
function asciiString(text: string): string {
  return JSON.stringify(text).replace(/[\u007f-\uffff]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** A float as Python's `repr` prints it: `1.0`, `0.1`, `1e+16`, `1e-05`; and `NaN`, `Infinity` as its JSON does. */
export function floatText(value: number): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const size = Math.abs(value);
  if (size >= 1e-4 && size < 1e16) {
    const text = String(value);
    return Number.isInteger(value) ? `${text}.0` : text;
  }
  const [digits, power] = value.toExponential().split('e') as [string, string];
  return `${digits}e${power[0]}${power.slice(1).padStart(2, '0')}`;
}
