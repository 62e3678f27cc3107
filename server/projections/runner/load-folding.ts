import { bareType, qualifiedType } from '../../domain/event-types.ts';
import { importModule, wrongExport } from './import-module.ts';
import type { Loaded, RecordedFields } from './serve.ts';
import { throwStray } from './strays.ts';
import { WorkingState } from './working-state.ts';

type Fold = (state: object, event: RecordedFields) => unknown;

/** Loads a projection: `apply`, or handlers by type, and `initialState`. */
export async function loadFolding(file: string): Promise<Loaded> {
  const exported = await importModule(file);
  const { initialState } = exported;
  const initial = typeof initialState === 'function' ? await initialState() : (initialState ?? {});
  if (typeof initial !== 'object' || initial === null || Array.isArray(initial)) {
    throw wrongExport(file, "must export as 'initialState' an object, or a function that makes one");
  }
  const fold = foldOf(file, exported);
  const begin = () => {
    const states = new Map<string, WorkingState>();
    return async ({ event, state }: { readonly event: RecordedFields; readonly state?: unknown }) => {
      const id = event.aggregate_id;
      if (state) states.set(id, new WorkingState(state));
      // An event whose payload cannot be read changes nothing.
      if (typeof event.event_data !== 'object') return {};
      return states.get(id)!.change(async (now) => {
        const result = await fold(now, event);
        await throwStray();
        return result;
      });
    };
  };
  return { hello: { initialState: initial }, begin };
}

function foldOf(file: string, exported: Readonly<Record<string, unknown>>): Fold {
  const apply = exported.apply ?? exported.default;
  if (typeof apply === 'function') return apply as Fold;
  const handlers = exported.handlers ?? exported.default;
  if (typeof handlers !== 'object' || handlers === null) {
    throw wrongExport(file, "must export a function 'apply(state, event)', or 'handlers': functions by event type");
  }
  const functions = Object.entries(handlers).filter(([name]) => name !== 'initialState');
  const wrong = functions.find(([, handler]) => typeof handler !== 'function');
  if (wrong) throw wrongExport(file, `has under '${wrong[0]}' no function: handlers are functions (state, event)`);
  const byType = new Map(functions as [string, Fold][]);
  return (state, event) => {
    const handler = byType.get(qualifiedType(event)) ?? byType.get(event.event_type) ?? byType.get(bareType(event));
    return handler ? handler(state, event) : state;
  };
}
