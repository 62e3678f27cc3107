import { changeText } from '../../domain/change-text.ts';
import type { RecordedEvent } from '../../domain/event.ts';
import { qualifiedType } from '../../domain/event-types.ts';
import { repr } from '../../domain/expressions/index.ts';
import { formatStatePath } from '../../domain/state-path.ts';
import type { CommandContext } from '../command.ts';
import { counted } from '../counted.ts';
import { clipped, plainText, styled } from '../plain-text.ts';
import type { Plan } from './plan.ts';
import type { Outcome, Report, Standing } from './report.ts';

/** Characters of a value. */
const PREVIEW = 80;
/** More changes of one event are counted. */
const MOST_CHANGES = 5;

/** A timeline: a line for each hit, and under it what is watched. */
export function textReport(context: CommandContext, plan: Plan): Report {
  const print = (text: string) => context.print(clipped(text, context.output.columns));
  const below = (text: string, style?: Parameters<typeof styled>[1]) => {
    const line = clipped(`    ${plainText(text)}`, context.output.columns);
    context.print(style ? styled(context, style, line) : line);
  };
  return {
    hit: ({ names, watches, anomalies, ...at }) => {
      print(lineOf(at));
      for (const { message } of anomalies) below(message, 'yellow');
      for (const [expression, watched] of watches) {
        below(`${expression} = ${'error' in watched ? `Error: ${watched.error}` : repr(watched.value, PREVIEW)}`);
      }
      // Where there is but one thing to stop at, it is plain what it was.
      if (plan.stops.length + (plan.until ? 1 : 0) > 1) below(names.join(', '), 'dim');
    },
    failure: ({ rule, expression, error, cause, ...at }) => {
      context.print(styled(context, 'red', `FAILED  ${rule}: ${plainText(expression)}`));
      print(lineOf(at));
      if (error !== undefined) below(error, 'yellow');
      if (cause) below(`caused by ${nameOf(cause)} ${cause.event_id}`);
    },
    end: (outcome) => context.print(summaryOf(outcome, plan)),
  };
}

function lineOf({ event, changes }: Standing): string {
  const shown = changes
    .slice(0, MOST_CHANGES)
    .map(({ path, old, new: now }) => `${formatStatePath(path)}: ${changeText(old, now, PREVIEW)}`);
  const rest = changes.length > MOST_CHANGES ? [`${changes.length - MOST_CHANGES} more changes`] : [];
  return plainText(`${event.timestamp}  ${nameOf(event)}  ${[...shown, ...rest].join(', ')}`.trimEnd());
}

function nameOf(event: RecordedEvent): string {
  return `${event.aggregate_id} v${event.version} ${qualifiedType(event)}`;
}

function summaryOf({ streams, hits, reached, failures, isCut }: Outcome, { until }: Plan): string {
  const replays = streams === 0 ? 'No replay was needed' : counted(streams, 'replay');
  const parts = [replays, `${counted(hits, 'hit')}${isCut ? ', and there may be more' : ''}`];
  if (until) parts.push(`--until was reached ${reached === 1 ? 'once' : `${reached.toLocaleString('en-US')} times`}`);
  parts.push(failures === 0 ? 'nothing failed' : counted(failures, 'failure'));
  return `${parts.join('; ')}.`;
}
