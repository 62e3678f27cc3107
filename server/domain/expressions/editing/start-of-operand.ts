import { isKeyword } from './keywords.ts';
import { endOfText } from './scan-source.ts';

/** A piece of a source; a bracket that is closed is one piece with all that it holds. */
interface Piece {
  readonly kind: 'word' | 'text' | 'group' | 'dot' | 'other';
  readonly from: number;
  readonly to: number;
}

const WORD = /[\p{L}\p{N}_]+/uy;
const TEXT_PREFIX = /^(?:[rbfu]|[rb]f|f[rb]|br|rb)$/i;

/**
 * Where the operand begins that ends at an offset: `event_data['a'].get('b')` in front of a dot. The end itself when no
 * operand stands there.
 */
export function startOfOperand(source: string, end: number, from: number): number {
  const pieces = piecesOf(source, from, end);
  let start = end;
  for (let at = pieces.length - 1; at >= 0; at--) {
    const piece = pieces[at]!;
    if (piece.kind === 'other' || piece.kind === 'dot' || isKeyword(source.slice(piece.from, piece.to))) return start;
    start = piece.from;
    const before = pieces[at - 1];
    // It goes on to the left through a dot, or from a call or a subscript to what it belongs to.
    if (before?.kind === 'dot') at--;
    else if (!(before && belongsTo(source, piece, before))) return start;
  }
  return start;
}

function belongsTo(source: string, piece: Piece, owner: Piece): boolean {
  if (piece.kind !== 'group' || source[piece.from] === '{' || owner.to !== piece.from) return false;
  return owner.kind !== 'other';
}

function piecesOf(source: string, from: number, end: number): Piece[] {
  const pieces: Piece[] = [];
  const open: { readonly at: number; readonly pieces: number }[] = [];
  for (let at = from; at < end; ) {
    const character = source[at]!;
    const to = Math.min(end, endOfPiece(source, at));
    if ('([{'.includes(character)) open.push({ at, pieces: pieces.length });
    const opening = ')]}'.includes(character) ? open.pop() : undefined;
    if (opening) {
      pieces.length = opening.pieces;
      pieces.push({ kind: 'group', from: opening.at, to });
    } else if (character === '"' || character === "'") {
      const last = pieces.at(-1);
      const isPrefixed = last?.to === at && TEXT_PREFIX.test(source.slice(last.from, at));
      if (isPrefixed) pieces.pop();
      pieces.push({ kind: 'text', from: isPrefixed ? last.from : at, to });
    } else if (character.trim() !== '') pieces.push({ kind: kindOf(character), from: at, to });
    at = to;
  }
  return pieces;
}

function endOfPiece(source: string, at: number): number {
  const character = source[at]!;
  if (character === '"' || character === "'") return endOfText(source, at);
  WORD.lastIndex = at;
  return WORD.test(source) ? WORD.lastIndex : at + 1;
}

function kindOf(character: string): Piece['kind'] {
  if (character === '.') return 'dot';
  return /[\p{L}\p{N}_]/u.test(character) ? 'word' : 'other';
}
