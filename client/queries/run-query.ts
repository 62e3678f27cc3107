import * as vscode from 'vscode';
import type { ResultOf } from '../../server/protocol/request.ts';
import type { Requests } from '../../server/protocol/requests.ts';
import type { Backend } from '../backend.ts';
import { countOfEvents } from '../stores/count-text.ts';

export type QueryPage = Extract<ResultOf<Requests['runQuery']>, { kind: 'page' }>;
type Problems = Extract<ResultOf<Requests['runQuery']>, { kind: 'problems' }>['problems'];

/** A query cannot be run as it is written. */
export class BadQuery extends Error {
  readonly problems: Problems;

  constructor(problems: Problems) {
    super(vscode.l10n.t('The query cannot be run: {0}', problems[0]?.message ?? ''));
    this.problems = problems;
  }
}

/** What is shown of a query: pages read one after the other. */
export interface Results {
  readonly page: QueryPage;
  readonly rows: QueryPage['rows'];
  /** The user did not want to wait for the rest. */
  readonly stopped: boolean;
}

/** Read at once; the next page is asked for when it has come. */
const PAGE = 500;

/** One page. Throws `BadQuery`. */
export async function readPage(
  backend: Backend,
  text: string,
  after: { readonly cursor?: string | undefined; readonly read: number; readonly limit: number },
  token?: vscode.CancellationToken,
): Promise<QueryPage> {
  const answer = await backend.request('runQuery', { text, ...after }, token);
  if (answer.kind === 'problems') throw new BadQuery(answer.problems);
  return answer;
}

/** All that a query finds, up to its limit. What was found until it is cancelled counts as well. Throws `BadQuery`. */
export async function readAll(
  backend: Backend,
  text: string,
  token: vscode.CancellationToken,
  report: (message: string) => void,
): Promise<Results | undefined> {
  const rows: QueryPage['rows'] = [];
  let page: QueryPage | undefined;
  do {
    try {
      const cursor = page?.next ?? undefined;
      page = await readPage(backend, text, { cursor, read: rows.length, limit: PAGE }, token);
    } catch (error) {
      if (!token.isCancellationRequested) throw error;
      return page && { page, rows, stopped: true };
    }
    rows.push(...page.rows);
    report(countOfEvents(rows.length));
  } while (page.next !== null && !token.isCancellationRequested);
  return { page, rows, stopped: page.next !== null };
}
