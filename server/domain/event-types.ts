/** The types that Agent Lightning writes: a catalogue for completion and icons, not a limit. */
export const KNOWN_EVENT_TYPES: Readonly<Record<string, readonly string[]>> = {
  agent: ['created', 'updated', 'deployed', 'status'],
  task: ['received', 'started', 'completed', 'failed'],
  workflow: ['created', 'started', 'completed', 'failed', 'step_completed'],
  rollout: ['started', 'completed', 'failed'],
  spec: ['created', 'updated'],
  execution: ['started', 'completed', 'failed'],
};

interface Typed {
  readonly aggregate_type: string;
  readonly event_type: string;
}

/** `aggregate_type.event_type`, whichever of the two spellings the database holds. */
export function qualifiedType(event: Typed): string {
  const prefix = `${event.aggregate_type}.`;
  return event.event_type.startsWith(prefix) ? event.event_type : prefix + event.event_type;
}

/** The event type without its aggregate type: `updated` for both `updated` and `agent.updated`. */
export function bareType(event: Typed): string {
  const prefix = `${event.aggregate_type}.`;
  return event.event_type.startsWith(prefix) ? event.event_type.slice(prefix.length) : event.event_type;
}

/** Does this name the event's type? Bare and qualified spellings match each other. Makes no new text. */
export function isTypeNamed({ event_type, aggregate_type }: Typed, name: string): boolean {
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

/**
 * A test for a type as people name it: `agent.updated`, `updated`, `task.*`, `*.failed`, `*`. A name without a dot is
 * held against the bare type, one with a dot against the qualified type; `*` and `?` are globs. Case matters.
 */
export function matchesType(pattern: string): (event: Typed) => boolean {
  const wanted = pattern.trim();
  if (!/[*?]/.test(wanted)) return (event) => isTypeNamed(event, wanted);
  const read = wanted.includes('.') ? qualifiedType : bareType;
  const verdicts = new Map<string, boolean>();
  return (event) => {
    const name = wanted === '*' ? '*' : read(event);
    let verdict = verdicts.get(name);
    if (verdict === undefined) {
      verdict = matchesGlob(wanted, name);
      if (verdicts.size < 10_000) verdicts.set(name, verdict);
    }
    return verdict;
  };
}

/** Does a text match a glob of `*` and `?`? In linear time, with no regular expression, because the pattern is a stranger's text. */
export function matchesGlob(glob: string, text: string): boolean {
  let g = 0;
  let t = 0;
  let star = -1;
  let retry = 0;
  while (t < text.length) {
    if (g < glob.length && glob[g] === '*') {
      star = g++;
      retry = t;
    } else if (g < glob.length && (glob[g] === '?' || glob[g] === text[t])) {
      g++;
      t++;
    } else if (star >= 0) {
      g = star + 1;
      t = ++retry;
    } else {
      return false;
    }
  }
  while (glob[g] === '*') g++;
  return g === glob.length;
}
