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

/**
 * A test for a type as people name it: `agent.updated`, `updated`, `task.*`, `*.failed`, `*`. A name without a dot is
 * held against the bare type, one with a dot against the qualified type; `*` and `?` are globs. Case matters.
 */
export function matchesType(pattern: string): (event: Typed) => boolean {
  const wanted = pattern.trim();
  const read = wanted.includes('.') ? qualifiedType : bareType;
  if (!/[*?]/.test(wanted)) return (event) => event.event_type === wanted || read(event) === wanted;
  const verdicts = new Map<string, boolean>();
  return (event) => {
    const name = wanted === '*' ? '*' : read(event);
    let verdict = verdicts.get(name);
    if (verdict === undefined) {
      verdict = globMatches(wanted, name);
      if (verdicts.size < 10_000) verdicts.set(name, verdict);
    }
    return verdict;
  };
}

/** Linear-time glob: no regular expression, because the pattern is a stranger's text. */
function globMatches(glob: string, text: string): boolean {
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
