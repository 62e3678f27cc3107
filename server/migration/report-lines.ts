import type { MigrationReport, Noted } from './migration-report.ts';

/** A report as lines to be read, without those that have nothing to say. */
export function reportLines(report: MigrationReport, isDryRun: boolean): string[] {
  const { inspection, spellings, snapshots } = report;
  const would = isDryRun ? 'would be ' : '';
  return [
    `${counted(report.events, 'event')} read, ${number(report.copied)} ${would}copied`,
    ...(inspection ? [`columns: ${inspection.columns.join(', ')}`] : []),
    ...(inspection?.otherColumns ?? []).map(
      ({ name, rows }) => `column ${name} ${would}left behind: ${counted(rows, 'row')}`,
    ),
    ...(inspection?.timeForms ?? []).map(
      ({ example, rows }) => `times like ${example}: ${counted(rows, 'row')}; the copy has them in UTC`,
    ),
    `event types: ${number(spellings.bare)} bare (updated), ${number(spellings.qualified)} qualified (agent.updated)`,
    ...(inspection?.repeatedVersions ?? [])
      .slice(0, 10)
      .map(({ aggregate_id, events }) => `${aggregate_id} has ${counted(events, 'event')} with the version of another`),
    ...line(report.renumbered, `${would}renumbered`),
    ...line(report.madeIds, `${would}given an id`),
    ...line(report.lifted, `${would}lifted by upcasters`),
    ...noted(report.notLifted, 'not lifted'),
    ...noted(report.violations, 'do not match their schema'),
    ...noted(report.setAside, `${would}set aside`),
    ...(isDryRun
      ? (inspection?.snapshots ?? 0) > 0
        ? [`${counted(inspection!.snapshots, 'snapshot')}: those whose stream stays as it is go along`]
        : []
      : snapshots.copied > 0
        ? [`${counted(snapshots.copied, 'snapshot')} copied`]
        : []),
    ...noted(snapshots.leftBehind, 'snapshots left behind', ''),
    ...report.obstacles,
  ];
}

function line(count: number, what: string): string[] {
  return count === 0 ? [] : [`${counted(count, 'event')} ${what}`];
}

function noted({ count, examples }: Noted, what: string, of = 'events '): string[] {
  if (count === 0) return [];
  const more = count > examples.length ? [`  and ${number(count - examples.length)} more`] : [];
  return [`${number(count)} ${of}${what}:`, ...examples.map((sentence) => `  ${sentence}`), ...more];
}

function counted(count: number, what: string): string {
  return `${number(count)} ${what}${count === 1 ? '' : 's'}`;
}

function number(count: number): string {
  return count.toLocaleString('en-US');
}
