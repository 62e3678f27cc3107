import { scaleToInteger } from '../values/numbers.ts';

/** No double has more decimals than these, so what follows is zeros. */
const MAX_DECIMALS = 1074;

/** `12.30`: a finite double >= 0 with a fixed number of decimals. */
export function fixedDigits(value: number, decimals: number): string {
  const exact = Math.min(decimals, MAX_DECIMALS);
  const digits = scaleToInteger(value, exact)
    .toString()
    .padStart(exact + 1, '0');
  if (decimals === 0) return digits;
  return `${digits.slice(0, -exact)}.${digits.slice(-exact).padEnd(decimals, '0')}`;
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
  const decimals = count - 1 - exponent;
  const digits = scaleToInteger(value, Math.min(decimals, MAX_DECIMALS)).toString();
  if (decimals > MAX_DECIMALS) return [digits.padEnd(count, '0'), exponent];
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
