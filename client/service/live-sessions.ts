import { t } from '@vscode/l10n';
import * as z from 'zod';
import { serviceUrl } from '../../server/protocol/service-url.ts';

const Sessions = z.object({
  sessions: z.array(
    z.object({
      session_id: z.string(),
      aggregate_id: z.string(),
      state: z.string(),
      position: z.int(),
    }),
  ),
});
export type LiveSession = z.infer<typeof Sessions>['sessions'][number];

/** How long a service may take to answer, in milliseconds. */
const PATIENCE = 10_000;

/** The live sessions of a service. Rejects with a sentence for the user. */
export async function liveSessions(service: string, token: string | undefined): Promise<LiveSession[]> {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  let answer: { readonly isOk: boolean; readonly body: unknown };
  try {
    const response = await fetch(serviceUrl(service, 'sessions'), { headers, signal: AbortSignal.timeout(PATIENCE) });
    answer = { isOk: response.ok, body: await response.json() };
  } catch {
    throw new Error(
      t(
        "No event-replay service answers at {0}: start it with 'event-replay serve', or with the command 'Start Service'.",
        service,
      ),
    );
  }
  const sessions = Sessions.safeParse(answer.body);
  if (answer.isOk && sessions.success) return sessions.data.sessions;
  const { detail } = answer.body as { readonly detail?: unknown };
  throw new Error(
    `${service}: ${typeof detail === 'string' ? detail : t('what answers there is no event-replay service')}`,
  );
}

/** Ends a session for good, and everybody's part in it. Rejects with a sentence for the user. */
export async function endLiveSession(
  { url, token }: { readonly url: string; readonly token: string },
  sessionId: string,
): Promise<void> {
  const address = serviceUrl(url, `sessions/${encodeURIComponent(sessionId)}`);
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(address, { method: 'DELETE', headers, signal: AbortSignal.timeout(PATIENCE) });
  if (response.ok || response.status === 404) return;
  throw new Error(t('The service at {0} did not end the session: it answers {1}', url, response.status));
}
