import { importModule, wrongExport } from './import-module.ts';
import type { Loaded, RecordedFields } from './serve.ts';
import { throwStray } from './strays.ts';

interface Upcaster {
  readonly event_type: string;
  readonly from: number;
  readonly to: number;
  upcast(data: unknown, event: RecordedFields): unknown;
}

/** Loads upcasters; those of several modules stand in one list. */
export async function loadLifting(files: readonly string[]): Promise<Loaded> {
  const all: Upcaster[] = [];
  for (const file of files) all.push(...(await upcastersOf(file)));
  const upcasters = all.map(({ event_type, from, to }) => ({ event_type, from, to }));
  const begin = () => async (item: { readonly event: RecordedFields; readonly steps?: unknown }) => {
    if (typeof item.event.event_data !== 'object') return {};
    let data: unknown = item.event.event_data;
    for (const step of item.steps as readonly number[]) {
      const upcaster = all[step]!;
      data = (await upcaster.upcast(data, item.event)) ?? data;
      if (typeof data === 'object' && !Array.isArray(data)) continue;
      const name = `${upcaster.event_type} from ${upcaster.from} to ${upcaster.to}`;
      throw new TypeError(`the upcaster of ${name} must return the new event_data, an object`);
    }
    await throwStray();
    return { data };
  };
  return { hello: { upcasters }, begin };
}

async function upcastersOf(file: string): Promise<readonly Upcaster[]> {
  const exported = await importModule(file);
  const upcasters = exported.upcasters ?? exported.default;
  if (!Array.isArray(upcasters)) {
    throw wrongExport(file, "must export 'upcasters': an array of { event_type, from, to, upcast(event_data, event) }");
  }
  for (const [at, upcaster] of upcasters.entries()) checkUpcaster(file, at, upcaster);
  return upcasters as readonly Upcaster[];
}

function checkUpcaster(file: string, at: number, upcaster: Partial<Upcaster> | null): void {
  const { event_type, from, to, upcast } = upcaster ?? {};
  if (typeof event_type !== 'string' || typeof upcast !== 'function') {
    throw wrongExport(file, `has as upcasters[${at}] no { event_type, from, to, upcast(event_data, event) }`);
  }
  if (!Number.isInteger(from) || !Number.isInteger(to) || to! <= from!) {
    throw wrongExport(file, `must lift with upcasters[${at}] (${event_type}) from a whole number to a greater one`);
  }
}
