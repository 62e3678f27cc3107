import { describeShape, type Shape } from './shape.ts';
import type { SignatureText } from './signature-text.ts';

/** One thing that can be written at the cursor. */
export interface Completion {
  readonly label: string;
  readonly kind: 'name' | 'field' | 'key' | 'value' | 'function' | 'method' | 'property' | 'type' | 'keyword';
  /** Its type and an example, or how it is called. */
  readonly detail: string;
  readonly documentation: string | undefined;
  readonly insertText: string;
  /** The part of the source that it stands for; offsets in UTF-16 units. */
  readonly from: number;
  readonly to: number;
}

/** A completion before its place is known; one that replaces more than the word before the cursor says from where. */
export type Item = Omit<Completion, 'from' | 'to'> & { readonly from?: number };

/** A field of a value that was seen so often. */
export function field(label: string, shape: Shape | undefined, ownerSeen?: number): Item {
  return plain(label, 'field', shape ? describeShape(shape, ownerSeen) : '');
}

export function plain(label: string, kind: Item['kind'], detail: string): Item {
  return { label, kind, detail, documentation: undefined, insertText: label };
}

export function callable(label: string, kind: Item['kind'], signature: SignatureText | undefined): Item {
  if (!signature) return plain(label, kind, '');
  const { parameters, result, description } = signature;
  const detail = `(${parameters})${result === undefined ? '' : ` → ${result.replace('datetime.', '')}`}`;
  return { label, kind, detail, documentation: description, insertText: label };
}
