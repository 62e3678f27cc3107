import assert from 'node:assert/strict';
import { violationsOf } from './violations-of.ts';

const response = (command: string, body?: unknown) => ({
  seq: 2,
  type: 'response',
  request_seq: 1,
  success: true,
  command,
  body,
});
const event = (name: string, body?: unknown) => ({ seq: 2, type: 'event', event: name, body });
const variable = { name: 'reward', value: '0.9', variablesReference: 0 };

describe('Messages held against the protocol', () => {
  const valid: [string, object][] = [
    ['a response without a body', response('next')],
    ['a response with a list', response('variables', { variables: [variable] })],
    ['a data breakpoint that cannot be', response('dataBreakpointInfo', { dataId: null, description: 'no state' })],
    ['a request of our own', response('whoSet', { anything: true })],
    ['a stop', event('stopped', { reason: 'entry', threadId: 1, hitBreakpointIds: [1, 2] })],
    ['a reason of our own', event('stopped', { reason: 'replayed', threadId: 1 })],
    ['a failure', { ...response('next', { error: { id: 1, format: 'no' } }), success: false, message: 'no' }],
    ['an event of our own', event('whatIf', { changes: [] })],
    ['half a percent', event('progressUpdate', { progressId: '1', percentage: 0.5 })],
  ];
  for (const [name, message] of valid) {
    it(`are valid: ${name}`, () => assert.deepEqual(violationsOf(message), []));
  }

  const bad: [string, object, RegExp][] = [
    [
      'a list is missing',
      response('setFunctionBreakpoints', {}),
      /SetFunctionBreakpointsResponse: \/body .*'breakpoints'/,
    ],
    ['the body is missing', response('threads'), /ThreadsResponse: the message .*'body'/],
    [
      'a reference is no integer',
      response('variables', { variables: [{ ...variable, variablesReference: 1.5 }] }),
      /integer/,
    ],
    [
      'a reference is too great',
      response('variables', { variables: [{ ...variable, variablesReference: 2 ** 31 }] }),
      /\/body\/variables\/0\/variablesReference must be <= 2147483647/,
    ],
    ['a location is 0', response('variables', { variables: [{ ...variable, valueLocationReference: 0 }] }), />= 1/],
    [
      'a line is negative',
      response('gotoTargets', { targets: [{ id: 1, label: 'a', line: -1 }] }),
      /line must be >= 0/,
    ],
    [
      'a flag is a number',
      event('breakpoint', { reason: 'changed', breakpoint: { verified: 1 } }),
      /verified must be boolean/,
    ],
    [
      'a value is none of a closed list',
      response('loadedSources', { sources: [{ presentationHint: 'loud' }] }),
      /presentationHint/,
    ],
    ['an event is none of the protocol', event('stoped', {}), /no StopedEvent/],
    ['an event of our own says something else', event('whatIf', { changes: 'none' }), /Event: \/body\/changes .*array/],
    [
      'an answer of our own says something else',
      response('exportSession', { text: 7 }),
      /Response: \/body\/text .*string/,
    ],
    ['a stop gives no reason', event('stopped', { threadId: 1 }), /'reason'/],
    ['seq is left out', { type: 'event', event: 'initialized' }, /'seq'/],
    ['it is no message', { seq: 1 }, /no message of this type/],
    ['an error has no number', { ...response('next', { error: { format: 'no' } }), success: false }, /'id'/],
  ];
  for (const [name, message, expected] of bad) {
    it(`break it when ${name}`, () => assert.match(violationsOf(message).join('\n'), expected));
  }
});
