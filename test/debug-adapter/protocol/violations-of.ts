import { Ajv } from 'ajv';
import { protocolSchema } from './protocol-schema.ts';

const SHOWN = 1_000;

const schema = protocolSchema();
const ajv = new Ajv({ allErrors: true, strict: false }).addSchema(schema, 'protocol');

/** What an adapter's message breaks of the protocol, one sentence each; nothing when it is valid. */
export function violationsOf(message: unknown): string[] {
  const definition = definitionOf(message);
  if (!(definition in schema.definitions)) return [`The protocol has no ${definition}: ${shorten(message)}`];
  const validate = ajv.getSchema(`protocol#/definitions/${definition}`)!;
  if (validate(message)) return [];
  return (validate.errors ?? []).map((error) => {
    const place = error.instancePath || 'the message';
    return `${definition}: ${place} ${error.message}, in ${shorten(message)}`;
  });
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
