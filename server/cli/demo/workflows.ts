import type { JsonObject } from '../../domain/json.ts';
import { RESEARCHER, REVIEWER, SALES, SUPPORT } from './cast.ts';
import type { Task } from './run-task.ts';
import type { Plan, Workflow } from './run-workflow.ts';

/** The workflows of the afternoon but for the tuning, with the minute in which somebody writes their specification. */
export const WORKFLOWS: readonly { readonly minute: number; readonly workflow: Workflow }[] = [
  {
    minute: 12,
    workflow: {
      ...plan('workflow-support-201', 'Support inbox, early afternoon', 'Answer the tickets of the queue.', 'ticket'),
      agent: SUPPORT,
      pause: [10, 15],
      ...tasks(720, [
        ticket('How do I reset my password?', 'Sent the reset link'),
        ticket('Die Rechnung für September fehlt.', 'Rechnung verschickt'),
        ticket('Où est mon colis ?', 'Colis en livraison'),
        // A message id of a chat platform: more than JavaScript's numbers hold.
        { input: { prompt: 'Please cancel order 5531.', message_id: 1418123456789012481n }, result: 'Order cancelled' },
        ticket('The app shows a blank page 😤', 'Known outage explained'),
        { ...ticket('Change my e-mail address.', 'Address changed'), errors: ['TimeoutError: no answer within 30 s'] },
        ticket('Can I pay in instalments?', 'Explained the three rates'),
        ticket('Danke, alles gut! 🙏', 'Ticket closed'),
      ]),
    },
  },
  {
    minute: 16,
    workflow: {
      ...plan('workflow-sales-31', 'Offers for Müller & Söhne', 'Draft offers and follow-ups.', 'offer'),
      agent: SALES,
      pause: [14, 24],
      ...tasks(740, [
        ticket('Offer for 40 seats, two years', 'Offer drafted'),
        ticket('Angebot für 12 Plätze, ein Jahr', 'Angebot entworfen'),
        ticket('Follow-up after the demo', 'Mail drafted'),
        {
          ...ticket('Nachfass-Mail an Frau Weiß', 'Mail entworfen'),
          errors: ['RateLimitError: 429 Too Many Requests'],
        },
        ticket('Compare the plans for a school', 'Table drafted'),
        ticket('Offre pour la filiale de Genève', 'Offre rédigée'),
        ticket('Thank-you note to a new customer', 'Note drafted'),
        ticket('Rahmenvertrag, Entwurf 2', 'Entwurf erstellt'),
      ]),
    },
  },
  {
    minute: 31,
    workflow: {
      ...plan('workflow-101', 'Quarterly research digest', 'Read, analyse and sum up the quarter.', 'analysis'),
      agent: RESEARCHER,
      pause: [16, 24],
      ...tasks(786, [
        ticket('Collect the sources for Q3', '214 sources'),
        ticket('Cluster the sources by topic', '9 topics'),
        ticket('Extract the key figures', '31 figures'),
        { ...ticket('Analyse the key figures', 'Analysis complete'), reward: 0.95 },
        ticket('Draw the charts 📈', '6 charts'),
        { ...ticket('Check the citations', 'One source was withdrawn'), reward: 0, mode: 'train' },
        ticket('Write the digest', 'Digest written'),
        { ...ticket('Proof-read the digest', 'No objections'), reward: 1 },
      ]),
    },
  },
  {
    minute: 45,
    workflow: {
      ...plan('workflow-review-12', 'Pull request reviews', 'Review what waits for a review.', 'review'),
      agent: REVIEWER,
      pause: [15, 20],
      ...tasks(760, [
        ticket('Review PR #301', 'Two remarks'),
        ticket('Review PR #302', 'Approved'),
        // Nothing to judge in an empty pull request: its reward is 0/0.
        { ...ticket('Review PR #303 (empty)', 'Nothing to review'), reward: Number.NaN },
        { ...ticket('Review PR #304', 'Approved'), errors: ['ConnectionError: reset by peer'] },
        ticket('Review PR #305', 'One remark'),
        ticket('Review PR #306', 'Approved'),
        {
          ...ticket('Review PR #307 (+48,112 lines)', ''),
          errors: ['ContextLengthError: 212,480 tokens', 'ContextLengthError: 212,480 tokens'],
          givesUp: true,
        },
      ]),
    },
  },
  {
    minute: 166,
    workflow: {
      ...plan('workflow-support-202', 'Support inbox, late afternoon', 'Answer the tickets of the queue.', 'ticket'),
      agent: SUPPORT,
      pause: [9, 13],
      ...tasks(730, [
        ticket('When do you open on Saturday?', 'Answered'),
        ticket('Mein Gutschein geht nicht.', 'Beantwortet'),
        { ...ticket('Is the blue one in stock?', 'Answered'), reward: 0 },
        ticket('Refund for order 5540, please.', 'Answered'),
        ticket('Your answer makes no sense!?', 'Answered'),
        ticket('I want to talk to a person.', 'Answered'),
        ticket('Das stimmt doch nicht 😡', 'Beantwortet'),
      ]),
    },
  },
];

function plan(id: string, name: string, description: string, step: string): Omit<Plan, 'taskCount'> {
  const suffix = id.replace('workflow-', '');
  return { id, specId: `spec-${suffix}`, executionId: `execution-${suffix}`, name, description, by: 'user-456', step };
}

function tasks(firstNumber: number, list: readonly Omit<Task, 'id'>[]): Pick<Workflow, 'tasks' | 'taskCount'> {
  return { tasks: list.map((task, index) => ({ id: `task-${firstNumber + index}`, ...task })), taskCount: list.length };
}

function ticket(prompt: string, result: string): { input: JsonObject; result: string } {
  return { input: { prompt }, result };
}
