import * as vscode from 'vscode';
import { MOST_LAST_EVENTS } from '../../server/protocol/limits.ts';
import type { ResultOf } from '../../server/protocol/request.ts';
import type { Requests } from '../../server/protocol/requests.ts';
import type { Backend } from '../backend.ts';
import type { Look } from './read-children.ts';
import { type AggregateNode, idOf, type TreeNode, type TypeNode } from './tree-node.ts';

export type AggregateCount = ResultOf<Requests['countAggregates']>;
export type LastEvent = ResultOf<Requests['lastEvents']>[number];

/** Between two counts so many times as long passes as the first one took. */
const REST = 30;

/** What is shown of nodes, but not waited for: how many aggregates a type has, and how streams end. */
export class LateDetails implements vscode.Disposable {
  readonly #backend: Backend;
  readonly #counts = new Map<string, AggregateCount>();
  /** When a type may be counted again. */
  readonly #rests = new Map<string, number>();
  readonly #lastEvents = new Map<string, LastEvent>();
  readonly #arrived = new vscode.EventEmitter<readonly TreeNode[]>();
  /** These nodes look otherwise now. */
  readonly onDidArrive = this.#arrived.event;

  constructor(backend: Backend) {
    this.#backend = backend;
  }

  countOf(node: TypeNode): AggregateCount | undefined {
    return this.#counts.get(idOf(node));
  }

  lastEventOf({ store, aggregateId }: { store: string; aggregateId: string }): LastEvent | undefined {
    return this.#lastEvents.get(`${store}\n${aggregateId}`);
  }

  forget(): void {
    this.#counts.clear();
    this.#lastEvents.clear();
  }

  dispose(): void {
    this.#arrived.dispose();
  }

  /** Asks for what belongs to these nodes. Nobody waits, and nobody misses what cannot be had. */
  ask(nodes: readonly TreeNode[], look: Look): void {
    // An expression is not counted: that would be the search itself.
    if (look.filter?.where === undefined)
      for (const node of nodes) if (node.kind === 'type') void this.#count(node, look);
    const aggregates = nodes.filter((node) => node.kind === 'aggregate');
    for (let from = 0; from < aggregates.length; from += MOST_LAST_EVENTS) {
      void this.#lookAtEnds(aggregates.slice(from, from + MOST_LAST_EVENTS), look);
    }
  }

  /** Counts types whose store grew, but a store in which that takes long only now and then. */
  countAgain(nodes: readonly TreeNode[], look: Look): void {
    this.ask(
      nodes.filter((node) => node.kind === 'type' && performance.now() >= (this.#rests.get(idOf(node)) ?? 0)),
      look,
    );
  }

  async #count(node: TypeNode, { filter, token }: Look): Promise<void> {
    const started = performance.now();
    const { store, aggregateType } = node;
    const asked = { store, aggregateType, ids: filter?.ids };
    const found = await this.#backend.request('countAggregates', asked, token).catch(() => undefined);
    if (!found || token.isCancellationRequested) return;
    const ended = performance.now();
    this.#rests.set(idOf(node), ended + REST * (ended - started));
    const before = this.countOf(node);
    this.#counts.set(idOf(node), found);
    if (before?.count !== found.count || before.kind !== found.kind) this.#arrived.fire([node]);
  }

  async #lookAtEnds(nodes: readonly AggregateNode[], { token }: Look): Promise<void> {
    const store = nodes[0]!.store;
    const aggregateIds = [...new Set(nodes.map(({ aggregateId }) => aggregateId))];
    const found = await this.#backend.request('lastEvents', { store, aggregateIds }, token).catch(() => []);
    if (token.isCancellationRequested) return;
    const changed = new Set<string>();
    for (const last of found) {
      const before = this.lastEventOf({ store, aggregateId: last.aggregateId });
      this.#lastEvents.set(`${store}\n${last.aggregateId}`, last);
      if ((before?.failed ?? false) !== last.failed || (before?.malformed ?? null) !== last.malformed) {
        changed.add(last.aggregateId);
      }
    }
    if (changed.size > 0) this.#arrived.fire(nodes.filter(({ aggregateId }) => changed.has(aggregateId)));
  }
}
