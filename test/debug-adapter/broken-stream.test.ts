import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { makeReferenceDatabase, type ReferenceRow } from '../server/stores/reference-database.ts';
import { temporaryFolder } from '../server/stores/temporary-folder.ts';
import { DebugStory } from '../support/debug-story.ts';

/** The life of task-789 as nobody protected it. */
function rows(): ReferenceRow[] {
  const row = (
    version: number,
    minute: string,
    event_type: string,
    event_data: string,
    causation_id: string | null = null,
  ): ReferenceRow => ({
    event_id: `event-${minute}`,
    aggregate_id: 'task-789',
    aggregate_type: 'task',
    event_type,
    event_data,
    timestamp: `2025-09-19 13:${minute}:00`,
    version,
    causation_id,
  });
  return [
    row(1, '00', 'received', '{"prompt": "Refund order 5531"}'),
    row(2, '01', 'started', '{"attempt": 1}', 'event-00'),
    row(2, '02', 'started', '{"attempt": 2}', 'event-00'),
    row(3, '03', 'progress', '{"reward": 0.4'),
    row(6, '05', 'progress', '{"reward": 0.6}', 'event-99'),
    row(7, '04', 'failed', '{"error": "TimeoutError: no answer within 30 s"}', 'event-05'),
    row(8, '06', 'failed', '{"error": "RateLimitError: 429"}', 'event-05'),
  ];
}

describe('A debug session over a broken stream', () => {
  const folder = temporaryFolder();
  let story: DebugStory;
  let store: string;

  beforeEach(async () => {
    store = folder('events.db');
    makeReferenceDatabase(store, { rows: rows() });
    story = await DebugStory.begin();
  });
  afterEach(() => story.end());

  const kinds = ['malformed-event', 'version-order', 'time-order', 'missing-cause', 'failed-event'];

  it('stops where something is wrong, and says what, in both directions', async () => {
    await story.launch({ store, aggregateId: 'task-789' }, () =>
      story.client.setExceptionBreakpointsRequest({ filters: kinds }),
    );
    for (let n = 0; n < 6; n++) await story.move('continue', 'continue');
    for (let n = 0; n < 6; n++) await story.move('reverse continue', 'reverseContinue');
    await story.move('step over', 'next');
    await story.move('step over', 'next');
    story.assertTranscript('broken-stream');
  });

  it('holds payloads against the schemas of a folder', async () => {
    await mkdir(folder('schemas'));
    const schema = { type: 'object', required: ['attempt'], properties: { attempt: { const: 1 } } };
    await writeFile(folder('schemas/task.started.json'), JSON.stringify(schema));
    const filters = ['schema-violation'];
    await story.launch({ store, aggregateId: 'task-789', schemas: folder('schemas') }, () =>
      story.client.setExceptionBreakpointsRequest({ filters }),
    );
    await story.move('continue', 'continue');
    await story.move('continue', 'continue');
    story.assertTranscript('schema-violations');
  });

  it('says what schemas it wants', async () => {
    await assert.rejects(
      story.client.customRequest('launch', { store, aggregateId: 'task-789', schemas: folder('nowhere') }),
      /folder of schemas cannot be read/,
    );
    await story.launch({ store, aggregateId: 'task-789' });
    const { body } = await story.client.setExceptionBreakpointsRequest({ filters: ['schema-violation'] });
    assert.match(body!.breakpoints![0]!.message!, /"schemas" in launch.json/);
  });

  it('takes a condition with each kind, and says which one is wrong', async () => {
    const setFilters = async () => {
      const { body } = await story.client.setExceptionBreakpointsRequest({
        filters: [],
        filterOptions: [
          { filterId: 'failed-event', condition: "'429' in event_data['error']" },
          { filterId: 'time-order', condition: 'versoin > 1' },
          { filterId: 'bad-luck' },
        ],
      });
      for (const { verified, message } of body!.breakpoints!) story.tell(`filter ${verified ? 'set' : message}`);
    };
    await story.launch({ store, aggregateId: 'task-789', stopOnEntry: false }, setFilters);
    await story.move('step back', 'stepBack');
    await assert.rejects(story.client.customRequest('exceptionInfo', { threadId: 1 }), /did not stop because/);
    story.assertTranscript('conditions-on-exceptions');
  });
});
