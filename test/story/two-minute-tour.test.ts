import assert from 'node:assert/strict';
import type { Workbench } from '../host/workbench.ts';
import { openDemoWorkbench } from './demo-workbench.ts';

/** What the README's tour tells, clicked and typed by a person with the packaged extension. */
describe('The two-minute tour', function () {
  const opened = openDemoWorkbench(this);
  let workbench: Workbench;
  before(() => {
    workbench = opened();
  });

  it('shows why the sidebar is empty, and what to do', async () => {
    await workbench.openView('Event Replay');
    await workbench.page.getByText('Add Store', { exact: false }).first().waitFor();
    await workbench.screenshot('01-empty-sidebar');
  });

  it('opens a SQLite file of the Explorer as a store, and shows its events', async () => {
    await workbench.openAsStore('events.db');
    const stores = workbench.tree('Stores');
    await stores.expand('events.db');
    await stores.expand('4 aggregates');
    await stores.expand('agent-support-7');
    await stores.row('agent.created');
    await workbench.screenshot('02-sidebar');
  });

  it('opens the stream, takes a breakpoint in its margin, and stops there after F5', async () => {
    const aggregate = await workbench.tree('Stores').row('agent-support-7');
    await aggregate.click({ button: 'right' });
    await workbench.chooseFromMenu('Open Stream');
    await workbench.page.locator('.tab.active[data-resource-name="agent-support-7.events"]').waitFor();
    await workbench.editor.setBreakpointAtLine(21);
    await workbench.openView('Run and Debug');
    await workbench.startDebugging();
    await workbench.editor.waitForStoppedLine(1);
    await workbench.debug.toolbar('Continue');
    await workbench.editor.waitForStoppedLine(21);
    await workbench.debug.variables.row(/^State/);
    await workbench.debug.variables.row(/^temperature ?[:=] ?0\.2$/);
    await workbench.screenshot('03-stopped-at-the-breakpoint');
  });

  it('answers in the Debug Console and in Watch', async () => {
    const answer = await workbench.debug.evaluate("event_data.get('reward', 0) > 0.8");
    assert.match(answer.join('\n'), /True|False/);
    await workbench.debug.addWatch("state['temperature']");
    await workbench.debug.watch.waitUntil((rows) => rows.some((row) => row.includes('0.2')));
    await workbench.screenshot('04-console-and-watch');
  });

  it('suggests what the stream holds while a condition is written', async () => {
    const fields = await workbench.debug.suggest("state['temp");
    assert.match(fields.join('\n'), /temperature/);
    await workbench.screenshot('04b-suggestions');
    const answer = await workbench.debug.acceptSuggestion();
    assert.match(answer.join('\n'), /0\.2/);
    const methods = await workbench.debug.suggest('timestamp.iso');
    assert.match(methods.join('\n'), /isoformat/);
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Control+a');
    await workbench.page.keyboard.press('Delete');
  });

  it('steps back, and forward to the end', async () => {
    await workbench.debug.toolbar('Step Back');
    await workbench.editor.waitForStoppedLine(20);
    await workbench.debug.toolbar('Reverse');
    await workbench.editor.waitForStoppedLine(1);
    await workbench.debug.toolbar('Continue');
    await workbench.editor.waitForStoppedLine(21);
    await workbench.debug.toolbar('Continue');
    await workbench.editor.waitForStoppedLine(46);
    await workbench.debug.watch.waitUntil((rows) => rows.some((row) => row.includes('1.7')));
    await workbench.screenshot('05-at-the-end');
  });

  it('breaks where a value of the state changes, and asks a value who set it', async () => {
    const { debug, editor } = workbench;
    const inMenuOf = async (row: RegExp, entry: string) => {
      // A value of the stop before, which is still there for a moment, has no such entry.
      await workbench.openMenu(() => debug.variables.row(row), entry);
      await workbench.screenshot(`05b-${entry.replace(/\W+/g, '-').toLowerCase()}`);
      await workbench.chooseFromMenu(entry);
    };
    await inMenuOf(/^temperature/, 'Break on Value Change');
    await debug.breakpoints.row(/temperature of agent-support-7/);
    await debug.toolbar('Reverse');
    await editor.waitForStoppedLine(27);
    await debug.callStack.waitUntil((rows) => rows.length > 0);
    await workbench.screenshot('05c-at-the-change');
    await inMenuOf(/^temperature/, 'Who Set This?');
    await editor.waitForStoppedLine(15);
    for (const line of [21, 27, 46]) {
      await debug.toolbar('Continue');
      await editor.waitForStoppedLine(line);
    }
  });

  it('finds who set the temperature by going back to the last change', async () => {
    await workbench.runCommand('Event Replay: Break When…');
    const condition = workbench.page.locator('.quick-input-widget:visible input').first();
    await condition.fill("changed('temperature')");
    await condition.press('Enter');
    await workbench.debug.breakpoints.row('*');
    await workbench.debug.toolbar('Reverse');
    await workbench.editor.waitForStoppedLine(27);
    await workbench.debug.variables.collapse('State');
    await workbench.debug.variables.expand('Changes');
    await workbench.debug.variables.row(/temperature.*0\.2 → 1\.7/);
    const frames = await workbench.debug.callStack.waitUntil((rows) => rows.some((row) => row.includes('task-847')));
    assert.ok(
      frames.some((row) => row.includes('rollout.started · task-847')),
      frames.join('\n'),
    );
    await workbench.screenshot('06-the-cause-in-the-call-stack');
    const cause = await workbench.debug.callStack.row('rollout.started · task-847');
    await cause.click();
    await workbench.page.locator('.tab.active[data-resource-name="task-847.events"]').waitFor();
    await workbench.debug.variables.expand('State');
    await workbench.debug.variables.row(/agent_id.*agent-sales-3/);
    await workbench.screenshot('07-the-cause');
  });

  it('ends when it is told to', async () => {
    await workbench.debug.toolbar('Stop');
    await workbench.debug.waitForEnd();
  });
});
