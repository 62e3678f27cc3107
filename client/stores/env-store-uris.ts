/** A URI of a store that a file of environment variables holds. */
export interface EnvStoreUri {
  readonly variable: string;
  /** It may hold a password: never to be shown. */
  readonly uri: string;
}

/** `NAME=value`, as shells and dotenv read it. */
const LINE = /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=[ \t]*(.*?)[ \t]*$/gm;
const DATABASE = /^(?:postgres(?:ql)?|sqlite)(?:\+\w+)?:/i;
/** Addresses of all kinds of services stand in such files; those of event-replay by these names. */
const SERVICE = /^https?:\/\//i;
const SERVICE_VARIABLE = /EVENT_(?:STORE|REPLAY)_?(?:URL|URI)?$/i;

/** The stores that the text of a `.env` file names, in its order. Values made of other variables are left out. */
export function envStoreUris(text: string): EnvStoreUri[] {
  return [...text.matchAll(LINE)].flatMap(([, variable = '', written = '']) => {
    const uri = unquoted(written);
    const isStore = DATABASE.test(uri) || (SERVICE.test(uri) && SERVICE_VARIABLE.test(variable));
    return isStore && !/\$\{?\w/.test(uri) ? [{ variable, uri }] : [];
  });
}

/** Without quotes; what follows a closing quote, or ` #`, is a comment. */
function unquoted(written: string): string {
  const [, , quoted] = /^(['"])(.*?)\1/.exec(written) ?? [];
  return quoted ?? written.replace(/[ \t]+#.*$/, '');
}
