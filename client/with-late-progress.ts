import * as vscode from 'vscode';

/** What is over by then, in milliseconds, needs no notification. */
const PATIENCE = 500;

/**
 * Does something that may take long: then a notification shows it, with what it reports, and can cancel it. What comes of the
 * cancelling is up to the work.
 */
export async function withLateProgress<T>(
  title: string,
  act: (token: vscode.CancellationToken, report: (message: string) => void) => Promise<T>,
): Promise<T> {
  const source = new vscode.CancellationTokenSource();
  let shown: vscode.Progress<{ message: string }> | undefined;
  const acting = act(source.token, (message) => shown?.report({ message }));
  const { promise: late, resolve } = Promise.withResolvers<'late'>();
  const timer = setTimeout(resolve, PATIENCE, 'late');
  try {
    if ((await Promise.race([acting, late])) !== 'late') return await acting;
    const location = vscode.ProgressLocation.Notification;
    return await vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) => {
      shown = progress;
      token.onCancellationRequested(() => source.cancel());
      return acting;
    });
  } finally {
    clearTimeout(timer);
    source.dispose();
  }
}

/** For work that cannot be stopped: nobody waits for it any longer, nor hears how it ended. Throws `CancellationError`. */
export function orCancelled<T>(work: Promise<T>, token: vscode.CancellationToken): Promise<T> {
  work.catch(() => {});
  const { promise, reject } = Promise.withResolvers<never>();
  token.onCancellationRequested(() => reject(new vscode.CancellationError()));
  return Promise.race([work, promise]);
}
