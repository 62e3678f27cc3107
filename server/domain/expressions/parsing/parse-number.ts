import { type Float, toFloat, toInt } from '../../json.ts';

/** A number literal as a value; a sentence when Python refuses it. */
export function parseNumber(text: string): number | bigint | Float | { readonly refused: string } {
  if (/j$/i.test(text)) return { refused: 'complex numbers are not used in expressions' };
  if (/__|_$|_[.eE]|[.eE]_/.test(text)) return { refused: "one '_' may stand between two digits of a number" };
  const plain = text.replaceAll('_', '');
  if (/^0[xob]/i.test(plain)) return toInt(BigInt(plain));
  if (!/^\d+$/.test(plain)) return toFloat(Number(plain));
  if (/^0+[1-9]/.test(plain)) return { refused: `leading zeros are not allowed: write ${plain.replace(/^0+/, '')}` };
  if (plain.length > 4300) return { refused: 'the number has more than 4300 digits' };
  return toInt(BigInt(plain));
}
