import type { RecordedEvent } from '../../event.ts';

/** Does this name the event's type? Bare and qualified spellings match each other. Makes no new text. */
export function isTypeNamed({ event_type, aggregate_type }: RecordedEvent, name: string): boolean {
  return (
    event_type === name ||
    isQualified(name, aggregate_type, event_type) ||
    isQualified(event_type, aggregate_type, name)
  );
}

function isQualified(full: string, prefix: string, bare: string): boolean {
  return (
    full.length === prefix.length + 1 + bare.length &&
    full.charCodeAt(prefix.length) === DOT &&
    full.startsWith(prefix) &&
    full.endsWith(bare)
  );
}

const DOT = 46;
