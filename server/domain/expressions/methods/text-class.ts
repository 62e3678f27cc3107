import { UNPRINTABLE } from '../values/quote-text.ts';
import type { Methods } from './method.ts';
import { none } from './signature.ts';

/** What Python calls whitespace, for `isspace`, `strip` and `split`. */
export const SPACE = '\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000';

/** Numbers, and the ideographs that stand for one. */
const NUMERIC =
  /^[\p{N}㐅㒃㠪㭍一七万三九二五亖亿什仟仨伍佰億兆兩八六十千卄卅卌叁参參叄四壱壹幺廾廿弌弍弎弐拾捌柒漆玖百肆萬貮貳贰阡陆陌陸零參拾兩零六陸什𠀁𠁤𠃢𠄡𠤪𠦃𠦌𠦜𠫪𠫽𠬙𢎐𢦘𣬛𦉭廾]+$/u;

/** `str` methods that ask what kind of characters a text has. */
export const TEXT_CLASS: Methods<string> = {
  isalpha: { signature: none, run: (text) => /^\p{L}+$/u.test(text) },
  isdecimal: { signature: none, run: (text) => /^\p{Nd}+$/u.test(text) },
  isdigit: {
    signature: none,
    run: (text) => /^[\p{Nd}²³¹⁰⁴-⁹₀-₉①-⑨⑴-⑼⒈-⒐⓪⓵-⓽⓿❶-❾➀-➈➊-➒፩-፱᧚𐩀-𐩃𐹠-𐹨𑁒-𑁚🄀-🄊]+$/u.test(text),
  },
  isnumeric: { signature: none, run: (text) => NUMERIC.test(text) },
  isalnum: { signature: none, run: (text) => /^[\p{L}\p{N}]+$/u.test(text) },
  isspace: { signature: none, run: (text) => new RegExp(`^[${SPACE}]+$`, 'u').test(text) },
  isascii: { signature: none, run: (text) => !/[^\0-\x7f]/.test(text) },
  isprintable: { signature: none, run: (text) => !UNPRINTABLE.test(text) },
  isidentifier: { signature: none, run: (text) => /^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(text) },
};
