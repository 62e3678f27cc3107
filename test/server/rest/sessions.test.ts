import assert from 'node:assert/strict';
import { withService, type TestService } from './with-service.ts';

type Body = Record<string, unknown>;

async function ask({ fetch }: TestService, method: string, path: string, body?: unknown): Promise<{ status: number; body: any }> {
  const response = await fetch(path, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
  return { status: response.status, body: await response.json() };
}

describe('smoke', () => {
  it('works', async () => {
    await withService({}, async (service) => {
      const start = await ask(service, 'POST', '/sessions/start', { aggregate_id: 'agent-123' });
      console.log(start);
      const s = `/sessions/${start.body.session_id}`;
      for (const [m, p, b] of [
        ['POST', '/breakpoints', { event_type: 'agent.updated' }],
        ['POST', '/breakpoints', { condition: 'event_data.get(' }],
        ['POST', '/breakpoints', { changes: 'temperature' }],
        ['POST', '/watches', { expression: "event_data.get('reward', 0)" }],
        ['POST', '/step'], ['POST', '/resume?wait=5'], ['GET', ''], ['GET', '/timeline'], ['GET', '/export'], ['GET', '/state'],
        ['GET', '/state?position=6&path=tuned_by'], ['GET', '/changes'], ['POST', '/evaluate', { expression: '(1, 2.0, 10**30)' }],
        ['POST', '/evaluate', { expression: "event_data['x']" }],
        ['GET', '/watch-history?expression=version&limit=2'], ['GET', '/causes'], ['GET', '/effects'], ['POST', '/run-back?wait=5'], ['POST', '/move', { version: 7 }],
        ['POST', '/move', { version: 70 }], ['POST', '/restart'], ['GET', '/breakpoints'], ['GET', '/watches'], ['DELETE', `/watches/${encodeURIComponent("event_data.get('reward', 0)")}`],
        ['DELETE', '/breakpoints/bp_0'], ['POST', '/stop'], ['POST', '/step-back'], ['DELETE', ''], ['GET', ''], 
      ] as const) {
        const answer = await ask(service, m, s + p, b);
        console.log(m, p, answer.status, JSON.stringify(answer.body).slice(0, 300));
      }
    });
  });
});
