import { Ajv } from 'ajv';
import type * as z from '../../../server/domain/zod.ts';
import { ADAPTER_EVENTS, ADAPTER_REQUESTS } from '../../../server/protocol/adapter-requests.ts';
import { protocolSchema } from './protocol-schema.ts';

/** Characters of a message in a violation's text. */
const SHOWN = 1_000;

const schema = protocolSchema();
const ajv = new Ajv({ allErrors: true, strict: false }).addSchema(schema, 'protocol');

interface Message {
  readonly type?: unknown;
  readonly event?: unknown;
  readonly command?: unknown;
  readonly success?: unknown;
  readonly body?: unknown;
}

/** What an adapter's message breaks of the protocol, one sentence each; nothing when it is valid. */
export function violationsOf(message: Message): string[] {
  const definition = definitionOf(message);
  if (!isDefined(definition)) return [`The protocol has no ${definition}: ${shorten(message)}`];
  const validate = ajv.getSchema(`protocol#/definitions/${definition}`)!;
  validate(message);
  const violations = (validate.errors ?? []).map((error) => `${error.instancePath || 'the message'} ${error.message}`);
  const issues = ownBodyOf(message)?.safeParse(message.body).error?.issues ?? [];
  for (const { path, message } of issues) violations.push(`/body/${path.join('/')} ${message}`);
  return violations.map((violation) => `${definition}: ${violation}, in ${shorten(message)}`);
}

/** What is no part of the protocol, such as `whoSet`, has the shape that all responses or all events have. */
function definitionOf({ type, event, command, success }: Message): string {
  if (type === 'event') return Object.hasOwn(ADAPTER_EVENTS, String(event)) ? 'Event' : `${capitalise(event)}Event`;
  if (type === 'request') return `${capitalise(command)}Request`;
  if (type !== 'response') return 'message of this type';
  if (success !== true) return 'ErrorResponse';
  const response = `${capitalise(command)}Response`;
  return isDefined(response) ? response : 'Response';
}

/** The schema of the body of what is our own; undefined when there is none. */
function ownBodyOf({ type, event, command, success }: Message): z.ZodMiniType | undefined {
  const events: Readonly<Record<string, z.ZodMiniType>> = ADAPTER_EVENTS;
  const requests: Readonly<Record<string, { readonly command: string; readonly answer?: z.ZodMiniType }>> =
    ADAPTER_REQUESTS;
  if (type === 'event') return events[String(event)];
  return type === 'response' && success === true ? requests[String(command)]?.answer : undefined;
}

function isDefined(definition: string): boolean {
  return Object.hasOwn(schema.definitions, definition);
}

function capitalise(name: unknown): string {
  const text = String(name);
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function shorten(message: unknown): string {
  const text = JSON.stringify(message);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)} …` : text;
}
