import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { AttachConfiguration } from '../../server/protocol/attach-arguments.ts';
import { LaunchArguments } from '../../server/protocol/launch-arguments.ts';
import { QUERY_LANGUAGE } from '../../server/protocol/query-document.ts';
import { STREAM_EXTENSION, STREAM_SCHEME } from '../../server/protocol/stream-address.ts';
import { keysOf, manifest, texts } from '../support/manifest.ts';

const { contributes } = manifest;
const [launcher] = contributes.debuggers;
const commands = contributes.commands.map(({ command }) => command);

const ARGUMENTS = { launch: LaunchArguments, attach: AttachConfiguration };
type Request = keyof typeof ARGUMENTS;

/** The schema of launch.json that follows from the arguments of a request; the descriptions are markdown. */
function wantedAttributes(request: Request): unknown {
  const { type, properties, required } = z.toJSONSchema(ARGUMENTS[request], {
    io: 'input',
    override: ({ jsonSchema }) => {
      // zod's own bound of every integer says nothing to a reader.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      const { description } = jsonSchema;
      delete jsonSchema.description;
      if (description !== undefined) Object.assign(jsonSchema, { markdownDescription: description });
    },
  });
  return JSON.parse(JSON.stringify({ type, properties, required }));
}

describe('package.json', () => {
  for (const request of ['launch', 'attach'] as const) {
    it(`describes every attribute of ${request} as the debug adapter reads it`, () => {
      const wanted = wantedAttributes(request);
      const place = `contributes.debuggers[0].configurationAttributes.${request}`;
      try {
        assert.deepEqual(launcher?.configurationAttributes[request], wanted);
      } catch {
        assert.fail(`${place} must be:\n${JSON.stringify(wanted, null, 2)}`);
      }
    });
  }

  it('offers only snippets that launch', () => {
    for (const { label, body } of launcher!.configurationSnippets) {
      const { type, request, name, ...rest } = body;
      assert.deepEqual([type, typeof name], ['event-replay', 'string'], label);
      const known = Object.keys(launcher!.configurationAttributes[request as Request].properties);
      for (const attribute of Object.keys(rest)) assert.ok(known.includes(attribute), `${label}: ${attribute}`);
      const filledIn = JSON.parse(JSON.stringify(body).replaceAll(/\$\{\d+:([^}]*)\}/g, '$1'));
      assert.ok(ARGUMENTS[request as Request].safeParse(filledIn).success, label);
    }
  });

  it('puts only its own commands into menus, keys and variables', () => {
    const used = [
      ...Object.values(contributes.menus)
        .flat()
        .filter((item): item is { command: string; when: string; group: string } => 'command' in item),
      ...contributes.keybindings,
      ...Object.values(launcher!.variables).map((command) => ({ command })),
    ];
    for (const { command } of used) assert.ok(commands.includes(command), command);
    const buttons = contributes.viewsWelcome.flatMap(({ contents }) => [...contents.matchAll(/\(command:(.+?)\)/g)]);
    assert.ok(buttons.length > 0);
    for (const [, command] of buttons) assert.ok(commands.includes(command!), command);
    const steps = contributes.walkthroughs.flatMap(({ steps }) => steps);
    // Arguments follow a question mark.
    const links = steps.map(({ description }) => [...description.matchAll(/\(command:([\w.-]+)[^)]*\)/g)]);
    for (const [, command] of links.flat()) assert.ok(commands.includes(command!), command);
    for (const event of steps.flatMap(({ completionEvents }) => completionEvents)) {
      assert.ok(event.startsWith('onContext:') || commands.includes(event.replace('onCommand:', '')), event);
    }
  });

  it('shows every command under the same category', () => {
    for (const { category } of contributes.commands) assert.equal(category, 'Event Replay');
  });

  it('keeps to one name for stream documents', () => {
    const [language] = contributes.languages;
    assert.deepEqual(language?.extensions, [STREAM_EXTENSION]);
    for (const { language: id } of contributes.breakpoints) assert.equal(id, language?.id);
    assert.deepEqual(launcher?.languages, [language?.id]);
    assert.ok(manifest.activationEvents.includes(`onFileSystem:${STREAM_SCHEME}`));
  });

  it('colours every language, and knows query documents by one name', () => {
    const ids = contributes.languages.map(({ id }) => id);
    assert.deepEqual(
      contributes.grammars.map(({ language }) => language),
      ids,
    );
    const query = contributes.languages.find(({ id }) => id === QUERY_LANGUAGE);
    assert.deepEqual(query?.extensions, ['.eventquery']);
  });

  it('has every text in package.nls.json, and nothing else there', () => {
    assert.deepEqual([...keysOf()].sort(), Object.keys(texts).sort());
  });

  it('names files that are there', () => {
    const { languages, grammars, viewsContainers, walkthroughs } = contributes;
    const files = [
      manifest.icon,
      ...languages.flatMap(({ configuration, icon }) => [configuration, icon.light, icon.dark]),
      ...grammars.map((grammar) => grammar.path),
      ...viewsContainers.activitybar.map(({ icon }) => icon),
      ...walkthroughs.flatMap(({ icon, steps }) => [icon, ...steps.map(({ media }) => media.svg)]),
    ];
    for (const file of files) assert.ok(existsSync(path.join(import.meta.dirname, '../..', file)), file);
  });
});
