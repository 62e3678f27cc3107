import * as vscode from 'vscode';
import type { Backend } from '../backend.ts';
import { toMessage } from '../show-error.ts';
import type { EventTarget } from '../stream-target.ts';
import { toCausationItem } from './causation-item.ts';
import type { CausalEventNode, CausationNode, CausationNote } from './causation-node.ts';

/** So many causes, and so many effects of one event, are shown before more are asked for. */
const PAGE = 50;
/** No chain of causes is shown further. */
const MOST_CAUSES = 1_000;

/**
 * The Causation view's data. The causes of the chosen event stand above it, the first of all at the top; its effects below
 * it, and below each of them its own.
 */
export class CausationTree implements vscode.TreeDataProvider<CausationNode>, vscode.Disposable {
  readonly #backend: Backend;
  readonly #changed = new vscode.EventEmitter<CausationNode | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  #target: EventTarget | undefined;
  #causes = PAGE;
  /** How many effects of an event are shown, by its path, where that is more than a page. */
  readonly #effects = new Map<string, number>();
  #reading = new vscode.CancellationTokenSource();

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  dispose(): void {
    this.#reading.cancel();
    this.#changed.dispose();
  }

  get target(): EventTarget | undefined {
    return this.#target;
  }

  /** Chooses an event; undefined for none. */
  choose(target: EventTarget | undefined): void {
    if (isSameEvent(target, this.#target)) return;
    this.#target = target;
    this.#causes = PAGE;
    this.refresh();
  }

  refresh(): void {
    this.#reading.cancel();
    this.#reading = new vscode.CancellationTokenSource();
    this.#effects.clear();
    this.#changed.fire(undefined);
  }

  showMore({ more }: CausationNote): void {
    if (more === undefined) return;
    if (more === 'causes') {
      this.#causes = Math.min(MOST_CAUSES, this.#causes * 4);
      this.#changed.fire(undefined);
    } else {
      this.#effects.set(more.path.join('\n'), this.#shownEffects(more) + PAGE);
      this.#changed.fire(more);
    }
  }

  async getChildren(node?: CausationNode): Promise<CausationNode[]> {
    if (node?.kind === 'note' || (!node && !this.#target)) return [];
    try {
      return node ? await this.#effectsOf(node) : await this.#chainTo(this.#target!);
    } catch (error) {
      return [{ kind: 'note', path: [...(node?.path ?? []), 'note'], text: toMessage(error), failed: true }];
    }
  }

  getTreeItem(node: CausationNode): vscode.TreeItem {
    return toCausationItem(node);
  }

  async #chainTo(target: EventTarget): Promise<CausationNode[]> {
    const { l10n } = vscode;
    const { store } = target;
    const { token } = this.#reading;
    const answer = await this.#backend.request('eventCauses', { ...target, limit: this.#causes }, token);
    const { event, causes, end, next } = answer;
    const above: CausationNode[] = causes
      .toReversed()
      .map((cause) => ({ kind: 'event', role: 'cause', store, path: ['cause', cause.eventId], ...cause }));
    const note = (text: string): CausationNote => ({ kind: 'note', path: ['end'], text, failed: false });
    const ends: Readonly<Record<typeof end, () => CausationNote[]>> = {
      root: () => [],
      missing: () => [note(l10n.t('Its cause {0} is not in this store', String(next)))],
      circle: () => [note(l10n.t('The causes go round in a circle here'))],
      cut: () => [
        causes.length < MOST_CAUSES
          ? { ...note(l10n.t('Show earlier causes…')), more: 'causes' }
          : note(l10n.t('There are earlier causes, which are not shown')),
      ],
    };
    return [...ends[end](), ...above, { kind: 'event', role: 'chosen', store, path: [event.eventId], ...event }];
  }

  async #effectsOf(node: CausalEventNode): Promise<CausationNode[]> {
    const { l10n } = vscode;
    const { store, eventId, path } = node;
    const limit = this.#shownEffects(node);
    const { effects, more } = await this.#backend.request(
      'eventEffects',
      { store, eventId, limit },
      this.#reading.token,
    );
    const nodes = effects.map((effect): CausationNode => {
      const below = [...path, effect.eventId];
      if (!path.includes(effect.eventId)) return { kind: 'event', role: 'effect', store, path: below, ...effect };
      const text = l10n.t('{0} again: the effects go round in a circle', effect.qualifiedType);
      return { kind: 'note', path: below, text, failed: false };
    });
    if (effects.length === 0) {
      return [
        {
          kind: 'note',
          path: [...path, 'none'],
          text: l10n.t('It caused nothing that is in this store'),
          failed: false,
        },
      ];
    }
    if (!more) return nodes;
    return [
      ...nodes,
      { kind: 'note', path: [...path, 'more'], text: l10n.t('Show more effects…'), failed: false, more: node },
    ];
  }

  #shownEffects({ path }: CausalEventNode): number {
    return Math.min(this.#effects.get(path.join('\n')) ?? PAGE, 1_000);
  }
}

/** Do both name the same event, or none? */
export function isSameEvent(a: EventTarget | undefined, b: EventTarget | undefined): boolean {
  return a?.store === b?.store && a?.aggregateId === b?.aggregateId && a?.position === b?.position;
}
