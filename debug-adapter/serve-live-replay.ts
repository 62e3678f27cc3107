import type { Duplex } from 'node:stream';
import { DomainError } from '../server/domain/errors.ts';
import { Connection } from './connection.ts';
import type { OpenReplay } from './open-replay.ts';

/** Speaks the Debug Adapter Protocol on a socket, with a replay of this process that others use too. */
export function serveLiveReplay(socket: Duplex, live: OpenReplay): void {
  const connection = new Connection(refuse, live);
  const close = () => void connection.adapter.close().finally(() => socket.destroy());
  connection.on('close', close);
  connection.on('error', close);
  connection.start(socket, socket);
}

async function refuse(): Promise<never> {
  throw new DomainError('bad-launch', 'Only the live session can be debugged here: send an attach request');
}
