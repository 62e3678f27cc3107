import type { Finding } from '../../verify/finding.ts';
import type { Rule } from '../../verify/rule.ts';
import type { CommandContext } from '../command.ts';
import { counted } from '../counted.ts';
import { plainText, styled } from '../plain-text.ts';
import { printJson } from '../print-json.ts';
import { tablePrinter } from '../table.ts';

export interface Summary {
  readonly streams: number;
  readonly events: number;
  readonly findings: number;
  readonly counts: ReadonlyMap<Rule, number>;
  /** There are more findings than were told. */
  readonly isCut: boolean;
}

/** How findings are told, one after the other, and what they come to. */
export interface FindingsReport {
  finding(finding: Finding): void;
  end(summary: Summary): void;
}

/** JSON Lines: a `finding` each, and the `end`. */
export function jsonFindings(context: CommandContext): FindingsReport {
  return {
    finding: ({ expected = null, found = null, ...finding }) =>
      printJson(context, { kind: 'finding', ...finding, expected, found }),
    end: ({ streams, events, findings, counts }) =>
      printJson(context, { kind: 'end', streams, events, findings, rules: Object.fromEntries(counts) }),
  };
}

/** Lines for people, and a table of the rules that were broken. */
export function textFindings(context: CommandContext): FindingsReport {
  const { print } = context;
  return {
    finding: ({ aggregate_id, version, event_id, timestamp, rule, message, expected, found }) => {
      print(`${styled(context, 'red', rule)}  ${plainText(`${aggregate_id} v${version}  ${message}`)}`);
      const values = expected === undefined ? '' : `  expected ${expected}; found ${found ?? 'something else'}`;
      print(styled(context, 'dim', plainText(`    ${timestamp}  ${event_id}${values}`)));
    },
    end: ({ streams, events, findings, counts, isCut }) => {
      const all = `${counted(events, 'event')} of ${counted(streams, 'stream')}`;
      if (findings === 0) {
        print(`Nothing is wrong with ${all}.`);
        return;
      }
      if (isCut) print('…');
      print('');
      const broken = [...counts].sort(([, a], [, b]) => b - a);
      tablePrinter(context, [
        { title: 'rule', text: ([rule]: (typeof broken)[number]) => rule },
        { title: 'findings', align: 'right', text: ([, number]) => number.toLocaleString('en-US') },
      ])(broken);
      print(`${counted(findings, 'finding')} in ${all}.`);
    },
  };
}
