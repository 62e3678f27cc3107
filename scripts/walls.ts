import path from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import extractTypeScriptConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { root } from './project.ts';

const ROOMS = ['client', 'server', 'debug-adapter', 'test', 'scripts'];

/** Holds every import against the walls of .dependency-cruiser.mjs; sets the exit code. */
process.chdir(root);
const { options, ...ruleSet } = await extractConfig(path.join(root, '.dependency-cruiser.mjs'));
const { output } = await cruise(ROOMS, { ...options, ruleSet, validate: true }, undefined, {
  tsConfig: extractTypeScriptConfig('tsconfig.json'),
});
const { violations, totalCruised } = (output as ICruiseResult).summary;
for (const { rule, from, to } of violations) {
  console.error(`${rule.name}: ${from}${from === to ? '' : ` imports ${to}`}`);
}
const seen = (output as ICruiseResult).modules.filter(({ source }) => source.startsWith('server/domain/')).length;
if (seen === 0) {
  console.error(`No TypeScript was seen (${totalCruised} modules in all): the walls were not checked.`);
}
console.log(`${totalCruised} modules, ${violations.length} broken walls`);
process.exitCode = violations.length > 0 || seen === 0 ? 1 : 0;
