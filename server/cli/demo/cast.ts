import type { Agent } from './agents.ts';

/** The agents of the afternoon. */
export const SUPPORT: Agent = {
  id: 'agent-support-7',
  created: {
    name: 'Customer Support Agent',
    model: 'gpt-4',
    temperature: 0.7,
    capabilities: ['chat', 'analysis'],
    prompt_version: 1,
  },
  steadyBelow: 1,
  changes: [
    { minute: 9, by: 'user-456', data: { temperature: 0.3 } },
    { minute: 41, by: 'user-jürgen', data: { prompt_version: 2 } },
    { minute: 78, by: 'user-456', data: { temperature: 0.2, max_tokens: 768 } },
    { minute: 104, by: 'user-456', data: { capabilities: ['chat', 'analysis', 'refunds'] } },
    { minute: 218, by: 'user-jürgen', data: { prompt_version: 5, greeting: 'Grüezi 👋' } },
    { minute: 243, by: 'user-456', data: { max_tokens: 512 } },
  ],
};

export const SALES: Agent = {
  id: 'agent-sales-3',
  created: {
    name: 'Vertriebs-Assistent Zürich 💼',
    model: 'gpt-4',
    temperature: 0.8,
    capabilities: ['chat', 'offers'],
    prompt_version: 1,
  },
  steadyBelow: 2,
  changes: [
    { minute: 33, by: 'user-jürgen', data: { languages: ['de', 'fr', 'en'] } },
    { minute: 88, by: 'user-jürgen', data: { temperature: 0.9 } },
    { minute: 201, by: 'user-jürgen', data: { capabilities: ['chat', 'offers', 'crm'] } },
  ],
};

export const REVIEWER: Agent = {
  id: 'agent-review-5',
  created: {
    name: 'Code Review Agent 🔍',
    model: 'gpt-4',
    temperature: 0.1,
    capabilities: ['code', 'analysis'],
    prompt_version: 3,
  },
  steadyBelow: 1,
  changes: [
    { minute: 57, by: 'user-aïsha', data: { max_tokens: 1024 } },
    { minute: 149, by: 'user-aïsha', data: { prompt_version: 4 } },
  ],
};

export const RESEARCHER: Agent = {
  id: 'agent-123',
  created: {
    name: 'Research Agent',
    model: 'gpt-4',
    temperature: 0.5,
    capabilities: ['search', 'analysis'],
    prompt_version: 2,
  },
  steadyBelow: 1,
  changes: [
    { minute: 26, by: 'user-456', data: { capabilities: ['search', 'analysis', 'charts'] } },
    { minute: 131, by: 'user-456', data: { temperature: 0.4 } },
  ],
};
