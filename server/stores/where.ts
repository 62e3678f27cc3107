import { DomainError } from '../domain/errors.ts';
import type { RecordedEvent } from '../domain/event.ts';

export function compileWhere(
  source: string,
  _positionOf: (event: RecordedEvent) => number,
): (event: RecordedEvent) => boolean {
  throw new DomainError('bad-expression', `where is not understood yet: ${source}`);
}
