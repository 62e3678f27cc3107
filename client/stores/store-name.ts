import path from 'node:path';

/** A store in words: the file's name, or the database's, and where that is. */
export function storeName(address: string): { name: string; place: string } {
  const [, scheme = '', rest = address] = /^([a-z+]+):(?:\/\/)?(.*)$/s.exec(address) ?? [];
  const { base, dir } = scheme === 'sqlite' ? path.parse(rest) : path.posix.parse(rest);
  return { name: base || address, place: dir };
}
