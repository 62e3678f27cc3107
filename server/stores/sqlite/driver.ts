import type Database from 'better-sqlite3';
import { DomainError } from '../../domain/errors.ts';

export type Connection = Database.Database;
export type Statement = Database.Statement<unknown[], unknown>;
type Driver = new (file: string, options?: Database.Options) => Connection;

/**
 * Loads better-sqlite3, whose binary needs Node 22: an older Node would crash without a word, so its version is looked
 * at first. Throws `node-too-old`.
 */
export async function loadDriver(nodeVersion: string = process.versions.node): Promise<Driver> {
  if (Number.parseInt(nodeVersion, 10) < 22) {
    throw new DomainError(
      'node-too-old',
      `SQLite stores need Node 22 or newer, this is Node ${nodeVersion}: update Node`,
    );
  }
  return (await import('better-sqlite3')).default;
}
