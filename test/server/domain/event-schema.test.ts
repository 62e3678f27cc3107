import { deepEqual } from 'node:assert/strict';
import { EVENT_FIELDS } from '../../../server/domain/event-fields.ts';
import { Event } from '../../../server/domain/event-schema.ts';

describe('the schema of an event', () => {
  it('has the fields of an event, in the same order', () => {
    deepEqual(Event.keyof().options, EVENT_FIELDS);
  });
});
