import { StringDecoder } from 'node:string_decoder';

type Done = (error?: Error | null) => void;
type Write = (chunk: string | Uint8Array, encoding?: BufferEncoding | Done, done?: Done) => boolean;

/** A message is no longer than this, in characters. */
const LONGEST = 50_000;

/**
 * From the moment on that the function returned is called, what is written to stdout and stderr is said instead, as
 * `out "text"` and `err "text"`. To be called before the user's code is loaded, which may keep a hold on `write`.
 */
export function divertPrints(say: (line: string) => void): () => void {
  let isDiverted = false;
  for (const [word, stream] of [['out', process.stdout] as const, ['err', process.stderr] as const]) {
    const write = stream.write.bind(stream) as Write;
    const decoder = new StringDecoder('utf8');
    const divert: Write = (chunk, encoding, done) => {
      if (!isDiverted) return write(chunk, encoding, done);
      const text = decoder.write(toBytes(chunk, encoding));
      for (let at = 0; at < text.length; at += LONGEST) say(`${word} ${JSON.stringify(text.slice(at, at + LONGEST))}`);
      const onDone = typeof encoding === 'function' ? encoding : done;
      if (onDone) process.nextTick(onDone);
      return true;
    };
    stream.write = divert as typeof stream.write;
  }
  return () => {
    isDiverted = true;
  };
}

function toBytes(chunk: string | Uint8Array, encoding: BufferEncoding | Done | undefined): Buffer {
  if (typeof chunk !== 'string') return Buffer.from(chunk);
  return Buffer.from(chunk, typeof encoding === 'string' ? encoding : 'utf8');
}
