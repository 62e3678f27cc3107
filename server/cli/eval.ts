import { Command } from '@commander-js/extra-typings';
import { messageOf } from '../domain/errors.ts';
import type { EventStore } from '../domain/event-store.ts';
import { qualifiedType } from '../domain/event-types.ts';
import type { CompiledExpression, ExpressionContext } from '../domain/expressions/expression.ts';
import { compileExpression, repr, toJson } from '../domain/expressions/index.ts';
import type { Value } from '../domain/expressions/value.ts';
import { Pace } from '../replay/pace.ts';
import { ReplaySession } from '../replay/replay-session.ts';
import type { MoveTarget } from '../replay/stop.ts';
import { sweep } from '../replay/sweep.ts';
import type { CommandContext, CommandMaker } from './command.ts';
import { NegativeAnswer } from './negative-answer.ts';
import { AGGREGATE, JSON_OUTPUT, NO_JSON, PROJECTION, STORE, UPCASTERS, wholeNumber } from './options.ts';
import { plainText } from './plain-text.ts';
import { printJson, wantsJson } from './print-json.ts';
import { tablePrinter } from './table.ts';
import { takeTurns } from './take-turns.ts';
import { UsageError } from './usage-error.ts';
import { type UserCode, withUserCode } from './user-code.ts';
import { withStore } from './with-store.ts';

/** Characters of a value. */
const PREVIEW = 10_000;
/** Rows are printed in groups of so many. */
const GROUP = 500;

/** `event-replay eval`: an expression's value. */
export const evalCommand: CommandMaker = (context) =>
  new Command('eval')
    .description(
      'Evaluates a Python expression where a replay stands: after the last event of a stream, or the one that is named, or every one of them.',
    )
    .argument('<expression>', "for example 'state.temperature'")
    .addOption(STORE)
    .addOption(AGGREGATE)
    .option('--version <n>', 'at the event of this version', wholeNumber(1))
    .option('--position <n>', 'at the n-th event', wholeNumber(1))
    .option('--at <time>', 'at the last event up to this time')
    .option('--event <id>', 'at this event')
    .option('--each', 'at every event')
    .option('--changes', 'at every event where the value is another than before')
    .addOption(PROJECTION)
    .addOption(UPCASTERS)
    .addOption(JSON_OUTPUT)
    .addOption(NO_JSON)
    .action(async (source, { aggregate: aggregateId, ...options }) => {
      const expression = compileExpression(source);
      if (!aggregateId) throw new UsageError("name the aggregate, for example '--aggregate agent-123'");
      const target = targetOf(options);
      await withStore(options, context, (store) =>
        withUserCode(options, context, async (code) => {
          const session = await open(store, aggregateId, code);
          if (options.each || options.changes) await printEach(session, expression, options, context);
          else await printOne(session, expression, target, options, context);
        }),
      );
    });

interface EvalOptions {
  readonly version?: number | undefined;
  readonly position?: number | undefined;
  readonly at?: string | undefined;
  readonly event?: string | undefined;
  readonly each?: true | undefined;
  readonly changes?: true | undefined;
  readonly json?: boolean | undefined;
}

function targetOf({ version, position, at, event, each, changes }: EvalOptions): MoveTarget {
  if ([version, position, at, event, each ?? changes].filter((way) => way !== undefined).length > 1) {
    throw new UsageError('name one place: --version, --position, --at, --event, or --each');
  }
  if (version !== undefined) return { version };
  if (position !== undefined) return { position };
  if (at !== undefined) return { timestamp: at };
  return event === undefined ? 'last' : { event_id: event };
}

function open(store: EventStore, aggregateId: string, { projection }: UserCode): Promise<ReplaySession> {
  return ReplaySession.open({ store, aggregateId, projection });
}

async function printOne(
  session: ReplaySession,
  expression: CompiledExpression,
  target: MoveTarget,
  options: EvalOptions,
  context: CommandContext,
): Promise<void> {
  await session.moveTo(target);
  const row = rowAt(session.view!, expression);
  if (wantsJson(options, context)) printJson(context, toDocument(row));
  else if ('value' in row) context.print(plainText(repr(row.value, PREVIEW)));
  if ('error' in row) throw new NegativeAnswer(row.error);
}

async function printEach(
  session: ReplaySession,
  expression: CompiledExpression,
  options: EvalOptions,
  context: CommandContext,
): Promise<void> {
  const isJson = wantsJson(options, context);
  const print = tablePrinter(context, COLUMNS);
  const lines: Line[] = [];
  let before: string | undefined;
  let rows = 0;
  await sweep(session, new Pace(undefined, context.signal), {}, (view) => {
    const row = rowAt(view, expression);
    const text = textOf(row);
    if (options.changes && text === before) return true;
    before = text;
    // A value can be the state itself, which is another one at the next event: it is written down at once.
    if (isJson) printJson(context, toDocument(row));
    else lines.push({ ...row, text });
    if (++rows % GROUP > 0) return true;
    if (!isJson) print(lines.splice(0));
    return takeTurns(context);
  });
  if (lines.length > 0) print(lines);
}

interface Place {
  readonly version: number;
  readonly position: number;
  readonly timestamp: string;
  readonly type: string;
}

/** A value after an event, or what is wrong with the expression there. */
type Row = Place & ({ readonly value: Value } | { readonly error: string });

interface Line extends Place {
  readonly text: string;
}

function rowAt(view: ExpressionContext, expression: CompiledExpression): Row {
  const { version, timestamp } = view.event;
  const where = { version, position: view.position, timestamp, type: qualifiedType(view.event) };
  try {
    return { ...where, value: expression.evaluate(view) };
  } catch (error) {
    return { ...where, error: messageOf(error) };
  }
}

function toDocument({ version, position, timestamp, type, ...row }: Row) {
  const answer = 'error' in row ? { error: row.error } : { value: toJson(row.value) };
  return { version, position, timestamp, type, ...answer };
}

function textOf(row: Row): string {
  return 'error' in row ? `Error: ${row.error}` : repr(row.value, PREVIEW);
}

const COLUMNS = [
  { title: 'time', text: ({ timestamp }: Line) => timestamp },
  { title: 'version', align: 'right', text: ({ version }: Line) => String(version) },
  { title: 'type', text: ({ type }: Line) => type },
  { title: 'value', text: ({ text }: Line) => text },
] as const;
