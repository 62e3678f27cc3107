/** The public face for people who import the package: open a store, read, write and publish events, replay a stream. */

export { DomainError, type DomainErrorCode, isDomainError } from './domain/errors.ts';
export { createEvent, type NewEvent, RecordedEvent, type StreamKey, validateEvent } from './domain/event.ts';
export { Event } from './domain/event-schema.ts';
export type {
  AggregateSummary,
  EventStore,
  EventStream,
  QueryOptions,
  QueryPage,
  ReadOptions,
  Snapshot,
  SnapshotSelection,
} from './domain/event-store.ts';
export { bareType, KNOWN_EVENT_TYPES, matchesType, qualifiedType } from './domain/event-types.ts';
export type { CompiledExpression, CompiledTemplate, ExpressionContext, Span } from './domain/expressions/expression.ts';
export { compileExpression, compileTemplate, EvaluationError, repr, toJson } from './domain/expressions/index.ts';
export type { Value } from './domain/expressions/value.ts';
export { EventFilter } from './domain/filter.ts';
export { Float, type JsonObject, type JsonValue, toFloat, toInt } from './domain/json.ts';
export { toJsonText } from './domain/json-text.ts';
export { parseJson } from './domain/parse-json.ts';
export type { StoreInspection } from './domain/store-inspection.ts';
export { normaliseTimestamp } from './domain/timestamp.ts';
export { ALERT_THRESHOLDS, type Alert, type AlertThresholds, findAlerts } from './metrics/find-alerts.ts';
export { measuredStore } from './metrics/measured-store.ts';
export { createMetrics, type Metrics, type MetricsOptions, type MetricsReading } from './metrics/metrics.ts';
export { type LoadedLift, loadLift } from './migration/load-lift.ts';
export {
  type MigrationOptions,
  type MigrationProgress,
  migrateStore,
  surveyStore,
} from './migration/migrate-store.ts';
export type { MigrationReport, Noted } from './migration/migration-report.ts';
export { reportLines } from './migration/report-lines.ts';
export { type SetAsideFile, setAsideFile } from './migration/set-aside-file.ts';
export type { Printed } from './projections/printed.ts';
export type { Projection, State } from './projections/projection.ts';
export { shallowMerge } from './projections/shallow-merge.ts';
export {
  type AgentRunnerEvents,
  agentRunnerEvents,
  type RolloutResult,
  type RunnerTask,
} from './publishing/agent-runner-events.ts';
export {
  EventPublisher,
  type Publication,
  type PublisherCounts,
  type PublisherOptions,
} from './publishing/event-publisher.ts';
export { type EventLinks, publishCustomEvent } from './publishing/publish-custom-event.ts';
export {
  type Execution,
  type Spec,
  type SpecServiceEvents,
  specServiceEvents,
} from './publishing/spec-service-events.ts';
export type { Breakpoint, BreakpointSpec } from './replay/breakpoint.ts';
export type { EventView } from './replay/event-view.ts';
export type { SessionState } from './replay/motion.ts';
export { ReplaySession } from './replay/replay-session.ts';
export { exportSession, type SessionFile } from './replay/session-file.ts';
export type { LogMessage, PassedEvent, SessionListener } from './replay/session-listener.ts';
export type { SessionOptions } from './replay/session-options.ts';
export type { MoveTarget, Stop } from './replay/stop.ts';
export { type TimelineEntry, timeline } from './replay/timeline.ts';
export {
  type Compatibility,
  type CompatibilityOptions,
  checkCompatibility,
  type Finding as CompatibilityFinding,
} from './schemas/check-compatibility.ts';
export { checkVersions, type VersionCheck } from './schemas/check-versions.ts';
export { type InferOptions, type InferredSchema, inferSchemas } from './schemas/infer-from-store.ts';
export { inferSchema } from './schemas/infer-schema.ts';
export type { JsonSchema, JsonSchemaObject } from './schemas/json-schema.ts';
export { loadRegistry } from './schemas/load-registry.ts';
export { createRegistry, type PayloadSchema, type SchemaRegistry } from './schemas/schema-registry.ts';
export { type ValidationOptions, validatedStore } from './schemas/validated-store.ts';
export { type WriteOptions, type WrittenSchema, writeSchemas } from './schemas/write-schemas.ts';
export { checkSnapshot, type SnapshotCheck } from './snapshots/check-snapshot.ts';
export type { SnapshotPolicy } from './snapshots/snapshot-policy.ts';
export { Snapshotter, type SnapshotterOptions } from './snapshots/snapshotter.ts';
export { type TakeOptions, takeSnapshot } from './snapshots/take-snapshot.ts';
export { MemoryStore } from './stores/memory/memory-store.ts';
export { type OpenOptions, openStore } from './stores/open-store.ts';
export {
  type ExportFormat,
  type ExportOptions,
  type ExportResult,
  exportEvents,
} from './transfer/export-events.ts';
export {
  type ImportCounts,
  type ImportItem,
  type ImportOptions,
  importEvents,
  type Rejection,
} from './transfer/import-events.ts';
export { itemsOfLines, itemsOfStore } from './transfer/import-items.ts';
export type { Finding } from './verify/finding.ts';
export type { Rule } from './verify/rule.ts';
export { type VerifyOptions, verifyStream } from './verify/verify-stream.ts';
