import type Database from 'better-sqlite3';
import { DomainError } from '../../domain/errors.ts';
import { nodeProblem } from '../node-version.ts';

export type Connection = Database.Database;
export type Statement = Database.Statement<unknown[], unknown>;
type Driver = new (file: string, options?: Database.Options) => Connection;

/**
 * Loads better-sqlite3, whose binary would take an older Node down with it, so that its version is looked at first. Throws
 * `node-too-old`.
 */
export async function loadDriver(versions?: Parameters<typeof nodeProblem>[0]): Promise<Driver> {
  const problem = nodeProblem(versions);
  if (problem) throw new DomainError('node-too-old', problem);
  return (await import('better-sqlite3')).default;
}
