import assert from 'node:assert/strict';
import { insertConfiguration } from '../../client/debugging/insert-configuration.ts';

const CONFIGURATION = { type: 'event-replay', name: 'Replay agent-123' };

function inserted(text: string): string | undefined {
  const insertion = insertConfiguration(text, CONFIGURATION);
  return insertion && text.slice(0, insertion.offset) + insertion.text + text.slice(insertion.offset);
}

describe('A configuration that is dropped into launch.json', () => {
  it('comes first in the list', () => {
    const text = '{\n  "version": "0.2.0",\n  "configurations": [\n    { "name": "old" }\n  ]\n}\n';
    assert.deepEqual(JSON.parse(inserted(text)!).configurations, [CONFIGURATION, { name: 'old' }]);
  });

  it('stands alone in an empty list', () => {
    const text = '{\n  "configurations": []\n}\n';
    assert.equal(
      inserted(text),
      '{\n  "configurations": [\n    {\n      "type": "event-replay",\n      "name": "Replay agent-123"\n    }\n  ]\n}\n',
    );
  });

  it('is not misled by comments, strings, and lists of the same name deeper down', () => {
    const text =
      '{ // "configurations": [\n "note": "\\"configurations\\": [", "inputs": [{"configurations": []}], /* [ */ "configurations": [ // empty\n ] }';
    const after = inserted(text)!.replaceAll(/\/\/.*|\/\*.*?\*\//g, '');
    assert.deepEqual(JSON.parse(after).configurations, [CONFIGURATION]);
  });

  it('goes nowhere in a file without such a list', () => {
    for (const text of ['', '{}', '{"configurations": {}}', '[]']) assert.equal(inserted(text), undefined, text);
  });
});
