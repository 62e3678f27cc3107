import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { type Exchange, type OpenApiDocument, responseCheck } from './checked-fetch.ts';

const SERVICE = 'http://localhost:8012';

/**
 * Runs a Python program that asks a service with `requests`, at the address that documents name. Resolves with what it
 * printed as JSON, one value a line. Every answer that it got is held against the OpenAPI document.
 */
export async function runPython(url: string, program: string): Promise<unknown[]> {
  const document = (await (await fetch(`${url}/openapi.json`)).json()) as OpenApiDocument;
  const python = spawn('python3', ['-c', program.replaceAll(SERVICE, url)], {
    env: { ...process.env, PYTHONPATH: import.meta.dirname, PYTHONDONTWRITEBYTECODE: '1' },
  });
  const [output, errors, code] = await Promise.all([
    text(python.stdout),
    text(python.stderr),
    new Promise((resolve) => python.on('close', resolve)),
  ]);
  assert.equal(code, 0, errors);
  const check = responseCheck(document);
  for (const line of lines(errors)) check(JSON.parse(line) as Exchange);
  return lines(output).map((line) => JSON.parse(line));
}

function lines(output: string): string[] {
  return output.split('\n').filter((line) => line !== '');
}
