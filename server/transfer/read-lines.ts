import { createReadStream, type ReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { DomainError, messageOf } from '../domain/errors.ts';

/** Bytes that are read at once. In the pieces that are usual, a fifth of an import is spent on their coming and going. */
const PIECE = 1 << 20;

/** A file whose lines are read. */
export function openFile(file: string): ReadStream {
  return createReadStream(file, { highWaterMark: PIECE });
}

/**
 * The lines of a stream of bytes, as many at once as come with the bytes; decompressed when it is gzip. `\n` alone ends a
 * line. A line is as long as its event: memory grows with the largest one, not with the file.
 */
export async function* readLines(source: Readable): AsyncGenerator<readonly string[]> {
  let parts: string[] = [];
  const decode = decoder();
  for await (const chunk of decompressed(source)) {
    const lines = decode(chunk).split('\n');
    const begun = lines.pop()!;
    if (lines.length > 0) {
      lines[0] = parts.join('') + lines[0];
      parts = [];
      yield lines;
    }
    parts.push(begun);
  }
  parts.push(decode());
  const last = parts.join('');
  if (last !== '') yield [last];
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
