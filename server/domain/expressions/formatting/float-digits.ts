import { scaleToInteger } from '../values/numbers.ts';

/** `12.30`: a finite double >= 0 with a fixed number of decimals. */
export function fixedDigits(value: number, decimals: number): string {
  const digits = scaleToInteger(value, decimals)
    .toString()
    .padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** `1.23e+04`: one digit before the point and `decimals` after it. */
export function exponentDigits(value: number, decimals: number): string {
  const [digits, exponent] = significantDigits(value, decimals + 1);
  return `${pointed(digits, 1)}e${exponentText(exponent)}`;
}

/**
 * C's `%g`: `precision` significant digits, in the exponent form for very small and very large values. With
 * `keepsPoint` a whole number ends in `.0`, and goes to the exponent form one digit earlier (Python's default format).
 */
export function generalDigits(value: number, precision: number, keepsZeros: boolean, keepsPoint: boolean): string {
  const wanted = Math.max(1, precision);
  const [digits, exponent] = significantDigits(value, wanted);
  if (exponent < -4 || exponent >= wanted - (keepsPoint ? 1 : 0)) {
    const mantissa = pointed(digits, 1);
    return `${keepsZeros ? mantissa : stripZeros(mantissa)}e${exponentText(exponent)}`;
  }
  const plain = exponent < 0 ? `0.${'0'.repeat(-exponent - 1)}${digits}` : pointed(digits, exponent + 1);
  const text = keepsZeros ? plain : stripZeros(plain);
  return keepsPoint && !text.includes('.') ? `${text}.0` : text;
}

/** The digits of a double >= 0, rounded to `count` of them, and the power of ten of the first. */
function significantDigits(value: number, count: number): [digits: string, exponent: number] {
  if (value === 0) return ['0'.repeat(count), 0];
  const exponent = Number(value.toExponential().split('e')[1]);
  const digits = scaleToInteger(value, count - 1 - exponent).toString();
  return digits.length > count ? [digits.slice(0, count), exponent + 1] : [digits, exponent];
}

function pointed(digits: string, at: number): string {
  return at >= digits.length ? digits : `${digits.slice(0, at)}.${digits.slice(at)}`;
}

function stripZeros(text: string): string {
  if (!text.includes('.')) return text;
  let end = text.length;
  while (text[end - 1] === '0') end--;
  return text.slice(0, text[end - 1] === '.' ? end - 1 : end);
}

function exponentText(exponent: number): string {
  return `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
