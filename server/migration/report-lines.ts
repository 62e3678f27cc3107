import type { MigrationReport, Noted } from './migration-report.ts';

/** Of so many streams it is said what is wrong with them. */
const MOST_STREAMS = 10;

/** A report as lines to be read, without those that have nothing to say. */
export function reportLines(report: MigrationReport, isDryRun: boolean): string[] {
  const { spellings, snapshots } = report;
  return [
    `${counted(report.events, 'event')} read, ${number(report.copied)} ${isDryRun ? 'would be ' : ''}copied`,
    ...tableLines(report),
    `event types: ${number(spellings.bare)} bare (updated), ${number(spellings.qualified)} qualified (agent.updated)`,
    ...some('renumbered', report.renumbered),
    ...some('given an id', report.madeIds),
    ...some('lifted by upcasters', report.lifted),
    ...noted('not lifted', report.notLifted),
    ...noted('not as their schema says', report.violations),
    ...noted('set aside', report.setAside),
    ...(isDryRun ? [] : some('copied', snapshots.copied, 'snapshot')),
    ...noted('left behind', snapshots.leftBehind, 'snapshot'),
    ...report.obstacles,
  ];
}

function tableLines({ inspection }: MigrationReport): string[] {
  if (!inspection) return [];
  const { columns, otherColumns, timeForms, repeatedVersions, snapshots } = inspection;
  const unnamed = repeatedVersions.length - MOST_STREAMS;
  return [
    `columns: ${columns.join(', ')}`,
    ...otherColumns.map(({ name, rows }) => `column ${name}, which events do not have: ${counted(rows, 'row')}`),
    ...timeForms.map(({ example, rows }) => `times like ${example}: ${counted(rows, 'row')}`),
    ...repeatedVersions
      .slice(0, MOST_STREAMS)
      .map(({ aggregate_id, events }) => `${aggregate_id}: ${counted(events, 'event')} with the version of another`),
    ...(unnamed > 0 ? [`and ${counted(unnamed, 'stream')} more`] : []),
    ...some('found', snapshots, 'snapshot'),
  ];
}

function some(what: string, count: number, of = 'event'): string[] {
  return count === 0 ? [] : [`${what}: ${counted(count, of)}`];
}

function noted(what: string, { count, examples }: Noted, of = 'event'): string[] {
  const more = count > examples.length ? [`  and ${number(count - examples.length)} more`] : [];
  return [...some(what, count, of), ...examples.map((sentence) => `  ${sentence}`), ...more];
}

function counted(count: number, what: string): string {
  return `${number(count)} ${what}${count === 1 ? '' : 's'}`;
}

function number(count: number): string {
  return count.toLocaleString('en-US');
}
