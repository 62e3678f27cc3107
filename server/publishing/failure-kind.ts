import { type DomainErrorCode, isDomainError } from '../domain/errors.ts';

/**
 * What a failed save means for its events:
 *
 * - `away`: the store cannot take anything now; the same events will do later
 * - `failed`: as `away`, or these events are what it cannot take: only trying them tells
 * - `conflict`: another writer was faster; with new versions they will do
 * - `stored`: they are there already, the answer of an earlier try got lost
 * - `refused`: they will never do
 */
export type FailureKind = 'away' | 'failed' | 'conflict' | 'stored' | 'refused';

const KINDS: Readonly<Partial<Record<DomainErrorCode, FailureKind>>> = {
  'store-busy': 'away',
  'store-not-found': 'away',
  'not-a-store': 'away',
  'read-only-store': 'away',
  'store-failed': 'failed',
  'version-conflict': 'conflict',
  'duplicate-event': 'stored',
};

/** Errors that are not ours come from a network or a driver. */
export function failureKind(error: unknown): FailureKind {
  return isDomainError(error) ? (KINDS[error.code] ?? 'refused') : 'failed';
}
