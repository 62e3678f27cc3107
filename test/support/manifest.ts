import raw from '../../package.json' with { type: 'json' };
import texts from '../../package.nls.json' with { type: 'json' };

export { texts };

const PLACEHOLDER = /"%([^%"\s]+)%"/g;

/** The manifest as VS Code shows it: with the texts in place of their keys. Throws for a key without a text. */
export const manifest: typeof raw = JSON.parse(
  JSON.stringify(raw).replaceAll(PLACEHOLDER, (_, key: string) => {
    if (!Object.hasOwn(texts, key)) throw new Error(`package.nls.json has no '${key}'.`);
    return JSON.stringify(texts[key as keyof typeof texts]);
  }),
);

/** The keys that package.json names. */
export function keysOf(): Set<string> {
  return new Set([...JSON.stringify(raw).matchAll(PLACEHOLDER)].map(([, key]) => key!));
}
