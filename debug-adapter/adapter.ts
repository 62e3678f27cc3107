import { DomainError } from '../server/domain/errors.ts';
import type { EventStore } from '../server/domain/event-store.ts';
import type { LaunchArguments } from '../server/protocol/launch-arguments.ts';
import type { Movements } from '../server/replay/movements.ts';
import type { Pace } from '../server/replay/pace.ts';
import type { ReplaySession } from '../server/replay/replay-session.ts';
import type { StreamViews } from '../server/replay/stream-views.ts';
import type { BoundBreakpoints } from './bound-breakpoints.ts';
import type { CallStack } from './call-stack.ts';
import { type ClientInfo, toClientInfo } from './client-info.ts';
import type { Events } from './events.ts';
import type { LearnedFields } from './learned-fields.ts';
import type { LogOutput } from './log-output.ts';
import type { Movement } from './movement.ts';
import type { OpenReplay } from './open-replay.ts';
import type { OthersBreakpoints } from './others-breakpoints.ts';
import type { Places } from './places.ts';
import { ProgressList } from './progress.ts';
import type { Sources } from './sources.ts';
import type { Variables } from './variables/variables.ts';

export type OpenStore = (uri: string, options: { readOnly: boolean }) => Promise<EventStore>;

/** A launched replay, in the parts that the requests need. */
export interface Launched {
  readonly args: LaunchArguments;
  readonly store: EventStore;
  readonly replay: ReplaySession;
  readonly movements: Movements;
  /** Do others move it too? */
  readonly isShared: boolean;
  readonly views: StreamViews;
  readonly sources: Sources;
  readonly breakpoints: BoundBreakpoints;
  /** Those of other front ends, where there are some. */
  readonly others: OthersBreakpoints | undefined;
  readonly movement: Movement;
  readonly callStack: CallStack;
  readonly variables: Variables;
  readonly fields: LearnedFields;
  readonly logs: LogOutput;
  readonly places: Places;
  /** Aborted when the session ends: for work that goes on beside it. */
  readonly closing: AbortSignal;
  /** Loads the user's projection and upcasters anew: their files may have changed. */
  reloadProjection(pace?: Pace): Promise<void>;
  close(): Promise<void>;
}

/** One debug session over one connection: from `initialize` to `disconnect`. */
export class Adapter {
  readonly openStore: OpenStore;
  /** The session to attach to, where this adapter runs in the process of a service. */
  readonly live: OpenReplay | undefined;
  readonly events: Events;
  readonly progress: ProgressList;
  client: ClientInfo = toClientInfo();
  #launched: Launched | undefined;

  constructor(openStore: OpenStore, events: Events, live?: OpenReplay) {
    this.openStore = openStore;
    this.live = live;
    this.events = events;
    this.progress = new ProgressList(events);
  }

  /** Throws when there is no replay yet: only `initialize` and `launch` may come before it. */
  get launched(): Launched {
    if (this.#launched) return this.#launched;
    throw new DomainError('bad-launch', 'No replay was launched in this session: send a launch request first');
  }

  get isLaunched(): boolean {
    return this.#launched !== undefined;
  }

  launch(launched: Launched): void {
    this.#launched = launched;
  }

  /** Ends the replay and lets go of its store; one that others use too goes on. */
  async close(): Promise<void> {
    const launched = this.#launched;
    this.#launched = undefined;
    if (!launched) return;
    if (!launched.isShared) await launched.movement.halt();
    await launched.close();
  }
}
