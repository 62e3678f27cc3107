import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { DomainError, messageOf } from '../domain/errors.ts';

/**
 * The lines of a stream of bytes, decompressed when it is gzip; `\n` alone ends a line. A line is as long as its event:
 * memory grows with the largest one, not with the file.
 */
export async function* readLines(source: Readable): AsyncGenerator<string> {
  let parts: string[] = [];
  const decode = decoder();
  for await (const chunk of decompressed(source)) {
    const lines = decode(chunk).split('\n');
    parts.push(lines[0]!);
    for (const line of lines.slice(1)) {
      yield parts.join('');
      parts = [line];
    }
  }
  parts.push(decode());
  const last = parts.join('');
  if (last !== '') yield last;
}

/** Bytes that are no UTF-8 are refused: replaced, they would be lost. */
function decoder(): (chunk?: Uint8Array) => string {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  return (chunk) => {
    try {
      return utf8.decode(chunk, { stream: chunk !== undefined });
    } catch (error) {
      throw new DomainError('bad-json', 'The events are no UTF-8 text: convert the file first', { cause: error });
    }
  };
}

/** Gzip begins with two bytes that no text has. */
async function* decompressed(source: Readable): AsyncGenerator<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  const first = await chunks.next();
  if (first.done) return;
  const whole = (async function* () {
    yield first.value;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
  })();
  const isGzip = first.value[0] === 0x1f && first.value[1] === 0x8b;
  yield* isGzip ? unzip(whole) : whole;
}

async function* unzip(whole: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  const done = pipeline(Readable.from(whole, { objectMode: false }), gunzip);
  done.catch(() => {});
  try {
    yield* gunzip as AsyncIterable<Uint8Array>;
    await done;
  } catch (error) {
    throw new DomainError('bad-json', `The compressed events cannot be read to their end: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
