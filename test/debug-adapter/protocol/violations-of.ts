import { Ajv } from 'ajv';
import type * as z from 'zod';
import { ADAPTER_EVENTS } from '../../../server/protocol/adapter-requests.ts';
import { protocolSchema } from './protocol-schema.ts';

const SHOWN = 1_000;

const schema = protocolSchema();
const ajv = new Ajv({ allErrors: true, strict: false }).addSchema(schema, 'protocol');

/** What an adapter's message breaks of the protocol, one sentence each; nothing when it is valid. */
export function violationsOf(message: unknown): string[] {
  const own = ownEvent(message);
  if (own) {
    const { success, error } = own.schema.safeParse(own.body);
    return success ? [] : [`${own.name}: ${error.message}, in ${shorten(message)}`];
  }
  const definition = definitionOf(message);
  if (!(definition in schema.definitions)) return [`The protocol has no ${definition}: ${shorten(message)}`];
  const validate = ajv.getSchema(`protocol#/definitions/${definition}`)!;
  if (validate(message)) return [];
  return (validate.errors ?? []).map((error) => {
    const place = error.instancePath || 'the message';
    return `${definition}: ${place} ${error.message}, in ${shorten(message)}`;
  });
}

/** An event that the protocol leaves to this adapter, and the shape that we promise for it. */
function ownEvent(message: unknown): { name: string; body: unknown; schema: z.ZodType } | undefined {
  const { type, event, body } = message as Record<string, unknown>;
  const name = String(event);
  if (type !== 'event' || !Object.hasOwn(ADAPTER_EVENTS, name)) return undefined;
  return { name, body, schema: ADAPTER_EVENTS[name as keyof typeof ADAPTER_EVENTS] };
}

/** A request that is no part of the protocol, such as `whoSet`, is answered in the shape that all responses have. */
function definitionOf(message: unknown): string {
  const { type, event, command, success } = message as Record<string, unknown>;
  if (type === 'event') return `${capitalise(event)}Event`;
  if (type === 'request') return `${capitalise(command)}Request`;
  if (type !== 'response') return 'message of this type';
  if (success !== true) return 'ErrorResponse';
  const response = `${capitalise(command)}Response`;
  return response in schema.definitions ? response : 'Response';
}

function capitalise(name: unknown): string {
  const text = String(name);
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function shorten(message: unknown): string {
  const text = JSON.stringify(message);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)} …` : text;
}
