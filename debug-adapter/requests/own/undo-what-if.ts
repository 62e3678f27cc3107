import { DomainError } from '../../../server/domain/errors.ts';
import { ADAPTER_REQUESTS } from '../../../server/protocol/adapter-requests.ts';
import type { Handler } from '../../handler.ts';
import { parseArguments } from '../../parse-arguments.ts';
import { applyWhatIfs, describeWhatIf } from '../../what-if.ts';

const { command, arguments: schema } = ADAPTER_REQUESTS.undoWhatIf;

/** Our own request: takes the last change of the replay back, or all. Answers what was undone. */
export const undoWhatIf: Handler<unknown, { readonly undone: readonly string[] }> = {
  answer: async (adapter, args) => {
    const { replay, movement } = adapter.launched;
    movement.assertStill();
    const { all } = parseArguments(schema, args, command);
    const { whatIfs } = replay;
    if (whatIfs.length === 0) throw new DomainError('bad-position', 'Nothing was changed in this replay');
    const kept = all ? [] : whatIfs.slice(0, -1);
    await applyWhatIfs(adapter, kept);
    return { undone: whatIfs.slice(kept.length).map(describeWhatIf) };
  },
};
