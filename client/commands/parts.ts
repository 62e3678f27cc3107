import type { TreeView } from 'vscode';
import type { Backend } from '../backend.ts';
import type { CausationTree } from '../causation/causation-tree.ts';
import type { FollowEvent } from '../causation/follow-event.ts';
import type { ReplayStatus } from '../debugging/replay-status.ts';
import type { Standings } from '../debugging/standings.ts';
import type { MalformedMarks } from '../documents/malformed-marks.ts';
import type { StreamFileSystem } from '../documents/stream-file-system.ts';
import type { Queries } from '../queries/register-queries.ts';
import type { ReplayService } from '../service/replay-service.ts';
import type { ServiceStatus } from '../service/service-status.ts';
import type { SessionList } from '../sessions/session-list.ts';
import type { KnownStores } from '../stores/known-stores.ts';
import type { StoreTree } from '../stores/store-tree.ts';
import type { StoreUris } from '../stores/store-uris.ts';
import type { TreeNode } from '../stores/tree-node.ts';
import type { MayWrite } from '../stores/write-guard.ts';
import type { PayloadDrafts } from '../what-if/payload-drafts.ts';
import type { WhatIfMarks } from '../what-if/what-if-marks.ts';
import type { WhatIfStatus } from '../what-if/what-if-status.ts';
import type { WhatIfs } from '../what-if/what-ifs.ts';

/** What commands work with. */
export interface Parts {
  readonly backend: Backend;
  readonly stores: KnownStores;
  readonly uris: StoreUris;
  /** Asked before anything is written to a store. */
  readonly mayWrite: MayWrite;
  readonly tree: StoreTree;
  readonly view: TreeView<TreeNode>;
  readonly causation: CausationTree;
  readonly followEvent: FollowEvent;
  readonly sessions: SessionList;
  readonly documents: StreamFileSystem;
  readonly malformed: MalformedMarks;
  readonly queries: Queries;
  readonly whatIfs: WhatIfs;
  readonly drafts: PayloadDrafts;
  readonly marks: WhatIfMarks;
  readonly status: WhatIfStatus;
  /** Where the replays of this window stand. */
  readonly standings: Standings;
  readonly replayStatus: ReplayStatus;
  readonly service: ReplayService;
  readonly serviceStatus: ServiceStatus;
  /** The bundle of the command line. */
  readonly cliModule: string;
  /** Where the demo store goes. */
  readonly demoFile: string;
}
