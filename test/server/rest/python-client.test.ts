import assert from 'node:assert/strict';
import { runPython } from './run-python.ts';
import { withService } from './with-service.ts';

/** What every program below begins with. */
const BEGIN = `
import json, requests
SERVICE = "http://localhost:8012"
def show(*values): print(json.dumps(values if len(values) != 1 else values[0]))
def start(**body): return requests.post(f"{SERVICE}/sessions/start", json=body).json()["session_id"]
`;

/** Runs a program against a service over the eight events of agent-123. */
async function run(program: string): Promise<unknown[]> {
  let printed: unknown[] = [];
  await withService({}, async ({ url }) => {
    printed = await runPython(url, BEGIN + program);
  });
  return printed;
}

describe("The Python service's clients", () => {
  it('run unchanged: the example of the document', async () => {
    const [answers, info] = (await run(`
# Start replay session
response = requests.post("http://localhost:8012/sessions/start", json={
    "aggregate_id": "agent-123",
    "from_version": 1
})
session_id = response.json()["session_id"]

# Add breakpoint
added = requests.post(f"http://localhost:8012/sessions/{session_id}/breakpoints", json={
    "event_type": "agent.updated"
})

# Get debug info
debug_info = requests.get(f"http://localhost:8012/sessions/{session_id}").json()
show(response.json(), added.json())
show(debug_info)
`)) as [Record<string, unknown>[], Record<string, unknown>];
    const [started, added] = answers;
    assert.match(String(started!.session_id), /^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    assert.deepEqual(Object.keys(started!), ['session_id', 'status', 'message']);
    assert.deepEqual(added, { breakpoint_id: 'bp_0', message: 'Breakpoint bp_0 is set' });
    assert.equal(info.session_id, started!.session_id);
    const { state, aggregate_id, from_version, timeline_length, watched_values, last_error } = info;
    assert.deepEqual(
      { state, aggregate_id, from_version, timeline_length, watched_values, last_error },
      {
        state: 'paused',
        aggregate_id: 'agent-123',
        from_version: 1,
        timeline_length: 1,
        watched_values: {},
        last_error: null,
      },
    );
    const [breakpoint] = info.breakpoints as Record<string, unknown>[];
    const { id, event_type, condition, enabled } = breakpoint!;
    assert.deepEqual([id, event_type, condition, enabled], ['bp_0', 'agent.updated', null, true]);
    assert.equal((info.current_event as { event_id: string }).event_id, 'event-1');
  });

  it('step exactly one event at a time, and run on to breakpoints, to the end and past it', async () => {
    const states = await run(`
session = f"{SERVICE}/sessions/{start(aggregate_id='agent-123')}"
requests.post(f"{session}/breakpoints", json={"condition": "event_data.get('reward', 0) > 0.8"})
def tell(answer):
    info = requests.get(session).json()
    show(answer.json()["status"], info["state"], info["current_event"]["version"])
tell(requests.post(f"{session}/step"))
tell(requests.post(f"{session}/step"))
for _ in range(4):
    requests.post(f"{session}/resume")
    while requests.get(session).json()["state"] == "running": pass
    tell(requests.post(f"{session}/pause"))
`);
    assert.deepEqual(states, [
      ['stepped', 'paused', 2],
      ['stepped', 'paused', 3],
      ['paused', 'paused', 4],
      ['paused', 'paused', 7],
      ['paused', 'paused', 8],
      ['paused', 'stopped', 8],
    ]);
  });

  it('watch expressions, and see the error of those that fail', async () => {
    const [first, second, third] = await run(`
from urllib.parse import quote
session = f"{SERVICE}/sessions/{start(aggregate_id='agent-123', from_version=2)}"
for expression in ["event_data.get('reward', 0)", "event_data['model']", "event_type", "event_type", "metadata", "1 /"]:
    requests.post(f"{session}/watches", json={"expression": expression})
show(requests.get(session).json()["watched_values"])
show(requests.delete(f"{session}/watches/" + quote("event_data['model']", safe="")).status_code)
show(list(requests.get(session).json()["watched_values"]))
`);
    assert.deepEqual(first, {
      "event_data.get('reward', 0)": 0.2,
      "event_data['model']": "Error: KeyError: 'model'",
      event_type: 'status',
      metadata: {},
      '1 /': 'Error: SyntaxError at column 4: the expression is not complete',
    });
    assert.equal(second, 200);
    assert.deepEqual(third, ["event_data.get('reward', 0)", 'event_type', 'metadata', '1 /']);
  });

  it('read the timeline, and export the session with its keys', async () => {
    const [timeline, exported] = (await run(`
session = f"{SERVICE}/sessions/{start(aggregate_id='agent-123')}"
requests.post(f"{session}/breakpoints", json={"event_type": "agent.updated"})
requests.post(f"{session}/watches", json={"expression": "version"})
requests.post(f"{session}/resume?wait=10")
show(requests.get(f"{session}/timeline").json()["timeline"])
show(requests.get(f"{session}/export").json())
`)) as [unknown[], Record<string, unknown>];
    assert.deepEqual(timeline.at(-1), {
      event_id: 'event-3',
      event_type: 'updated',
      version: 3,
      timestamp: '2025-09-19T13:00:30.000000Z',
      breakpoint_hit: true,
    });
    assert.equal(timeline.length, 3);
    assert.deepEqual(exported.execution_timeline, timeline);
    assert.deepEqual(exported.variable_watches, ['version']);
    assert.deepEqual([exported.aggregate_id, exported.from_version, exported.final_state], ['agent-123', 1, 'paused']);
    assert.equal(exported.last_error, null);
    assert.match(String(exported.exported_at), /^20\d\d-/);
  });

  it('have sessions that are independent of each other, and start as many as they like', async () => {
    const [sessions, positions] = (await run(`
first, second = start(aggregate_id="agent-123"), start(aggregate_id="agent-123")
requests.post(f"{SERVICE}/sessions/{first}/breakpoints", json={"event_type": "updated"})
requests.post(f"{SERVICE}/sessions/{first}/step")
requests.post(f"{SERVICE}/sessions/{second}/stop")
third = start(aggregate_id="agent-123")
show(requests.get(f"{SERVICE}/sessions").json()["sessions"])
show([(info["state"], info["current_event"]["version"], len(info["breakpoints"])) for info in
      (requests.get(f"{SERVICE}/sessions/{each}").json() for each in (first, second, third))])
`)) as [{ session_id: string; aggregate_id: string; state: string }[], unknown];
    assert.equal(new Set(sessions.map(({ session_id }) => session_id)).size, 3);
    assert.deepEqual(
      sessions.map(({ aggregate_id, state }) => [aggregate_id, state]),
      [
        ['agent-123', 'paused'],
        ['agent-123', 'stopped'],
        ['agent-123', 'paused'],
      ],
    );
    assert.deepEqual(positions, [
      ['paused', 2, 1],
      ['stopped', 1, 0],
      ['paused', 1, 0],
    ]);
  });

  it('never see the id of a removed breakpoint again', async () => {
    const ids = await run(`
session = f"{SERVICE}/sessions/{start(aggregate_id='agent-123')}"
def add(): return requests.post(f"{session}/breakpoints", json={"event_type": "updated"}).json()["breakpoint_id"]
show([add(), add()])
show(requests.delete(f"{session}/breakpoints/bp_1").status_code)
show(requests.delete(f"{session}/breakpoints/bp_1").status_code)
show(add())
`);
    assert.deepEqual(ids, [['bp_0', 'bp_1'], 200, 404, 'bp_2']);
  });

  it('are told what is wrong: a condition by its place, what does not exist by a 404', async () => {
    const answers = (await run(`
session = f"{SERVICE}/sessions/{start(aggregate_id='agent-123')}"
def tell(answer): show(answer.status_code, answer.headers["Content-Type"].split(";")[0], answer.json())
tell(requests.post(f"{session}/breakpoints", json={"condition": "event_data.reward > 0.8 && version > 2"}))
tell(requests.post(f"{session}/breakpoints", json={"condition": "rewrad > 0.8"}))
tell(requests.post(f"{SERVICE}/sessions/start", json={"aggregate_id": "agent-124"}))
tell(requests.post(f"{SERVICE}/sessions/start", json={"from_version": 1}))
tell(requests.post(f"{SERVICE}/sessions/start", json={"aggregate_id": "agent-123", "from_version": 9}))
tell(requests.post(f"{SERVICE}/sessions/no-such-session/step"))
tell(requests.delete(f"{session}/watches/version"))
tell(requests.get(f"{SERVICE}/session"))
`)) as [number, string, { code: string; detail: string; span?: object }][];
    assert.ok(answers.every(([, type]) => type === 'application/problem+json'));
    assert.deepEqual(
      answers.map(([status, , { code }]) => [status, code]),
      [
        [422, 'bad-expression'],
        [422, 'bad-expression'],
        [404, 'stream-not-found'],
        [422, 'invalid-request'],
        [422, 'bad-position'],
        [404, 'session-not-found'],
        [404, 'watch-not-found'],
        [404, 'not-found'],
      ],
    );
    assert.match(answers[0]![2].detail, /column 25.*use 'and'/);
    assert.deepEqual(answers[0]![2].span, { from: 24, to: 26 });
    assert.match(answers[3]![2].detail, /aggregate_id: must name the aggregate to replay/);
  });

  it('see whether the service is well', async () => {
    const [health] = (await run(`show(requests.get(f"{SERVICE}/health").json())`)) as [Record<string, unknown>];
    assert.deepEqual([health.status, health.database, health.active_sessions], ['healthy', 'connected', 0]);
  });
});
