import * as vscode from 'vscode';

/** What is over by then, in milliseconds, needs no notification. */
const PATIENCE = 500;

/** Does something that may take long: then a notification shows it, and can cancel it. Throws `CancellationError`. */
export async function withLateProgress<T>(
  title: string,
  act: (token: vscode.CancellationToken) => Promise<T>,
): Promise<T> {
  const source = new vscode.CancellationTokenSource();
  const acting = act(source.token);
  const late = Symbol('late');
  const { promise, resolve } = Promise.withResolvers<typeof late>();
  const timer = setTimeout(() => resolve(late), PATIENCE);
  try {
    const first = await Promise.race([acting, promise]);
    if (first !== late) return first as T;
    const location = vscode.ProgressLocation.Notification;
    return await vscode.window.withProgress({ location, title, cancellable: true }, (_progress, token) => {
      const cancelled = new Promise<never>((_resolve, reject) => {
        token.onCancellationRequested(() => {
          source.cancel();
          reject(new vscode.CancellationError());
        });
      });
      return Promise.race([acting, cancelled]);
    });
  } finally {
    clearTimeout(timer);
    // Who cancelled does not want to hear how it ended.
    acting.catch(() => {});
    source.dispose();
  }
}
