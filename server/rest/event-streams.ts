import type { FastifyReply } from 'fastify';
import type { Limits } from './limits.ts';
import { Refusal } from './refusal.ts';

export interface ServerSentEvent {
  /** What a client sends as `Last-Event-ID` when it comes again. */
  readonly id?: string | undefined;
  readonly event: string;
  /** One line of JSON. */
  readonly data: string;
}

/** An answer that goes on: events as they happen, and a sign of life in between. */
export interface EventStream {
  /** False when the reader is gone, or was too slow and has been cut off. */
  send(event: ServerSentEvent): boolean;
  /** Bytes that wait for the reader. */
  readonly pending: number;
  /** Breaks the connection with a reader who is too slow. */
  cut(): void;
  /** Ends the answer. */
  close(): void;
}

/** The open streams of a service. They end with it. */
export class EventStreams {
  readonly #limits: Limits;
  readonly #open = new Set<EventStream>();

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /**
   * Answers with a stream; `onClose` is called once, when it ends for whatever reason, `onDrain` when
   * nothing waits for the reader any more. Throws `too-many-streams`.
   */
  open(reply: FastifyReply, onClose: () => void, onDrain = () => {}): EventStream {
    const { streams, heartbeat, pendingBytes } = this.#limits;
    if (this.#open.size >= streams) {
      throw new Refusal('too-many-streams', `At most ${streams} streams of events are open at once: close one`, {
        'retry-after': '5',
      });
    }
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    const write = (text: string): boolean => {
      if (raw.writableEnded || raw.destroyed) return false;
      // What waits in memory for a reader that does not read would grow for ever; a single large event may.
      if (raw.writableLength > pendingBytes) {
        raw.destroy();
        return false;
      }
      raw.write(text);
      return true;
    };
    const timer = setInterval(() => write(': still here\n\n'), heartbeat);
    const stream: EventStream = {
      send: (event) => write(toText(event)),
      get pending() {
        return raw.writableLength;
      },
      cut: () => raw.destroy(),
      close: () => raw.end(),
    };
    raw.on('drain', onDrain);
    raw.on('close', () => {
      clearInterval(timer);
      this.#open.delete(stream);
      onClose();
    });
    this.#open.add(stream);
    write(': hello\n\n');
    return stream;
  }

  closeAll(): void {
    for (const stream of this.#open) stream.close();
  }
}

function toText({ id, event, data }: ServerSentEvent): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${data}\n\n`;
}
