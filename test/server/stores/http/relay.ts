import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the wire does to a request: passes it on when left out. */
export type Weather = (message: IncomingMessage, response: ServerResponse) => 'pass' | 'lose-answer' | 'handled';

export interface Relay {
  readonly url: string;
  /** `METHOD path` of every request, in order. */
  readonly requests: string[];
  weather: Weather;
  /** Breaks every connection that is open now. */
  cut(): void;
  close(): Promise<void>;
}

/** A wire between a client and a service: it counts requests, and can lose them, or their answers. */
export async function openRelay(target: string): Promise<Relay> {
  const requests: string[] = [];
  const server = createServer((message, response) => {
    requests.push(`${message.method} ${message.url!.split('?')[0]}`);
    const fate = relay.weather(message, response);
    if (fate === 'handled') return;
    const onward = request(new URL(message.url!, target), {
      method: message.method,
      headers: { ...message.headers, host: new URL(target).host },
    });
    onward.on('response', (answer) => {
      if (fate === 'lose-answer') {
        answer.resume();
        answer.on('end', () => response.destroy());
        return;
      }
      response.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    message.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const relay: Relay = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    weather: () => 'pass',
    cut: () => server.closeAllConnections(),
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
  return relay;
}
