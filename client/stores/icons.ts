import { ThemeColor, ThemeIcon } from 'vscode';

const AGGREGATE_ICONS: Readonly<Record<string, string>> = {
  agent: 'hubot',
  task: 'checklist',
  workflow: 'type-hierarchy-sub',
  rollout: 'rocket',
  spec: 'book',
  execution: 'terminal',
};

const EVENT_ICONS: Readonly<Record<string, ThemeIcon>> = {
  created: new ThemeIcon('add'),
  received: new ThemeIcon('inbox'),
  started: new ThemeIcon('play'),
  updated: new ThemeIcon('edit'),
  status: new ThemeIcon('pulse'),
  deployed: new ThemeIcon('rocket'),
  step_completed: new ThemeIcon('check'),
  completed: new ThemeIcon('pass', new ThemeColor('testing.iconPassed')),
  failed: new ThemeIcon('error', new ThemeColor('testing.iconFailed')),
};

const MALFORMED = new ThemeIcon('warning', new ThemeColor('list.warningForeground'));

export function aggregateIcon(aggregateType: string): ThemeIcon {
  return new ThemeIcon(AGGREGATE_ICONS[aggregateType] ?? 'symbol-class');
}

export function eventIcon({ bareType, malformed }: { bareType: string; malformed: string | null }): ThemeIcon {
  if (malformed !== null) return MALFORMED;
  return EVENT_ICONS[bareType] ?? new ThemeIcon('symbol-event');
}
